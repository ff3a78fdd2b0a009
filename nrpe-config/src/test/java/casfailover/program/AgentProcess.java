package casfailover.program;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A cas-agent in a process of its own. */
final class AgentProcess implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final Path log;

  private AgentProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts it, and waits until it answers. */
  static AgentProcess start(Config config, String... more) throws IOException {
    return start(config, config.write(more));
  }

  /** The same with settings that are written already. */
  static AgentProcess start(Config config, Path file) throws IOException {
    Path log = Files.createTempFile(config.folder(), "agent", ".log");
    Process process =
        java(CasAgent.class, "--config", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    AgentProcess agent = new AgentProcess(process, log);
    try {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(100))
          .until(() -> Ran.casEventHandler("status", "--config", file.toString()).code() == 0);
    } catch (RuntimeException e) {
      agent.close();
      throw new AssertionError("cas-agent did not answer: " + agent.log(), e);
    }
    return agent;
  }

  /** A Java program of this class path. */
  static ProcessBuilder java(Class<?> main, String... words) {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName());
    builder.command().addAll(java.util.List.of(words));
    return builder;
  }

  /** What it has logged so far. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks it to end, as systemd does; its exit code. */
  int terminate() throws InterruptedException {
    process.destroy();
    return ended();
  }

  /** Ends it as a power cut would. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    ended();
  }

  private int ended() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("cas-agent does not end: " + log());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
