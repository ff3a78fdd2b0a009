package casfailover.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The hosts of one lab: their cables, and the programs that are started on them. */
final class Lab {
  private static final Duration SHORT = Duration.ofSeconds(30);

  /** Making keys and certificates takes seconds, and minutes on a loaded machine. */
  private static final Duration LONG = Duration.ofMinutes(5);

  private final Ground ground;
  private final Map<String, Process> staying = new ConcurrentHashMap<>();

  Lab(Ground ground) {
    this.ground = ground;
  }

  Ground ground() {
    return ground;
  }

  void cut(Host host) {
    script("cut", host.label());
  }

  void heal(Host host) {
    script("heal", host.label());
  }

  /** Hosts that are isolated do not hear each other, while all others hear them. */
  void isolate(Host host) {
    script("isolate", host.label());
  }

  /** The host's link stays up, and nothing passes it any more. */
  void silence(Host host) {
    script("silence", host.label());
  }

  /** The servers that have the address at this moment, by the kernel's word. */
  List<Host> holders() {
    return Stream.of(Host.EXCH_A, Host.EXCH_B).filter(this::holds).toList();
  }

  boolean holds(Host server) {
    return must(server, "ip", "-o", "-4", "address", "show").contains(" " + Host.CAS_IP + "/");
  }

  /** Runs a program on a host as root, to its end. */
  Answer run(Host host, String... command) {
    return finished(SHORT, on(host, command));
  }

  /** A person with a browser on the monitor, who does one thing on the dashboard. */
  Answer browse(String dashboard, String what, String comment, Path pictures) {
    return finished(
        LONG,
        on(Host.MONITOR, ground.java("Person", dashboard, what, comment, pictures.toString())));
  }

  /** The same, where anything but exit code 0 means that the lab does not work. */
  String must(Host host, String... command) {
    return good(on(host, command), run(host, command));
  }

  /** The same for a program that takes its time. */
  String patiently(Host host, String... command) {
    return good(on(host, command), finished(LONG, on(host, command)));
  }

  /** Runs a program on this machine, outside the lab's hosts. */
  String local(String... command) {
    return good(List.of(command), finished(LONG, List.of(command)));
  }

  /** Starts a program that stays; what it writes goes to {@code logs/NAME.log}. */
  Process start(Host host, String name, String... command) {
    try {
      Process process =
          new ProcessBuilder(on(host, command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log(name).toFile()))
              .start();
      staying.put(name, process);
      return process;
    } catch (IOException e) {
      throw new CannotRun("cannot start " + name + " on " + host.label(), e);
    }
  }

  /** Starts a program that is talked to through its standard input and output. */
  Process talk(Host host, String... command) {
    try {
      return new ProcessBuilder(on(host, command))
          .redirectError(ProcessBuilder.Redirect.appendTo(log("talk").toFile()))
          .start();
    } catch (IOException e) {
      throw new CannotRun("cannot start " + command[0] + " on " + host.label(), e);
    }
  }

  Path log(String name) {
    return ground.logs().resolve(name + ".log");
  }

  /** How a program that was to stay has ended, and what it wrote last. */
  Optional<String> ended(String name) {
    return Optional.ofNullable(staying.get(name))
        .filter(process -> !process.isAlive())
        .map(process -> name + " ended with " + process.exitValue() + ": " + lastWords(name));
  }

  /** All programs that were to stay and did not. */
  List<String> ended() {
    return staying.keySet().stream().sorted().flatMap(name -> ended(name).stream()).toList();
  }

  private String lastWords(String name) {
    try {
      List<String> lines = Files.readAllLines(log(name));
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    } catch (IOException e) {
      return "its log cannot be read: " + e.getMessage();
    }
  }

  private void script(String... words) {
    List<String> command = new ArrayList<>();
    command.add(ground.script().toString());
    command.addAll(Arrays.asList(words));
    good(command, finished(SHORT, command));
  }

  private List<String> on(Host host, String... command) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("ip", "netns", "exec", ground.prefix() + "-" + host.label()));
    all.addAll(Arrays.asList(command));
    return all;
  }

  private static String good(List<String> command, Answer answer) {
    if (answer.code() != 0) {
      throw new CannotRun(
          String.join(" ", command) + " ended with " + answer.code() + ": " + answer.text());
    }
    return answer.text();
  }

  private static Answer finished(Duration limit, List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      CompletableFuture<byte[]> output =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return process.getInputStream().readAllBytes();
                } catch (IOException e) {
                  return ("cut off: " + e.getMessage()).getBytes(StandardCharsets.UTF_8);
                }
              });
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return new Answer(-1, "no end after " + limit.toSeconds() + " s");
      }
      return new Answer(
          process.exitValue(), new String(output.join(), StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      throw new CannotRun("cannot start " + String.join(" ", command), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotRun("interrupted while waiting for " + String.join(" ", command), e);
    }
  }
}
