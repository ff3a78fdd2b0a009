package casfailover.program;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.process.Command;
import casfailover.process.Ended;
import casfailover.process.ExecCommandRunner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LambdaProxiesTest {

  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  @TempDir private Path folder;

  /** A program with a lambda of each kind; it runs all but the last. */
  static final class Program {
    private final String text;

    private Program(String text) {
      this.text = text;
    }

    IntSupplier length() {
      return () -> text.length();
    }

    public static void main(String[] arguments) {
      Function<String, Program> constructor = Program::new;
      Supplier<List<String>> otherConstructor = ArrayList::new;
      Program program = constructor.apply("a" + arguments.length);
      Function<Object, String> ofAClass = String::valueOf;
      Function<List<String>, Integer> ofAnInterface = List::size;
      Supplier<String> bound = program.text::trim;
      Runnable capturing =
          () -> otherConstructor.get().add(arguments[0] + bound.get() + ofAClass.apply(program));
      if (program.length().getAsInt() + ofAnInterface.apply(new ArrayList<>()) > arguments.length) {
        Function<Object, String> ofAClassAgain = String::valueOf;
        Runnable neverRun = () -> otherConstructor.get().add(ofAClassAgain.apply(""));
        neverRun.run();
      }
      capturing.run();
    }
  }

  @Test
  void theLinesAreThoseThatTheJvmWritesItselfAndThoseOfLambdasThatItDidNotRun() throws Exception {
    Path list = folder.resolve("list");
    Path classes =
        Path.of(Program.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Command command =
        Command.of(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            A_MINUTE,
            "-Xshare:off",
            "-XX:DumpLoadedClassList=" + list,
            "-cp",
            classes.toString(),
            Program.class.getName(),
            "one",
            "two",
            "three");
    assertThat(new ExecCommandRunner().run(command))
        .isInstanceOfSatisfying(Ended.Exited.class, ended -> assertThat(ended.code()).isZero());
    String own = LambdaProxies.TAG + Program.class.getName().replace('.', '/') + " ";
    List<String> written =
        Files.readAllLines(list).stream().filter(line -> line.startsWith(own)).toList();
    List<String> read = linesOf(Program.class);
    List<String> notRun = new ArrayList<>(read);
    written.forEach(notRun::remove);
    assertThat(written).hasSize(7).isSubsetOf(read);
    assertThat(notRun)
        .hasSize(2)
        .anyMatch(line -> line.contains("valueOf") && written.contains(line))
        .anyMatch(line -> line.contains("java/lang/Runnable;") && !written.contains(line));
  }

  @Test
  void aClassWithoutLambdasHasNone() throws IOException {
    assertThat(linesOf(Exit.class)).isEmpty();
  }

  private static List<String> linesOf(Class<?> type) throws IOException {
    String file = type.getName().replace('.', '/') + ".class";
    try (InputStream in = type.getClassLoader().getResourceAsStream(file)) {
      return LambdaProxies.of(in);
    }
  }
}
