package casfailover.certificate;

import casfailover.pair.Ipv4;
import casfailover.pair.Node;
import casfailover.process.Child;
import casfailover.process.Command;
import casfailover.process.CommandRunner;
import casfailover.process.Ended;
import casfailover.process.ExecCommandRunner;
import casfailover.process.LineListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The keytool of this Java, which can be told to fail, and the folders that it works for. */
final class Workbench implements CommandRunner {

  static final Path JAVA = Path.of(System.getProperty("java.home"));
  static final List<Node> SERVERS =
      List.of(
          new Node("exch-a", Ipv4.parse("192.0.2.11")),
          new Node("exch-b", Ipv4.parse("192.0.2.12")));

  final List<Command> commands = new CopyOnWriteArrayList<>();
  private final CommandRunner real = new ExecCommandRunner();
  private final int fails;

  private Workbench(int fails) {
    this.fails = fails;
  }

  static Workbench that() {
    return new Workbench(Integer.MAX_VALUE);
  }

  /** One whose keytool works so often and then fails. */
  static Workbench thatFailsAfter(int runs) {
    return new Workbench(runs);
  }

  Made make(TlsFolder folder) throws IOException {
    return make(folder, SERVERS, Monitors.ONE);
  }

  Made make(TlsFolder folder, List<Node> servers, Monitors monitors) throws IOException {
    return new CertificateMaker(this, JAVA, servers, monitors).make(folder);
  }

  @Override
  public Ended run(Command command) {
    commands.add(command);
    return commands.size() > fails ? new Ended.NotStarted("no memory") : real.run(command);
  }

  @Override
  public Child start(Command command, LineListener listener) {
    throw new UnsupportedOperationException("keytool is run to its end");
  }

  /** The names of what lies in a folder, hidden files too. */
  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Path::getFileName).map(Path::toString).sorted().toList();
    }
  }

  /** A copy of a set. */
  static TlsFolder copy(TlsFolder from, Path to) throws IOException {
    Files.createDirectories(to);
    for (String name : names(from.path())) {
      Files.copy(
          from.path().resolve(name),
          to.resolve(name),
          java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
    }
    return new TlsFolder(to);
  }
}
