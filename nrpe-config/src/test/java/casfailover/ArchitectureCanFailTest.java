package casfailover;

import static casfailover.ArchitectureTest.ADAPTERS_ARE_CREATED_ONLY_WHERE_PARTS_ARE_PUT_TOGETHER;
import static casfailover.ArchitectureTest.EVERY_CLASS_STANDS_IN_A_PACKAGE_OF_THE_TABLE;
import static casfailover.ArchitectureTest.EVERY_LIBRARY_HAS_ONE_OWNER;
import static casfailover.ArchitectureTest.EVERY_PACKAGE_IS_NULL_MARKED;
import static casfailover.ArchitectureTest.KEEP_KNOWS_ONLY_VALUES_OF_THE_PACKAGES_THAT_ACT;
import static casfailover.ArchitectureTest.PACKAGES_FORM_NO_CYCLE;
import static casfailover.ArchitectureTest.PACKAGES_IMPORT_ONLY_WHAT_THE_TABLE_SAYS;
import static casfailover.ArchitectureTest.PURE_PACKAGES_ASK_NEITHER_CLOCK_NOR_MACHINE_NOR_CHANCE;
import static casfailover.ArchitectureTest.PURE_PACKAGES_USE_ONLY_VALUES_OF_THE_JDK;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule, held against planted classes that break it and against some that only look so. */
class ArchitectureCanFailTest {

  private static final List<String> PURE =
      List.of("pair", "sight", "check", "decide", "order", "keep");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "casfailover.pair        | casfailover.sight.Guard",
        "casfailover.sight       | casfailover.decide.Row",
        "casfailover.config      | casfailover.sight.Guard",
        "casfailover.process     | casfailover.pair.Node",
        "casfailover.probe       | casfailover.config.Settings",
        "casfailover.exchange    | casfailover.check.Status",
        "casfailover.check       | casfailover.config.Settings",
        "casfailover.nrpe        | casfailover.check.Status",
        "casfailover.jnrpe       | casfailover.config.Settings",
        "casfailover.decide      | casfailover.journal.Entry",
        "casfailover.order       | casfailover.sight.Guard",
        "casfailover.journal     | casfailover.mail.Outbox",
        "casfailover.takeover    | casfailover.mail.Outbox",
        "casfailover.handover    | casfailover.takeover.Presence",
        "casfailover.mail        | casfailover.journal.Entry",
        "casfailover.keep        | casfailover.report.NodeStatus",
        "casfailover.report      | casfailover.keep.Keeper",
        "casfailover.certificate | casfailover.config.Settings",
        "casfailover.nowhere     | casfailover.pair.Node"
      })
  void noPackageImportsWhatItMayNot(String from, String to) {
    assertBreaks(PACKAGES_IMPORT_ONLY_WHAT_THE_TABLE_SAYS, using(from, to + "[]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"agent", "keep", "pair"})
  void nobodyImportsProgram(String from) {
    assertBreaks(
        PACKAGES_IMPORT_ONLY_WHAT_THE_TABLE_SAYS,
        "package casfailover.program; public class Planted {}",
        "package casfailover." + from + "; class Uses { casfailover.program.Planted planted; }");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "casfailover.jnrpe    | casfailover.nrpe.NrpeServer",
        "casfailover.keep     | casfailover.journal.Recollection",
        "casfailover.handover | casfailover.nrpe.NrpeClient",
        "casfailover.agent    | casfailover.keep.Keeper",
        "casfailover.program  | casfailover.mail.SmtpCourier",
        "casfailover.pair     | casfailover.pair.Node"
      })
  void aPackageImportsWhatItMay(String from, String to) {
    assertKeeps(PACKAGES_IMPORT_ONLY_WHAT_THE_TABLE_SAYS, using(from, to));
  }

  @ParameterizedTest
  @ValueSource(strings = {"casfailover", "casfailover.util", "casfailover.keep.more"})
  void noClassStandsOutsideTheTable(String where) {
    assertBreaks(
        EVERY_CLASS_STANDS_IN_A_PACKAGE_OF_THE_TABLE, "package " + where + "; class Planted {}");
  }

  @Test
  void noTwoPackagesNeedEachOther() {
    assertBreaks(
        PACKAGES_FORM_NO_CYCLE,
        "package casfailover.agent; public class Loop { casfailover.program.Main main; }",
        "package casfailover.program; public class Main { casfailover.agent.Loop loop; }");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "casfailover.journal.Journal",
        "casfailover.journal.EntryText",
        "casfailover.mail.Outbox",
        "casfailover.mail.Postman"
      })
  void keepReachesNobodyWhoActs(String actor) {
    assertBreaks(KEEP_KNOWS_ONLY_VALUES_OF_THE_PACKAGES_THAT_ACT, using("casfailover.keep", actor));
  }

  @Test
  void keepReachesNoPortThatIsStillToCome() {
    assertBreaks(
        KEEP_KNOWS_ONLY_VALUES_OF_THE_PACKAGES_THAT_ACT,
        "package casfailover.handover; public interface Peer { void release(); }",
        "package casfailover.keep; class Uses { void go(casfailover.handover.Peer peer) {} }");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "casfailover.journal.Recollection.Term",
        "casfailover.journal.Entry.How",
        "casfailover.takeover.Presence",
        "casfailover.mail.Letter"
      })
  void keepKnowsTheirValues(String value) {
    assertKeeps(KEEP_KNOWS_ONLY_VALUES_OF_THE_PACKAGES_THAT_ACT, using("casfailover.keep", value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "casfailover.check   | it.jnrpe.ReturnValue",
        "casfailover.jnrpe   | io.netty.buffer.ByteBuf",
        "casfailover.probe   | org.apache.commons.exec.CommandLine",
        "casfailover.check   | org.apache.commons.csv.CSVRecord",
        "casfailover.report  | jakarta.mail.internet.InternetAddress",
        "casfailover.agent   | picocli.CommandLine",
        "casfailover.agent   | org.objectweb.asm.ClassReader"
      })
  void noLibraryIsUsedOutsideItsOwner(String from, String library) {
    assertBreaks(EVERY_LIBRARY_HAS_ONE_OWNER, using(from, library));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "casfailover.jnrpe    | it.jnrpe.ReturnValue",
        "casfailover.nrpe     | io.netty.buffer.ByteBuf",
        "casfailover.process  | org.apache.commons.exec.CommandLine",
        "casfailover.exchange | org.apache.commons.csv.CSVRecord",
        "casfailover.mail     | jakarta.mail.internet.InternetAddress",
        "casfailover.program  | picocli.CommandLine",
        "casfailover.program  | org.objectweb.asm.ClassReader"
      })
  void theOwnerUsesItsLibrary(String from, String library) {
    assertKeeps(EVERY_LIBRARY_HAS_ONE_OWNER, using(from, library));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.io.File",
        "java.nio.file.Path",
        "java.net.InetAddress",
        "java.util.concurrent.ExecutorService",
        "java.util.Random",
        "java.util.UUID",
        "java.util.Timer",
        "java.util.Date",
        "java.time.Clock",
        "java.lang.Thread",
        "java.lang.Thread.State",
        "java.lang.ProcessBuilder",
        "java.lang.reflect.Method",
        "org.slf4j.Logger"
      })
  void purePackagesUseNothingThatActs(String type) {
    assertEachBreaks(
        PURE_PACKAGES_USE_ONLY_VALUES_OF_THE_JDK,
        in(PURE, "class Uses { Object it(" + type + " it) { return it; } }"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"java.math.BigDecimal", "java.nio.charset.Charset", "java.net.URLEncoder"})
  void onlyThePackagesAtTheEdgeReadAndWriteTexts(String type) {
    String uses = "class Uses { Object it(" + type + " it) { return it; } }";
    assertKeeps(
        PURE_PACKAGES_USE_ONLY_VALUES_OF_THE_JDK, in(List.of("pair", "sight", "check"), uses));
    assertEachBreaks(
        PURE_PACKAGES_USE_ONLY_VALUES_OF_THE_JDK, in(List.of("decide", "order", "keep"), uses));
  }

  @Test
  void purePackagesUseValues() {
    assertKeeps(
        PURE_PACKAGES_USE_ONLY_VALUES_OF_THE_JDK,
        """
        package casfailover.keep;
        record Planted(java.util.Map<String, java.time.Duration> values, int[] bits) {
          enum Word { ONE }
          String text(Word word) {
            return switch (word) { case ONE -> values.keySet().stream().map(v -> v + bits).toList() + ""; };
          }
        }
        """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.time.Instant.now()",
        "java.time.LocalDate.now()",
        "java.time.ZonedDateTime.now()",
        "java.time.ZoneId.systemDefault()",
        "java.util.Locale.getDefault()",
        "Math.random()",
        "java.util.List.of(1).parallelStream()",
        "java.util.stream.Stream.of(1).parallel()",
        "String.class.getResource(\"x\")"
      })
  void purePackagesAskNothing(String question) {
    assertEachBreaks(
        PURE_PACKAGES_ASK_NEITHER_CLOCK_NOR_MACHINE_NOR_CHANCE,
        in(PURE, "class Asks { Object answer() { return " + question + "; } }"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"System.nanoTime()", "System.currentTimeMillis()", "System.getenv(\"PATH\")"})
  void purePackagesDoNotAskTheSystem(String question) {
    assertBreaks(
        PURE_PACKAGES_USE_ONLY_VALUES_OF_THE_JDK,
        "package casfailover.keep; class Asks { Object answer() { return " + question + "; } }");
  }

  @Test
  void aReferenceToAClockIsAQuestionToo() {
    assertBreaks(
        PURE_PACKAGES_ASK_NEITHER_CLOCK_NOR_MACHINE_NOR_CHANCE,
        """
        package casfailover.keep;
        class Asks { java.util.function.Supplier<java.time.Instant> clock = java.time.Instant::now; }
        """);
  }

  @Test
  void purePackagesShuffleAndWaitForNothing() {
    assertBreaks(
        PURE_PACKAGES_ASK_NEITHER_CLOCK_NOR_MACHINE_NOR_CHANCE,
        """
        package casfailover.decide;
        class Shuffles { void it(java.util.List<String> list) { java.util.Collections.shuffle(list); } }
        """);
    assertBreaks(
        PURE_PACKAGES_ASK_NEITHER_CLOCK_NOR_MACHINE_NOR_CHANCE,
        """
        package casfailover.decide;
        class Waits { synchronized void it() throws InterruptedException { wait(); } }
        """);
  }

  private static final String PORT =
      "package casfailover.probe; public interface Pinger { void ping(); }";
  private static final String ADAPTER =
      """
      package casfailover.probe;
      public class IputilsPinger implements Pinger {
        public IputilsPinger() {}
        public static Pinger system() { return made(); }
        private static Pinger made() { return new IputilsPinger(); }
        public static String path() { return "/bin/ping"; }
        public void ping() {}
      }
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Object it() { return new casfailover.probe.IputilsPinger(); }",
        "Object it() { return casfailover.probe.IputilsPinger.system(); }",
        "java.util.function.Supplier<Object> it = casfailover.probe.IputilsPinger::new;",
        "java.util.function.Supplier<Object> it = () -> casfailover.probe.IputilsPinger.system();"
      })
  void onlyProgramCreatesAdapters(String creates) {
    assertBreaks(
        ADAPTERS_ARE_CREATED_ONLY_WHERE_PARTS_ARE_PUT_TOGETHER,
        PORT,
        ADAPTER,
        "package casfailover.agent; class Loop { " + creates + " }");
    assertKeeps(
        ADAPTERS_ARE_CREATED_ONLY_WHERE_PARTS_ARE_PUT_TOGETHER,
        PORT,
        ADAPTER,
        "package casfailover.program; class Parts { " + creates + " }");
  }

  @Test
  void noNeighbourCreatesAnAdapterUnlessItIsOneItself() {
    assertBreaks(
        ADAPTERS_ARE_CREATED_ONLY_WHERE_PARTS_ARE_PUT_TOGETHER,
        PORT,
        ADAPTER,
        "package casfailover.probe; class Lookout { Pinger pinger = new IputilsPinger(); }");
    assertKeeps(
        ADAPTERS_ARE_CREATED_ONLY_WHERE_PARTS_ARE_PUT_TOGETHER,
        PORT,
        ADAPTER,
        """
        package casfailover.probe;
        class PatientPinger implements Pinger {
          private final Pinger pinger = new IputilsPinger();
          public void ping() { pinger.ping(); }
        }
        """);
  }

  @Test
  void onlyAPluginWithoutArgumentsCreatesItsClient() {
    String client =
        """
        package casfailover.jnrpe;
        class LoopbackAgentClient implements AgentClient {
          public Answer ask(java.util.List<String> words) { return null; }
        }
        """;
    String port =
        """
        package casfailover.jnrpe;
        interface AgentClient { Answer ask(java.util.List<String> words); }
        """;
    String answer = "package casfailover.jnrpe; record Answer(String text) {}";
    assertKeeps(
        ADAPTERS_ARE_CREATED_ONLY_WHERE_PARTS_ARE_PUT_TOGETHER,
        client,
        port,
        answer,
        """
        package casfailover.jnrpe;
        class Plugin {
          Plugin() { this(new LoopbackAgentClient()); }
          Plugin(AgentClient client) {}
        }
        """);
    assertBreaks(
        ADAPTERS_ARE_CREATED_ONLY_WHERE_PARTS_ARE_PUT_TOGETHER,
        client,
        port,
        answer,
        "package casfailover.jnrpe; class Plugin { Plugin(int port) { new LoopbackAgentClient(); } }");
    String base =
        """
        package casfailover.jnrpe;
        abstract class Base { Base(int port) { new LoopbackAgentClient(); } }
        """;
    assertKeeps(
        ADAPTERS_ARE_CREATED_ONLY_WHERE_PARTS_ARE_PUT_TOGETHER,
        client,
        port,
        answer,
        base,
        "package casfailover.jnrpe; class Plugin extends Base { Plugin() { super(5666); } }");
    assertBreaks(
        ADAPTERS_ARE_CREATED_ONLY_WHERE_PARTS_ARE_PUT_TOGETHER,
        client,
        port,
        answer,
        base,
        "package casfailover.jnrpe; class Plugin extends Base { Plugin() { super(5666); } }",
        "package casfailover.jnrpe; class Other extends Base { Other(String to) { super(1); } }");
  }

  @Test
  void onlyProgramCreatesTheClock() {
    String clock =
        """
        package casfailover.probe;
        public class SystemMoments implements java.util.function.Supplier<casfailover.sight.Moment> {
          public casfailover.sight.Moment get() { throw new IllegalStateException(); }
        }
        """;
    assertBreaks(
        ADAPTERS_ARE_CREATED_ONLY_WHERE_PARTS_ARE_PUT_TOGETHER,
        clock,
        "package casfailover.agent; class Loop { Object it = new casfailover.probe.SystemMoments(); }");
  }

  @Test
  void whatIsNoAdapterMayBeCreatedAnywhere() {
    assertKeeps(
        ADAPTERS_ARE_CREATED_ONLY_WHERE_PARTS_ARE_PUT_TOGETHER,
        PORT,
        ADAPTER,
        """
        package casfailover.agent;
        class Loop {
          sealed interface News {}
          record GoodNews() implements News {}
          Object news = new GoodNews();
          String path = casfailover.probe.IputilsPinger.path();
          casfailover.probe.Pinger none = () -> {};
        }
        """);
  }

  @Test
  void noPackageIsWithoutNullMarks() {
    assertBreaks(EVERY_PACKAGE_IS_NULL_MARKED, "package casfailover.agent; class Loop {}");
  }

  /** One source in each of some packages. */
  private static String[] in(List<String> packages, String type) {
    return packages.stream()
        .map(name -> "package casfailover." + name + "; " + type)
        .toArray(String[]::new);
  }

  private static String using(String from, String type) {
    return "package " + from + "; class Uses { Object it(" + type + " it) { return it; } }";
  }

  private void assertBreaks(ArchRule rule, String... sources) {
    assertThat(rule.evaluate(planted(sources)).hasViolation())
        .as("'%s' is broken by %s", rule.getDescription(), Arrays.toString(sources))
        .isTrue();
  }

  /** Every one of the sources breaks the rule, and not only one among them. */
  private void assertEachBreaks(ArchRule rule, String... sources) {
    String report =
        String.join("\n", rule.evaluate(planted(sources)).getFailureReport().getDetails());
    for (String source : sources) {
      assertThat(report).contains("<" + source.replaceAll("(?s)package ([\\w.]+);.*", "$1") + ".");
    }
  }

  private void assertKeeps(ArchRule rule, String... sources) {
    assertThat(rule.evaluate(planted(sources)).getFailureReport().getDetails())
        .as("'%s' is kept by %s", rule.getDescription(), Arrays.toString(sources))
        .isEmpty();
  }

  private int plots;

  private JavaClasses planted(String... sources) {
    Path plot = folder.resolve("plot-" + plots++);
    assertThat(plot.toFile().mkdir()).isTrue();
    return Planted.classes(plot, sources);
  }
}
