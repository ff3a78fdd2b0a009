package casfailover.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs real programs: a plain shell and what it starts. */
class ExecCommandRunnerTest {

  private static final Path SHELL = Path.of("/bin/sh");
  private static final Duration PLENTY = Duration.ofSeconds(60);

  private final CommandRunner runner = new ExecCommandRunner();
  private final Heard heard = new Heard();

  @TempDir Path folder;

  @Test
  void givesExitCodeAndBothOutputs() {
    assertThat(runner.run(shell("echo out; echo err >&2; exit 3")))
        .isInstanceOfSatisfying(
            Ended.Exited.class,
            ended -> {
              assertThat(ended.code()).isEqualTo(3);
              assertThat(ended.out()).isEqualTo("out\n");
              assertThat(ended.err()).isEqualTo("err\n");
              assertThat(ended.took()).isPositive();
            });
  }

  @Test
  void handsArgumentsOnAsTheyAre() {
    Command command =
        Command.of(
            SHELL, PLENTY, "-c", "printf '<%s>' \"$@\"", "sh", "a b", "", "\"q\" 'r'", "${x} $y *");
    assertThat(out(runner.run(command))).isEqualTo("<a b><><\"q\" 'r'><${x} $y *>");
  }

  @Test
  void givesChildrenNoMoreEnvironmentThanTheyNeed() {
    String printed = out(runner.run(Command.of(Path.of("/usr/bin/env"), PLENTY)));
    assertThat(printed.lines())
        .containsExactlyInAnyOrder("LC_ALL=C", "PATH=/usr/sbin:/usr/bin:/sbin:/bin");
  }

  @Test
  void keepsWhatWindowsProgramsCannotStartWithout() {
    assertThat(
            ExecCommandRunner.least(
                Map.of("SystemRoot", "C:\\Windows", "TEMP", "C:\\Temp", "SECRET", "x")))
        .containsOnlyKeys("SystemRoot", "TEMP", "LC_ALL", "PATH")
        .containsEntry("PATH", "C:\\Windows\\System32;C:\\Windows;C:\\Windows\\System32\\Wbem");
  }

  @Test
  void saysWhatTheSystemSaidOfAProgramThatIsNotThere() {
    Command command = Command.of(folder.resolve("missing"), PLENTY, "-x");
    assertThat(runner.run(command).sentence(command))
        .startsWith(folder.resolve("missing") + " -x could not be started: ")
        .contains("No such file");
  }

  @Test
  void refusesAProgramWithoutAnAbsolutePath() {
    assertThatThrownBy(() -> Command.of(Path.of("ip"), PLENTY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'ip' is not an absolute path of a program");
  }

  @Test
  void endsAProgramAtItsDeadlineWithAllThatItStarted() throws IOException {
    Path pid = folder.resolve("pid");
    Command command =
        Command.of(
            SHELL,
            Duration.ofMillis(1500),
            "-c",
            "sleep 600 & echo $! >" + pid + "; echo begun; wait");
    Ended ended = runner.run(command);
    assertThat(ended).isInstanceOf(Ended.TimedOut.class);
    assertThat(ended.sentence(command))
        .endsWith(" did not end within 1500 ms and was ended: begun");
    assertGone(pid);
  }

  @Test
  void endsAProgramThatStartsNoOtherAtItsDeadline() throws IOException {
    Path pid = folder.resolve("pid");
    Command command =
        Command.of(SHELL, Duration.ofMillis(1500), "-c", "echo $$ >" + pid + "; exec sleep 600")
            .alone();
    assertThat(runner.run(command)).isInstanceOf(Ended.TimedOut.class);
    assertGone(pid);
  }

  @Test
  void returnsAtTheDeadlineThoughAGrandchildHoldsThePipe() throws IOException {
    Path pid = folder.resolve("pid");
    Command command =
        Command.of(
            SHELL, Duration.ofMillis(1500), "-c", "sleep 600 & echo $! >" + pid + "; echo done");
    Ended ended = runner.run(command);
    ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
        .ifPresent(ProcessHandle::destroyForcibly);
    assertThat(out(ended)).isEqualTo("done\n");
  }

  @Test
  void keepsNoMoreOutputThanItMay() {
    Command command =
        new Command(SHELL, List.of("-c", "yes | head -c 300000; echo end >&2"), PLENTY, 1000);
    assertThat(runner.run(command))
        .isInstanceOfSatisfying(
            Ended.Exited.class,
            ended -> {
              assertThat(ended.out()).hasSize(1000);
              assertThat(ended.err()).isEqualTo("end\n");
            });
  }

  @Test
  void rendersAFailedRunAsOneSentence() {
    Command command = shell("echo 'RTNETLINK answers:' >&2; echo '  File exists' >&2; exit 2");
    assertThat(runner.run(command).sentence(command))
        .startsWith("/bin/sh -c ")
        .endsWith(" ended with exit code 2: RTNETLINK answers: File exists");
  }

  @Test
  void endsTheProgramOfAnInterruptedCaller() throws InterruptedException {
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              runner.run(Command.of(SHELL, PLENTY, "-c", "sleep 600"));
              interrupted.complete(Thread.currentThread().isInterrupted());
            });
    caller.start();
    caller.interrupt();
    assertThat(interrupted.orTimeout(60, TimeUnit.SECONDS).join()).isTrue();
    caller.join();
  }

  @Test
  void talksWithAChildLineByLine() throws IOException {
    Child child =
        runner.start(shell("while read x; do echo \"got $x\"; done; echo bye; exit 4"), heard);
    child.say("one");
    await().until(() -> heard.lines.contains("got one"));
    child.say("two words");
    await().until(() -> heard.lines.contains("got two words"));
    child.end();
    assertThat(heard.ended().sentence(shell("x"))).contains("exit code 137");
  }

  @Test
  void deliversEveryLineBeforeTheEnd() {
    runner.start(shell("printf 'a\\r\\nb\\nrest'; echo oops >&2; exit 7"), heard);
    assertThat(heard.ended())
        .isInstanceOfSatisfying(
            Ended.Exited.class,
            ended -> {
              assertThat(ended.code()).isEqualTo(7);
              assertThat(ended.err()).isEqualTo("oops\n");
            });
    assertThat(heard.lines).containsExactly("a", "b", "rest");
  }

  @Test
  void aChildThatGoesWithoutReadingWhatItWasToldEndsByItself() throws IOException {
    Path go = folder.resolve("go");
    Child child =
        runner.start(
            shell("exec <&-; echo deaf; until [ -e " + go + " ]; do sleep 0.05; done; exit 5"),
            heard);
    await().until(() -> heard.lines.contains("deaf"));
    assertThatThrownBy(() -> child.say("anybody?")).isInstanceOf(IOException.class);
    Files.createFile(go);
    assertThat(heard.ended())
        .isInstanceOfSatisfying(Ended.Exited.class, ended -> assertThat(ended.code()).isEqualTo(5));
  }

  @Test
  void endsAChildThatPrintsALineWithoutEnd() {
    Command command = new Command(SHELL, List.of("-c", "yes | tr -d '\\n'"), PLENTY, 5000);
    runner.start(command, heard);
    assertThat(heard.ended().sentence(command))
        .contains("it printed a line of more than 5000 bytes");
    assertThat(heard.lines).isEmpty();
  }

  @Test
  void endsAChildTogetherWithWhatItStarted() throws IOException {
    Path pid = folder.resolve("pid");
    Child child = runner.start(shell("sleep 600 & echo $! >" + pid + "; echo begun; wait"), heard);
    await().until(() -> heard.lines.contains("begun"));
    child.end();
    child.end();
    heard.ended();
    assertGone(pid);
    assertThatThrownBy(() -> child.say("still there?")).isInstanceOf(IOException.class);
  }

  @Test
  void endsAChildAtItsDeadline() {
    runner.start(Command.of(SHELL, Duration.ofMillis(300), "-c", "sleep 600"), heard);
    assertThat(heard.ended()).isInstanceOf(Ended.TimedOut.class);
  }

  @Test
  void tellsTheListenerOfAChildThatCannotBeStartedBeforeItReturns() {
    runner.start(Command.of(folder.resolve("missing"), PLENTY), heard);
    assertThat(heard.ended.getNow(new Ended.TimedOut("", "", PLENTY)))
        .isInstanceOf(Ended.NotStarted.class);
  }

  private static Command shell(String script) {
    return Command.of(SHELL, PLENTY, "-c", script);
  }

  private static String out(Ended ended) {
    return ended instanceof Ended.Exited exited ? exited.out() : ended.toString();
  }

  private static void assertGone(Path pidFile) throws IOException {
    long pid = Long.parseLong(Files.readString(pidFile).strip());
    await()
        .untilAsserted(
            () ->
                assertThat(
                        ProcessHandle.of(pid)
                            .filter(ProcessHandle::isAlive)
                            .filter(p -> p.info().command().isPresent()))
                    .isEqualTo(Optional.empty()));
  }

  private static final class Heard implements LineListener {
    final List<String> lines = new CopyOnWriteArrayList<>();
    final CompletableFuture<Ended> ended = new CompletableFuture<>();

    @Override
    public void line(String line) {
      lines.add(line);
    }

    @Override
    public void ended(Ended how) {
      ended.complete(how);
    }

    Ended ended() {
      return ended.orTimeout(60, TimeUnit.SECONDS).join();
    }
  }
}
