package casfailover.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.check.Check;
import casfailover.check.PluginLine;
import casfailover.journal.EntryText;
import casfailover.journal.FileJournal;
import casfailover.journal.JournalLine;
import casfailover.mail.Delivery;
import casfailover.mail.Letter;
import casfailover.mail.SmtpCourier;
import casfailover.mail.SmtpHost;
import casfailover.mail.SmtpSecurity;
import casfailover.mail.SmtpSettings;
import casfailover.nrpe.Caller;
import casfailover.nrpe.Reply;
import casfailover.pair.FreeText;
import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Header;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Text that would like to be more than text, through every entrance of an agent at once, and what
 * comes out of each of its exits: as many lines, figures, headers and members as with a harmless
 * word.
 */
class HostileTextTest {

  private static final String HARMLESS = "harmless";
  private static final String STEERS = "[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]";

  /** What came out. */
  private record Seen(
      Map<String, String> texts,
      List<Letter> letters,
      List<JournalLine> written,
      List<JournalLine> readAgain,
      String journal,
      List<String> log) {}

  @RegisterExtension
  static final GreenMailExtension MAIL =
      new GreenMailExtension(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @TempDir Path folder;
  private Seen harmless = new Seen(Map.of(), List.of(), List.of(), List.of(), "", List.of());

  static Stream<String> hostile() {
    return Stream.of(
        "x\r\nBcc: victim@example.net\r\n\r\nbody",
        "x|perf=1",
        "x | 'pl'=0%;;;0;100",
        "x\n[CRITICAL] forged",
        "x\n\\_ [CRITICAL] forged | a=1",
        "$(reboot)",
        "`reboot`",
        "; reboot #",
        "$ARG1$",
        "$HOSTNAME$",
        "%s%n%1$s%%%d",
        "{} {0} {",
        "\u001b[31mred\u001b[2J\u001b]0;title",
        "bell\u0007 and \u0000 nul",
        "\u009b31m \u0085 \u0080",
        "\u202egnp.txt\u2066 \u200f",
        "x\u2028y\u2029z\ufeff",
        "\ud800 half \udc00",
        "ü".repeat(5_000),
        "--option",
        "-a=1",
        "=",
        "a=b;c=d",
        "'\"\\'\"",
        "it's 'quoted'=1",
        "<script>alert(1)</script>",
        "=cmd|' /C calc'!A0",
        "../../etc/passwd",
        "\"},{\"stance\":\"holds\"",
        "+%41&x=1",
        " ");
  }

  @BeforeEach
  void whatAHarmlessWordDoes() throws Exception {
    harmless = through(HARMLESS, folder.resolve("harmless"));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void isOnlyText(String text) throws Exception {
    Seen seen = through(text, folder.resolve("hostile"));

    seen.texts().forEach(this::readsAsWithAHarmlessWord);
    assertThat(seen.readAgain()).isEqualTo(seen.written());
    assertThat(seen.journal()).matches("([\\x20-\\x7e]+\n)+");
    assertThat(words(seen)).isEqualTo(words(harmless));
    assertThat(seen.log()).isNotEmpty().allSatisfy(HostileTextTest::isOneLine);
    assertThat(seen.letters()).hasSameSizeAs(harmless.letters()).isNotEmpty();
    for (int i = 0; i < seen.letters().size(); i++) {
      arrivesAsWritten(seen.letters().get(i), harmless.letters().get(i));
    }
  }

  @Test
  void aPersonsWordsComeBackFromTheJournalAsTheyWereKept() throws Exception {
    Seen seen = through("Jürgen\n'災害' \ud83d\ude00 $ARG1$", folder.resolve("hostile"));

    assertThat(seen.readAgain())
        .filteredOn(line -> line.word().equals("paused"))
        .singleElement()
        .satisfies(
            line ->
                assertThat(EntryText.parse(line.word(), line.values()))
                    .contains(
                        new casfailover.journal.Entry.Paused(
                            "jane", "Jürgen '災害' \ud83d\ude00 $ARG1$")));
    assertThat(seen.texts().get("status paused")).contains("paused by jane: Jürgen '災害' ");
  }

  private static List<String> words(Seen seen) {
    return seen.readAgain().stream().map(JournalLine::word).toList();
  }

  // ---- What must be so

  private void readsAsWithAHarmlessWord(String exit, String text) {
    String model = Optional.ofNullable(harmless.texts().get(exit)).orElse("");
    assertThat(text.split("\n", -1)).as(exit).hasSameSizeAs(model.split("\n", -1));
    assertThat(text.replace("\n", "")).as(exit).doesNotContainPattern(STEERS);
    assertThat(new String(text.getBytes(UTF_8), UTF_8)).as(exit).isEqualTo(text);
    if (exit.startsWith("check_")) {
      PluginLine line = PluginLine.parse(text);
      PluginLine like = PluginLine.parse(model);
      assertThat(line.metrics()).as(exit).hasSameSizeAs(like.metrics());
      assertThat(line.metrics())
          .as(exit)
          .allMatch(metric -> metric.matches("([a-z0-9_]+|'[^'=|]*')=[-0-9.U][^'|]*"));
      assertThat(line.head() + line.details()).as(exit).doesNotContain("|");
      assertThat(status(line)).as(exit).isEqualTo(status(like));
    } else if (exit.startsWith("json")) {
      assertThat(skeleton(text)).as(exit).isEqualTo(skeleton(model));
    } else if (!exit.startsWith("status") && !exit.startsWith("explain")) {
      assertThat(text).as(exit).doesNotContain("|");
    }
  }

  private static String status(PluginLine line) {
    return line.head().replaceAll(" - .*", "");
  }

  /** A JSON text with its strings and numbers taken out. */
  private static String skeleton(String json) {
    return json.replaceAll(
            "\"[^\"\\\\\\p{Cntrl}]*+(?:\\\\(?:[\"\\\\]|u[0-9a-f]{4})[^\"\\\\\\p{Cntrl}]*+)*+\"",
            "S")
        .replaceAll("-?[0-9]+", "N");
  }

  private static void isOneLine(String logged) {
    assertThat(logged).isNotBlank().doesNotContainPattern(STEERS);
  }

  private static void arrivesAsWritten(Letter letter, Letter like) throws Exception {
    assertThat(letter.subject()).doesNotContainPattern(STEERS);
    assertThat(letter.body().replace("\n", "")).doesNotContainPattern(STEERS);
    MimeMessage message = sent(letter);
    assertThat(headers(message)).isEqualTo(headers(sent(like)));
    assertThat(message.getSubject()).isEqualTo(letter.subject());
    MimeMultipart forms = (MimeMultipart) message.getContent();
    assertThat(forms.getBodyPart(0).getContent().toString().replace("\r\n", "\n").strip())
        .isEqualTo(letter.body().strip());
    assertThat(forms.getBodyPart(1).getContent().toString()).doesNotContain("<script", "<b>");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    message.writeTo(bytes);
    assertThat(bytes.toString(UTF_8).lines())
        .allMatch(line -> line.length() <= 998 && line.chars().allMatch(c -> c == 9 || c >= 32));
  }

  private static Set<String> headers(MimeMessage message) throws Exception {
    Set<String> names = new TreeSet<>();
    for (Header header : Collections.list(message.getAllHeaders())) {
      // How the text is packed depends on its letters.
      boolean packing = header.getName().equals("Content-Transfer-Encoding");
      assertThat(packing || names.add(header.getName())).as(header.getName()).isTrue();
    }
    return names;
  }

  private static MimeMessage sent(Letter letter) {
    int before = MAIL.getReceivedMessages().length;
    SmtpSettings settings =
        new SmtpSettings(
            "exch-b",
            "cas@example.net",
            List.of("admin@example.net"),
            List.of(new SmtpHost("127.0.0.1", MAIL.getSmtp().getPort())),
            SmtpSecurity.NONE,
            Optional.empty(),
            SmtpSettings.TIMEOUT,
            SmtpSettings.DEADLINE);
    assertThat(new SmtpCourier(() -> settings).deliver(letter, Set.of()))
        .isInstanceOf(Delivery.Delivered.class);
    return MAIL.getReceivedMessages()[before];
  }

  // ---- Through every entrance

  private static Seen through(String text, Path folder) throws Exception {
    Map<String, String> texts = new LinkedHashMap<>();
    try (LogLines log = new LogLines("casfailover");
        World world = World.armed(Example.in(folder))) {
      world.databases.second = text;
      world.peer.settings = text;
      world.start();
      exits(world, "with another peer", texts);
      world.peer.settings = world.settings.hash();
      world.pass(Duration.ofSeconds(3));

      answer(texts, "pause", world.tell("pause", "author=jane", "comment=" + text).join());
      exits(world, "paused", texts);
      answer(texts, "resume", world.tell("resume", "comment=" + text).join());
      world.mailServer.up = false;
      world.mailServer.trouble = text;
      world.peerDies();
      world.databases.statusHere = text;
      world.databases.copyError = text;
      world.seen();
      Caller monitor = World.caller("192.0.2.10", Optional.of("monitor " + text));
      answer(
          texts,
          "handle_event",
          world.answer(
              world.tell(
                  monitor,
                  "handle_event",
                  "cas_ip=192.0.2.100",
                  "service=peer",
                  "state=CRITICAL",
                  "type=HARD",
                  "problem=17")));
      world.databases.keepUp = true;
      texts.put("check_peer by a monitor", world.tell(monitor, "check_peer").join().text());
      world.passUntil(
          "a letter that cannot be sent", () -> world.journal.words().contains("posted"));
      world.passUntil("it was tried", () -> world.ask("status").text().contains("sending fails"));
      // How long the mail took is nobody's matter; from here on everything is a minute old.
      world.pass(Duration.ofSeconds(90));
      exits(world, "in trouble", texts);
      refusals(world, text, texts);
      return new Seen(
          texts,
          List.of(world.outbox.next().orElseThrow().letter()),
          world.journal.lines(),
          FileJournal.read(world.settings.stateDir()),
          Files.readString(world.settings.stateDir().resolve("journal")),
          List.copyOf(log.all));
    }
  }

  private static void answer(Map<String, String> texts, String to, Reply reply) {
    assertThat(reply.code()).as(to).isZero();
    texts.put(to, reply.text());
  }

  private static void exits(World world, String when, Map<String, String> texts) {
    for (Check check : Check.values()) {
      texts.put(check.command() + " " + when, world.ask(check.command()).text());
    }
    texts.put("status " + when, world.ask("status").text());
    texts.put("json " + when, world.ask("status", "form=json").text());
    texts.put("explain by history " + when, world.ask("history").text());
    texts.put("json history " + when, world.ask("history", "form=json").text());
    texts.put("json explain " + when, world.ask("explain", "form=json").text());
    texts.put("status drill " + when, world.ask("drill").text());
    texts.put("json drill " + when, world.ask("drill", "form=json").text());
    texts.put("what_if " + when, world.ask("what_if").text());
    texts.put("explain " + when, world.ask("explain").text());
  }

  /** What no command takes: a word of its own, a key, a value. */
  private static void refusals(World world, String text, Map<String, String> texts) {
    List<String[]> asked = new ArrayList<>();
    for (String command :
        List.of("check_peer", "check_failover", "status", "explain", "peer_report", "pause")) {
      asked.add(new String[] {command, text});
      asked.add(new String[] {command, text + "=1"});
    }
    asked.add(new String[] {"check_peer", "pl_warning=" + text});
    asked.add(new String[] {"check_failover", "state=" + text + " "});
    asked.add(new String[] {"status", "form=" + text});
    asked.add(new String[] {"explain", "incident=" + text});
    asked.add(new String[] {"explain", "at=x" + text});
    asked.add(new String[] {"history", "since=x" + text});
    asked.add(new String[] {"drill", "form=" + text});
    asked.add(new String[] {"what_if", "gateway=" + text});
    asked.add(new String[] {"what_if", text + "=seen"});
    asked.add(new String[] {"takeover", "even_if=" + text});
    asked.add(new String[] {"handle_event", "cas_ip=" + text});
    for (String[] words : asked) {
      Reply reply = world.tell(words[0], words[1]).join();
      String what = "refused " + words[0] + " " + texts.size();
      assertThat(reply.code()).as(what + FreeText.shown(words[1])).isEqualTo(3);
      assertThat(reply.text().length()).as(what).isLessThan(400);
      texts.put(what, reply.text());
    }
  }
}
