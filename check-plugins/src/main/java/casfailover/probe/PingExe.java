package casfailover.probe;

import casfailover.pair.Ipv4;
import casfailover.process.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ping of Windows: how it is called, and which of its lines is an answer.
 *
 * <p>Its exit code is 0 also where a router answers that nobody is there, and its words are those
 * of the system's language. Only {@code TTL=}, in a line with the address that was asked, is an
 * answer of the one that was asked, in every language.
 *
 * @param program the path of PING.EXE
 */
record PingExe(Path program) {

  /** What it takes beside its own waiting: a start, and a machine that is busy. */
  private static final Duration SLACK = Duration.ofSeconds(2);

  /** The program sends one each second. */
  static final Duration APART = Duration.ofSeconds(1);

  private static final Pattern ROUND_TRIP = Pattern.compile("[=<]([0-9]+)[^0-9=<]*TTL=");

  /** A run that pings a target a number of times and waits for each answer. */
  Command command(Ipv4 target, int pings, Duration deadline) {
    return command(List.of(), target, pings, deadline);
  }

  /** The same from an address of this machine. */
  Command commandFrom(Ipv4 source, Ipv4 target, Duration deadline) {
    return command(List.of("-S", source.toString()), target, 1, deadline);
  }

  private Command command(List<String> source, Ipv4 target, int pings, Duration deadline) {
    Duration longest =
        APART.compareTo(deadline) > 0 ? APART : deadline; // of one ping, answered or not
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-n",
                Integer.toString(pings),
                "-w",
                Long.toString(Math.max(1, deadline.toMillis()))));
    arguments.addAll(source);
    arguments.add(target.toString());
    return new Command(
        program,
        arguments,
        longest.multipliedBy(2L * pings).plus(SLACK),
        Command.FEW_LINES,
        Command.Tree.ALONE);
  }

  /** Whether a line is an answer of a target. */
  static boolean answers(String line, Ipv4 target) {
    return line.contains("TTL=")
        && Pattern.compile("(?<![0-9.])" + Pattern.quote(target.toString()) + "(?![0-9]|\\.[0-9])")
            .matcher(line)
            .find();
  }

  /** The round trip that an answer tells of, in whole milliseconds as Windows counts them. */
  static Optional<Duration> roundTrip(String line) {
    Matcher figure = ROUND_TRIP.matcher(line);
    return figure.find() && figure.group(1).length() < 7
        ? Optional.of(Duration.ofMillis(Long.parseLong(figure.group(1))))
        : Optional.empty();
  }
}
