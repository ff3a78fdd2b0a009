package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.mail.Letter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The monitor got no answer from the first agent, so what a person wrote comes to both. */
class OneNoteForTwoAgentsTest extends BesideEachOther {

  private String written(WiredAgent to, String comment) {
    return pair.order(
            to, "notify", "cas_ip=192.0.2.100", "type=CUSTOM", "author=jane", "comment=" + comment)
        .text();
  }

  /** Its answer comes when the other agent has read the report that tells of it. */
  private void theAgentsHearEachOther() {
    assertThat(pair.order(pair.a, "keep", "server=exch-a").text()).endsWith("both servers know");
  }

  /** All letters, once each agent has sent one more that was written after them. */
  private List<String> letters() {
    written(pair.a, "that is all from exch-a");
    written(pair.b, "that is all from exch-b");
    pair.passUntil(
        "the last letters", () -> subjects().filter(s -> s.contains("that is all")).count() == 2);
    return subjects().filter(s -> !s.contains("that is all")).toList();
  }

  private Stream<String> subjects() {
    return Stream.concat(pair.a.mailServer.letters.stream(), pair.b.mailServer.letters.stream())
        .map(Letter::subject);
  }

  @Test
  void anOrderThatBothRefuseIsAnsweredByOneLetter() {
    assertThat(written(pair.a, "KEEP exch-b")).startsWith("REFUSED 192.0.2.100 can only be kept ");
    theAgentsHearEachOther();
    assertThat(written(pair.b, "KEEP exch-b")).startsWith("REFUSED 192.0.2.100 can only be kept ");

    assertThat(letters())
        .singleElement()
        .asString()
        .startsWith("[CAS exch-a] REFUSED ")
        .endsWith("\"KEEP exch-b\", from jane");
  }

  @Test
  void soIsWhatIsNoOrder() {
    written(pair.a, "please");
    theAgentsHearEachOther();
    assertThat(written(pair.b, "please")).startsWith("REFUSED \"please\" is no order");

    assertThat(letters()).singleElement().asString().startsWith("[CAS exch-a] REFUSED ");
  }

  @Test
  void aFailbackIsToldByTheServerThatTookItOnly() {
    assertThat(written(pair.a, "FAILBACK exch-b")).startsWith("DONE exch-b has 192.0.2.100, ");
    pair.passUntil("exch-a hears of it", () -> pair.a.journal.words().contains("learned"));
    assertThat(written(pair.b, "FAILBACK exch-b")).isEqualTo("DONE exch-b has 192.0.2.100 already");

    assertThat(letters()).singleElement().asString().startsWith("[CAS exch-b] HANDOVER DONE ");
  }
}
