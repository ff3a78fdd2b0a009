package casfailover.lab;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The lab's eyes: each follows one part and puts what it sees into the timeline. */
final class Observers implements AutoCloseable {
  /** A letter's line among all else that the SMTP server logs. */
  private static final Pattern LETTER = Pattern.compile("([0-9]+) ([0-9]+\\.eml) (.*)");

  private final Lab lab;
  private final Timeline timeline;
  private final Follower follower;
  private final Set<String> holders = new HashSet<>();

  Observers(Lab lab, Timeline timeline) {
    this.lab = lab;
    this.timeline = timeline;
    this.follower = new Follower(timeline);
  }

  /** A client on its own host, which says when it is cut off and who answers it. */
  void client() {
    lab.start(Host.CLIENT, "client", atOnce(lab.ground().java("Client", Host.CAS_IP, "443")));
    follower.follow(lab.log("client"), this::clientLine);
  }

  private void clientLine(String line) {
    String[] field = line.split(" ", -1);
    if (field.length < 4) {
      timeline.add(Step.Kind.FAULT, "client: " + line);
    } else if (field[1].equals("answer")) {
      add(field[0], Step.Kind.CLIENT, field[2] + " answers the client, after " + field[3] + " ms");
    } else {
      add(field[0], Step.Kind.SILENT, "the client's last answer, from " + field[2]);
    }
  }

  /** The SMTP server, which says when a letter came. */
  Path mail() {
    Path letters = lab.ground().made(lab.ground().folder().resolve("letters"));
    lab.start(
        Host.MAIL,
        "mail",
        lab.ground().java("MailServer", Host.MAIL.address(), "25", letters.toString()));
    follower.follow(
        lab.log("mail"),
        line -> {
          Matcher arrived = LETTER.matcher(line);
          if (arrived.matches()) {
            String text = letter(letters.resolve(arrived.group(2)));
            add(arrived.group(1), Step.Kind.MAIL, arrived.group(3) + "\n" + text);
          }
        });
    return letters;
  }

  /** A letter's headers and its plain text. */
  private static String letter(Path file) {
    try {
      MimeMessage letter =
          new MimeMessage(null, new ByteArrayInputStream(Files.readAllBytes(file)));
      StringBuilder text = new StringBuilder();
      letter
          .getAllHeaderLines()
          .asIterator()
          .forEachRemaining(line -> text.append(line).append('\n'));
      Object content = letter.getContent();
      Object plain =
          content instanceof MimeMultipart parts ? parts.getBodyPart(0).getContent() : content;
      return (text + "\n" + plain).replace("\r", "").strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MessagingException e) {
      throw new UncheckedIOException(new IOException(file + " is no mail", e));
    }
  }

  /** The kernel's own word on which server has the address. */
  void address(Host node) {
    String name = "address-" + node.label();
    lab.start(node, name, atOnce("env", "TZ=UTC", "ip", "-ts", "-o", "-4", "monitor", "address"));
    follower.follow(lab.log(name), line -> addressLine(node, line));
  }

  /**
   * What only watches has a processor at once, as it would on a machine of its own, whatever the
   * servers beside it are busy with.
   */
  private static String[] atOnce(String... command) {
    return Stream.concat(Stream.of("nice", "-n", "-20"), Stream.of(command)).toArray(String[]::new);
  }

  private void addressLine(Host node, String line) {
    if (!line.contains(" " + Host.CAS_IP + "/") || !line.startsWith("[")) {
      return;
    }
    Instant at = Instant.parse(line.substring(1, line.indexOf(']')) + "Z");
    if (line.contains("] Deleted ")) {
      holders.remove(node.label());
      timeline.add(
          new Step(at, Step.Kind.ADDRESS_GONE, Host.CAS_IP + " is gone from " + node.label()));
    } else if (holders.add(node.label())) {
      timeline.add(new Step(at, Step.Kind.ADDRESS_UP, Host.CAS_IP + " is up on " + node.label()));
    }
  }

  void monitor(Monitor monitor) {
    monitor
        .logs()
        .forEach(
            (writer, log) ->
                follower.follow(
                    log,
                    line ->
                        NagiosLog.read(writer, line)
                            .ifPresent(seen -> timeline.add(seen.kind(), seen.text()))));
  }

  /** The agent's journal, in its own times. */
  void journal(Agent agent) {
    follower.follow(
        agent.state().resolve("journal"),
        line ->
            Journal.read(line)
                .ifPresent(
                    entry ->
                        timeline.add(
                            new Step(
                                entry.at(),
                                Step.Kind.JOURNAL,
                                agent.node().label() + ": " + entry.text()))));
  }

  /**
   * What the agent says about itself to a real check_nrpe; only changes of the sentence are shown.
   */
  void sentences(Agent agent) {
    Map<String, String> last = new HashMap<>();
    follower.often(
        () ->
            sentence(agent.node())
                .ifPresent(
                    text -> {
                      String shape = text.replaceAll("[0-9]+", "#");
                      if (!shape.equals(last.put(agent.node().label(), shape))) {
                        timeline.add(Step.Kind.AGENT, agent.node().label() + ": " + text);
                      }
                    }));
  }

  private Optional<String> sentence(Host node) {
    Answer answer = CheckNrpe.ask(lab, node, "check_failover");
    return answer.code() == 3 ? Optional.empty() : Optional.of(plain(answer.firstLine()));
  }

  private static String plain(String line) {
    int perfdata = line.indexOf(" | ");
    return perfdata < 0 ? line : line.substring(0, perfdata);
  }

  private void add(String micros, Step.Kind kind, String text) {
    timeline.add(
        new Step(Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS), kind, text));
  }

  @Override
  public void close() {
    follower.close();
  }
}
