package casfailover.handover;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.nrpe.Admission;
import casfailover.nrpe.AllowedHosts;
import casfailover.nrpe.Caller;
import casfailover.nrpe.CommandService;
import casfailover.nrpe.HostNames;
import casfailover.nrpe.Lane;
import casfailover.nrpe.NrpeClient;
import casfailover.nrpe.NrpeServer;
import casfailover.nrpe.NrpeServerOptions;
import casfailover.nrpe.NrpeTarget;
import casfailover.nrpe.Query;
import casfailover.nrpe.Reply;
import casfailover.nrpe.WorkPool;
import casfailover.pair.Epoch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the answers of the other agent mean. */
class NrpePeerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Epoch TERM = new Epoch(3, "exch-b");
  private static final Question OFFER =
      new Question.Offer(TERM, 1, Cause.FAILBACK, "jane", "", false);
  private static final Question RELEASE =
      new Question.Release(TERM, 1, Duration.ofSeconds(2), true);

  private final NrpeClient client = NrpeClient.alone();
  private final List<Query> asked = new CopyOnWriteArrayList<>();
  private final WorkPool pool = new WorkPool("other-agent", 1, 8);
  private String says = "";
  private NrpeServer server;

  @BeforeEach
  void begin() throws IOException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    Set<InetAddress> loopback = Set.of(InetAddress.getLoopbackAddress());
    server =
        NrpeServer.start(
            NrpeServerOptions.of(anyPort, "hello"),
            new Admission(
                AllowedHosts.parse("", loopback, HostNames.ofSystem(PATIENCE)), Optional.empty()),
            otherAgent());
  }

  @AfterEach
  void end() {
    client.close();
    server.close();
    pool.close();
  }

  private CommandService otherAgent() {
    return new CommandService() {
      @Override
      public Optional<Lane> lane(Caller caller, String command) {
        return Optional.of(new Lane(pool, PATIENCE));
      }

      @Override
      public CompletionStage<Reply> answer(Caller caller, Query query) {
        asked.add(query);
        return CompletableFuture.completedFuture(new Reply(0, says));
      }
    };
  }

  private Answer ask(Question question) {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    // The deadline is the question's: this one would be over before anybody could answer.
    NrpeTarget hurried = NrpeTarget.plain(address, Duration.ofMillis(1));
    return new NrpePeer(client, hurried).ask(question, PATIENCE).toCompletableFuture().join();
  }

  private Answer toThatSaying(String text, Question question) {
    says = text;
    return ask(question);
  }

  @Test
  void isAskedInTheWordsOfTheQuestion() {
    ask(RELEASE);

    assertThat(asked)
        .containsExactly(new Query(QuestionText.command(RELEASE), QuestionText.words(RELEASE)));
  }

  @Test
  void anOfferThatWasTakenIsDone() {
    assertThat(toThatSaying("DONE exch-a has 192.0.2.100", OFFER))
        .isEqualTo(new Answer.Done("exch-a has 192.0.2.100"));
    assertThat(toThatSaying("DONE", OFFER)).isEqualTo(new Answer.Done(""));
  }

  @Test
  void anOfferOfWhatItHadBeforeMovedNothing() {
    assertThat(toThatSaying("ALREADY exch-a has 192.0.2.100 already", OFFER))
        .isEqualTo(new Answer.Already("exch-a has 192.0.2.100 already"));
  }

  @Test
  void aReleaseTellsForHowLongTheAddressIsGone() {
    Answer.Released released = new Answer.Released(Duration.ofMillis(40));

    assertThat(toThatSaying("DONE " + released.text(), RELEASE)).isEqualTo(released);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DONE",
        "DONE released",
        "DONE released gone_ms=-1",
        "DONE it is gone",
        "ALREADY released gone_ms=40"
      })
  void aReleaseInOtherWordsIsUnclear(String text) {
    assertThat(toThatSaying(text, RELEASE)).isEqualTo(new Answer.Unclear("it answers: " + text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HELD", "REFUSED", "FAILED"})
  void whatWasNotDoneSaysWhy(String word) {
    assertThat(toThatSaying(word + " exch-a is paused", OFFER))
        .isEqualTo(new Answer.NotDone("exch-a is paused"));
  }

  @Test
  void anotherWordIsUnclear() {
    assertThat(toThatSaying("PERHAPS tomorrow", OFFER))
        .isEqualTo(new Answer.Unclear("it answers: PERHAPS tomorrow"));
  }

  @Test
  void silenceIsUnclearAndNamesWhoWasAsked() {
    int port = server.port();
    server.close();

    assertThat(ask(OFFER))
        .isInstanceOfSatisfying(
            Answer.Unclear.class, unclear -> assertThat(unclear.why()).contains(":" + port));
  }

  @Test
  void aClientThatIsClosedAsksNobody() {
    client.close();

    assertThat(ask(OFFER))
        .isInstanceOfSatisfying(
            Answer.Unclear.class, unclear -> assertThat(unclear.why()).contains("was not asked"));
  }

  @Test
  void theSameAgentIsAskedElsewhere() {
    says = "DONE";
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    InetSocketAddress nowhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    NrpePeer lost = new NrpePeer(client, NrpeTarget.plain(nowhere, PATIENCE));

    assertThat(lost.to(NrpeTarget.plain(address, PATIENCE)).ask(OFFER, PATIENCE))
        .succeedsWithin(PATIENCE)
        .isEqualTo(new Answer.Done(""));
  }
}
