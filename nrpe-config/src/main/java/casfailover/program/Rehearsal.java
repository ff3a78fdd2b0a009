package casfailover.program;

import casfailover.check.Check;
import casfailover.config.Reading;
import casfailover.nrpe.Answer;
import casfailover.pair.Cidr;
import casfailover.takeover.FirstWord;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/**
 * A run of the programs that touches what they touch in earnest, so that the JVM can tell which
 * classes belong into an archive: the main that {@code cas-agent --archive-classes} starts, once
 * for the agent and once for the programs that ask it. What is in an archive takes memory as long
 * as its program runs, so each gets only its own.
 *
 * <p>An agent runs for some seconds on loopback and in a folder of its own, with a certificate of
 * its own. Its state folder is new, so that it is paused, and changes no address.
 */
public final class Rehearsal {

  private static final Duration DEADLINE = Duration.ofMinutes(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private static final String SELF = "exch-b";

  /** Addresses that nobody uses: whatever is sent to 127/8 stays on this machine. */
  private static final String SETTINGS =
      """
      server[exch-a]=127.83.71.11
      server[%s]=127.0.0.1
      cas_ip=127.83.71.100/8
      gateway=127.83.71.1
      allowed_hosts=127.0.0.1
      server_address=127.0.0.1
      server_port=%d
      dag=none
      state_dir=%s
      tls_dir=%s
      mail_from=cas@example.net
      mail_to=admin@example.org
      smtp_host=127.83.71.25:9
      """;

  private static final PrintStream NOWHERE =
      new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);

  /** The package of the mains: what an agent needs of it, its run shows. */
  private static final String MAINS = "casfailover.program.";

  private final Path config;
  private final Path agentEnded;

  private Rehearsal(Path folder) {
    this.config = folder.resolve("cas-failover.cfg");
    this.agentEnded = folder.resolve("agent-ended");
  }

  /**
   * Plays one part and ends.
   *
   * @param arguments {@code settings}, {@code agent}, {@code programs} or {@code lambdas}, and the
   *     folder, the same for all four. The agent runs until it is told to end, beside the programs;
   *     what the JVM wrote of it is then completed by the lambdas.
   */
  public static void main(String[] arguments) throws Exception {
    onThread(
        "deadline",
        () -> {
          TimeUnit.SECONDS.sleep(DEADLINE.toSeconds());
          throw new IllegalStateException("the rehearsal did not end within " + DEADLINE);
        });
    Path folder = Path.of(arguments[1]);
    Rehearsal rehearsal = new Rehearsal(folder);
    switch (arguments[0]) {
      case "settings" -> rehearsal.write(folder);
      case "agent" -> rehearsal.runAgent();
      case "lambdas" -> addLambdas(folder.resolve("agent"));
      default -> rehearsal.askForEverything();
    }
    System.exit(Exit.DONE);
  }

  /** A failure on any thread ends it all at once: then no archive is written. */
  private static void onThread(String name, Part part) {
    Thread thread =
        new Thread(
            () -> {
              try {
                part.play();
              } catch (Exception e) {
                e.printStackTrace();
                Runtime.getRuntime().halt(Exit.FAILED);
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  @FunctionalInterface
  private interface Part {
    void play() throws Exception;
  }

  private void write(Path folder) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Files.writeString(
        config, SETTINGS.formatted(SELF, port, folder.resolve("state"), folder.resolve("tls")));
    int code =
        CasAgent.run(List.of("--config", config.toString(), "init-tls"), NOWHERE, System.err);
    if (code != Exit.DONE) {
      throw new IllegalStateException("init-tls ended with exit code " + code);
    }
  }

  private void runAgent() throws IOException, ClassNotFoundException {
    loadTheRest();
    FirstWord.from(Cidr.parse("127.0.0.1/8"));
    int code = Exit.FAILED;
    try {
      code = CasAgent.run(List.of("--config", config.toString()), NOWHERE, System.err);
    } finally {
      Files.createFile(agentEnded);
    }
    if (code != Exit.DONE) {
      throw new IllegalStateException("the agent ended with exit code " + code);
    }
  }

  private void askForEverything() throws InterruptedException {
    LocalAgent agent =
        new LocalAgent(((Reading.Good) Machine.settingsWithoutSecrets(config)).settings());
    while (!(agent.ask("status", List.of()) instanceof Answer.Answered)) {
      if (Files.exists(agentEnded)) {
        throw new IllegalStateException("the agent has ended before it was asked");
      }
      TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
    }
    for (Check check : Check.values()) {
      CheckCas.run(List.of(check.command(), "--config", config.toString()), NOWHERE);
    }
    agent.ask(
        "handle_event",
        List.of(
            "cas_ip=127.83.71.100",
            "service=peer",
            "state=CRITICAL",
            "type=SOFT",
            "attempt=1",
            "problem=1",
            "downtime=0"));
    agent.ask("status", List.of("form=json"));
    agent.ask("explain", List.of());
  }

  /** Has a class list name all lambdas of those of our classes that are in it. */
  private static void addLambdas(Path list) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(list));
    Set<String> words = lines.stream().map(l -> l.split(" ", 2)[0]).collect(Collectors.toSet());
    lines.removeIf(line -> line.startsWith(LambdaProxies.TAG + "casfailover/"));
    for (String jar : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      try (JarFile file = new JarFile(jar)) {
        for (JarEntry entry : ourClassesIn(file)) {
          if (words.contains(entry.getName().replaceFirst("[.]class$", ""))) {
            lines.addAll(LambdaProxies.of(file.getInputStream(entry)));
          }
        }
      }
    }
    Files.write(list, lines);
  }

  /** What must not be played, a takeover above all, is at least loaded when its time comes. */
  private static void loadTheRest() throws IOException, ClassNotFoundException {
    ClassLoader loader = Rehearsal.class.getClassLoader();
    for (String jar : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      try (JarFile file = new JarFile(jar)) {
        for (JarEntry entry : ourClassesIn(file)) {
          String name = entry.getName().replaceFirst("[.]class$", "").replace('/', '.');
          if (!name.startsWith(MAINS)) {
            Class.forName(name, false, loader);
          }
        }
      }
    }
  }

  private static List<JarEntry> ourClassesIn(JarFile jar) {
    return jar.stream().filter(entry -> entry.getName().matches("casfailover/.*[.]class")).toList();
  }
}
