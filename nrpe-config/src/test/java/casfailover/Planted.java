package casfailover;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Classes that exist for one test only, compiled from their text against the real ones. */
final class Planted {

  private static final Pattern TYPE =
      Pattern.compile(
          "package ([\\w.]+);.*?(?:class|interface|record|enum) (\\w+)", Pattern.DOTALL);

  private Planted() {}

  /**
   * Compiles sources into a folder and reads what came of them, and nothing else.
   *
   * @param sources each with its package and one type at the top
   */
  static JavaClasses classes(Path folder, String... sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    boolean compiled =
        compiler
            .getTask(
                null,
                null,
                problems,
                List.of("-proc:none", "-d", folder.toString()),
                null,
                Arrays.stream(sources).map(Source::new).toList())
            .call();
    if (!compiled) {
      throw new AssertionError("the planted classes do not compile: " + problems.getDiagnostics());
    }
    return new ClassFileImporter().importPath(folder);
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    Source(String text) {
      super(URI.create("planted:///" + path(text)), Kind.SOURCE);
      this.text = text;
    }

    private static String path(String text) {
      Matcher type = TYPE.matcher(text);
      if (!type.find()) {
        throw new IllegalArgumentException("no package and type in: " + text);
      }
      return type.group(1).replace('.', '/') + "/" + type.group(2) + ".java";
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
