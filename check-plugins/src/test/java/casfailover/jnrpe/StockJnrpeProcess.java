package casfailover.jnrpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * A stock JNRPE server in its own JVM, with the libraries that it came with, our jar alone in a
 * plugin folder, and the commands of the README. Its output goes to a file.
 */
final class StockJnrpeProcess implements AutoCloseable {

  private static final Duration AMPLE = Duration.ofMinutes(2);

  /** By Maven from Central, each in the version that jnrpe-lib asks for; none is on our path. */
  private static final Path LIBRARIES = Path.of("target", "stock-jnrpe").toAbsolutePath();

  private final Path folder;
  private final NrpeTarget target;
  private final Process server;

  /**
   * Starts one.
   *
   * @param folder an empty folder to play in
   * @param agent the port of the agent that its plugins ask
   * @param more settings of the plugins
   */
  StockJnrpeProcess(Path folder, int agent, String... more) throws IOException {
    this.folder = folder;
    this.target =
        new NrpeTarget(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort()),
            PacketVersion.V2,
            Optional.empty(),
            Optional.empty(),
            AMPLE);
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dcasfailover.agent.port=" + agent));
    line.addAll(List.of(more));
    line.addAll(
        List.of(
            "-cp",
            LIBRARIES + File.separator + "*" + File.pathSeparator + starter(),
            StockJnrpe.class.getName(),
            String.valueOf(port()),
            plugins().toString(),
            commands().toString()));
    this.server =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    await()
        .atMost(AMPLE)
        .failFast("the server has ended", () -> !server.isAlive())
        .untilAsserted(() -> assertThat(ask("_NRPE_CHECK").code()).as(output()).isZero());
  }

  int port() {
    return target.server().getPort();
  }

  /** A folder with nothing but the classes that start the server. */
  private Path starter() throws IOException {
    Path classes = Files.createDirectories(folder.resolve("starter/casfailover/jnrpe"));
    for (Path each : filesIn(placeOf(StockJnrpe.class).resolve("casfailover/jnrpe"))) {
      if (each.getFileName().toString().matches("StockJnrpe(\\$.*)?\\.class")) {
        Files.copy(each, classes.resolve(each.getFileName()));
      }
    }
    return folder.resolve("starter");
  }

  /** A folder of plugin packages with ours: the jar, or before there is one, what goes into it. */
  private Path plugins() throws IOException {
    Path ours = Files.createDirectories(folder.resolve("plugins/cas-failover"));
    Path ourJar = ours.resolve("check-plugins.jar");
    Path place = placeOf(CheckPlugin.class);
    if (Files.isRegularFile(place)) {
      Files.copy(place, ourJar);
    } else {
      pack(place, ourJar);
    }
    return folder.resolve("plugins");
  }

  private static void pack(Path classes, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out)) {
      for (Path each : filesIn(classes)) {
        jar.putNextEntry(new ZipEntry(classes.relativize(each).toString().replace('\\', '/')));
        Files.copy(each, jar);
      }
    }
  }

  /** What the README says to write into jnrpe.ini. */
  private Path commands() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    int section = readme.indexOf("\n[commands]\n");
    assertThat(section).as("the section [commands] in the README").isPositive();
    String lines = readme.substring(section + 1, readme.indexOf("```", section));
    return Files.writeString(folder.resolve("jnrpe.ini"), lines);
  }

  /** Asks it as check_nrpe -2 would. */
  Answer ask(String command, String... arguments) {
    casfailover.nrpe.Answer answer =
        new SocketNrpeClient().ask(target, Query.of(command, arguments));
    return answer instanceof casfailover.nrpe.Answer.Answered answered
        ? new Answer(answered.reply().code(), answered.reply().text())
        : new Answer(3, answer.toString());
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("output"));
  }

  @Override
  public void close() {
    server.destroyForcibly();
    assertThat(server.onExit()).succeedsWithin(AMPLE);
  }

  static List<Path> filesIn(Path place) throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  static Path placeOf(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
