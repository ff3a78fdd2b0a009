package casfailover.program;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandleInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The lambdas of a class in the words of a class list ({@code -XX:SharedClassListFile}). The JVM
 * itself lists only those that it came across; a lambda that is not in the archive is built when it
 * is first run, and most of them first run while clients wait for the address.
 */
final class LambdaProxies {

  /** How each line begins. */
  static final String TAG = "@lambda-proxy ";

  private static final String FACTORY = "java/lang/invoke/LambdaMetafactory";
  private static final int FLAGS =
      ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES; // the code is all that is read

  private LambdaProxies() {}

  /**
   * A line for each place in one class that makes a lambda: the class, and the call in the constant
   * pool's words, as HotSpot writes it since JDK 16. Two places with the same words need two lines:
   * what one has taken out of the archive is not there for the other.
   */
  static List<String> of(InputStream classFile) throws IOException {
    ClassReader reader = new ClassReader(classFile);
    List<String> lines = new ArrayList<>();
    reader.accept(new EachLambda(reader.getClassName(), lines), FLAGS);
    return lines;
  }

  private static final class EachLambda extends ClassVisitor {
    private final String name;
    private final List<String> lines;

    EachLambda(String name, List<String> lines) {
      super(Opcodes.ASM9);
      this.name = name;
      this.lines = lines;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String method, String type, String signature, String[] exceptions) {
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitInvokeDynamicInsn(
            String call, String makes, Handle factory, Object... arguments) {
          if (factory.getOwner().equals(FACTORY) && factory.getName().equals("metafactory")) {
            String how =
                Stream.of(arguments).map(EachLambda::word).collect(Collectors.joining(" "));
            lines.add(TAG + String.join(" ", name, call, makes, how));
          }
        }
      };
    }

    private static String word(Object argument) {
      if (argument instanceof Handle handle) {
        String kind = "REF_" + MethodHandleInfo.referenceKindToString(handle.getTag());
        return String.join(" ", kind, handle.getOwner(), handle.getName(), handle.getDesc());
      }
      return argument.toString();
    }
  }
}
