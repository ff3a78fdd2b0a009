package casfailover.jnrpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import casfailover.check.Check;
import casfailover.nrpe.NrpeTarget;
import casfailover.nrpe.PacketVersion;
import casfailover.nrpe.Query;
import casfailover.nrpe.SocketNrpeClient;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Our jar, alone in a plugin folder of a stock JNRPE server, which runs in its own JVM with the
 * libraries that it came with. The commands are those of the README, and behind them is an agent.
 */
@Timeout(600)
class StockJnrpeTest {

  private static final Duration AMPLE = Duration.ofMinutes(2);

  /** By Maven from Central, each in the version that jnrpe-lib asks for; none is on our path. */
  private static final Path LIBRARIES = Path.of("target", "stock-jnrpe").toAbsolutePath();

  @TempDir static Path folder = Path.of("");

  private static final List<AutoCloseable> STARTED = new ArrayList<>();
  private static final List<ListeningAgent> AGENTS = new ArrayList<>();
  private static final List<NrpeTarget> SERVERS = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    ListeningAgent agent = ListeningAgent.plain(0, "OK");
    AGENTS.add(agent);
    STARTED.add(agent);
    int port = freePort();
    Process server =
        new ProcessBuilder(commandLine(port, agent.port()))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    STARTED.add(() -> end(server));
    NrpeTarget target =
        new NrpeTarget(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            PacketVersion.V2,
            Optional.empty(),
            Optional.empty(),
            AMPLE);
    SERVERS.add(target);
    await()
        .atMost(AMPLE)
        .failFast(output(), () -> !server.isAlive())
        .untilAsserted(() -> assertThat(ask("_NRPE_CHECK").code()).as(output()).isZero());
  }

  private static List<String> commandLine(int port, int agent) throws IOException {
    String classPath = LIBRARIES + File.separator + "*" + File.pathSeparator + starter();
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-Dcasfailover.agent.port=" + agent,
        "-cp",
        classPath,
        StockJnrpe.class.getName(),
        String.valueOf(port),
        plugins().toString(),
        commands().toString());
  }

  /** A folder with nothing but the classes that start the server. */
  private static Path starter() throws IOException {
    Path classes = Files.createDirectories(folder.resolve("starter/casfailover/jnrpe"));
    for (Path each : filesIn(placeOf(StockJnrpe.class).resolve("casfailover/jnrpe"))) {
      if (each.getFileName().toString().matches("StockJnrpe(\\$.*)?\\.class")) {
        Files.copy(each, classes.resolve(each.getFileName()));
      }
    }
    return folder.resolve("starter");
  }

  /** A folder of plugin packages with ours, as the module is packaged. */
  private static Path plugins() throws IOException {
    Path ours = Files.createDirectories(folder.resolve("plugins/cas-failover"));
    Path classes = placeOf(CheckPlugin.class);
    try (OutputStream out = Files.newOutputStream(ours.resolve("check-plugins.jar"));
        JarOutputStream jar = new JarOutputStream(out)) {
      for (Path each : filesIn(classes)) {
        jar.putNextEntry(new ZipEntry(classes.relativize(each).toString().replace('\\', '/')));
        Files.copy(each, jar);
      }
    }
    return folder.resolve("plugins");
  }

  /** What the README says to write into jnrpe.ini. */
  private static Path commands() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    int section = readme.indexOf("\n[commands]\n");
    assertThat(section).as("the section [commands] in the README").isPositive();
    String lines = readme.substring(section + 1, readme.indexOf("```", section));
    return Files.writeString(folder.resolve("jnrpe.ini"), lines);
  }

  @AfterAll
  static void stop() throws Exception {
    for (AutoCloseable each : STARTED) {
      each.close();
    }
  }

  @BeforeEach
  void forgetQueries() {
    agent().queries.clear();
  }

  @ParameterizedTest
  @EnumSource(Check.class)
  void everyCheckIsAnsweredByTheAgent(Check check) {
    for (int code = 0; code <= 3; code++) {
      String text = check.service() + " STATE - größer | a=1;2;3;0\n\\_ [OK] line two";
      agent().answers(code, text);
      assertThat(ask(check.command())).isEqualTo(new Answer(code, text));
    }
    assertThat(agent().queries).hasSize(4).containsOnly(Query.of(check.command()));
  }

  @Test
  void argumentsReachTheAgent() {
    agent().answers(0, "CAS PEER OK - it is");
    assertThat(ask("check_peer", "pl_warning=5", "pl_critical=60").code()).isZero();
    assertThat(agent().queries)
        .containsExactly(Query.of("check_peer", "pl_warning=5", "pl_critical=60"));
  }

  @Test
  void hostileArgumentsReachNobody() {
    for (String hostile :
        List.of(
            "--arguments", "--x=1", "$ARG1$$ARG2$", "-Dcasfailover.agent.host=192.0.2.66", "x=1")) {
      assertThat(ask("check_peer", hostile).code()).as(hostile).isEqualTo(3);
    }
    assertThat(agent().queries).isEmpty();
  }

  @Test
  void anAnswerThatTheServerCannotSendIsShortenedAtALine() {
    String first = "CAS DAG OK - " + "ä".repeat(450);
    agent().answers(0, first + "\n" + "ö".repeat(450));
    assertThat(ask("check_dag")).isEqualTo(new Answer(0, first));
  }

  @Test
  void theJarCarriesNothingOfJnrpeItself() throws IOException {
    assertThat(filesIn(placeOf(CheckPlugin.class)))
        .map(file -> placeOf(CheckPlugin.class).relativize(file).toString())
        .contains("plugin.xml")
        .noneMatch(file -> file.startsWith("it"));
  }

  private static ListeningAgent agent() {
    return AGENTS.get(0);
  }

  private static Answer ask(String command, String... arguments) {
    casfailover.nrpe.Answer answer =
        new SocketNrpeClient().ask(SERVERS.get(0), Query.of(command, arguments));
    return answer instanceof casfailover.nrpe.Answer.Answered answered
        ? new Answer(answered.reply().code(), answered.reply().text())
        : new Answer(3, answer.toString());
  }

  private static String output() {
    try {
      return Files.readString(folder.resolve("output"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static void end(Process server) throws InterruptedException {
    server.destroyForcibly();
    assertThat(server.waitFor(AMPLE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  private static List<Path> filesIn(Path place) throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static Path placeOf(Class<?> type) {
    return Path.of(
        java.net.URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
