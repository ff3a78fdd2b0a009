package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Reason;
import casfailover.handover.Answer;
import casfailover.handover.Cause;
import casfailover.handover.Peer;
import casfailover.handover.Question;
import casfailover.journal.Entry;
import casfailover.journal.Entry.How;
import casfailover.keep.Effect;
import casfailover.keep.Input;
import casfailover.keep.Keeper;
import casfailover.keep.News;
import casfailover.keep.Reply;
import casfailover.pair.Epoch;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.Sighting;
import casfailover.takeover.Presence;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever becomes of a work, the keeper hears of its end. */
class HandsTest {

  private static final Duration LEASE = Duration.ofSeconds(8);

  @TempDir Path folder;
  private final BlockingQueue<Input> inputs = new LinkedBlockingQueue<>();
  private final List<Throwable> broken = new CopyOnWriteArrayList<>();
  private World world;
  private Hands hands;

  @BeforeEach
  void begin() throws IOException {
    world = World.armed(Example.in(folder).withCasIps(Example.CAS_IP, Example.SECOND_CAS_IP));
    hands = hands(news -> {});
  }

  private Hands hands(java.util.function.Consumer<News> post) {
    return hands(world.equipment().handover(), post);
  }

  private Hands hands(Peer handover, java.util.function.Consumer<News> post) {
    Equipment equipment = world.equipment();
    return new Hands(
        equipment,
        () -> handover,
        new Lookout(equipment, world.settings.pair()),
        world.settings.pair().casIps(),
        inputs::add,
        post,
        broken::add);
  }

  @AfterEach
  void end() throws IOException {
    hands.close();
    world.close();
  }

  private Input done(Effect effect) throws InterruptedException {
    hands.accept(effect);
    Input input = inputs.poll(60, TimeUnit.SECONDS);
    return Optional.ofNullable(input).orElseThrow(() -> new AssertionError("no end of " + effect));
  }

  private String failure(Effect.Apply change) throws InterruptedException {
    Input.Done done = (Input.Done) done(change);
    assertThat(done.change()).isEqualTo(change);
    return done.result() instanceof Input.Result.Failed failed ? failed.why() : "";
  }

  private Effect.Add add(Moment notAfter) {
    return new Effect.Add(LEASE, notAfter);
  }

  @Test
  void anAddOnEvidenceThatIsTooOldByThenIsNotBegun() throws InterruptedException {
    Moment before = world.now().plus(Duration.ofMillis(-1));

    assertThat(failure(add(before)))
        .isEqualTo("it was too late when the change of the address could begin");
    assertThat(world.addresses.count("add 192.0.2.100/24")).isZero();
    assertThat(failure(add(world.now()))).isEmpty();
    assertThat(world.here()).isTrue();
  }

  @Test
  void tellsOfEachAddressAsSoonAsItHasComeAndNotOfARenewal() throws InterruptedException {
    assertThat(failure(add(world.now()))).isEmpty();
    assertThat(world.announcer.arrived).containsExactly(Example.CAS_IP, Example.SECOND_CAS_IP);
    done(new Effect.Renew(LEASE, world.now(), world.now()));
    assertThat(world.announcer.arrived).hasSize(2);
  }

  @Test
  void tellsOfNoneThatDidNotCome() throws InterruptedException {
    world.addresses.failing.add("break add 192.0.2.100/24");
    assertThat(failure(add(world.now()))).isNotEmpty();
    assertThat(world.announcer.arrived).isEmpty();
  }

  @Test
  void anAddressHasComeWhetherThatCouldBeToldAtOnceOrNot() throws InterruptedException {
    world.announcer.breaks = true;
    assertThat(failure(add(world.now()))).isEmpty();
    assertThat(world.here()).isTrue();
  }

  @Test
  void everyChangeThatBreaksIsAFailure() throws InterruptedException {
    world.addresses.failing.add("break add 192.0.2.101/24");
    world.addresses.failing.add("break renew 192.0.2.100/24");
    world.addresses.failing.add("break delete 192.0.2.100/24");

    assertThat(failure(add(world.now()))).contains("no such program");
    world.addresses.put(Example.SECOND_CAS_IP, Optional.of(LEASE));
    assertThat(failure(new Effect.Renew(LEASE, world.now(), world.now().plus(LEASE))))
        .contains("no such program");
    assertThat(failure(new Effect.Delete())).contains("no such program");
    assertThat(world.addresses.has(Example.SECOND_CAS_IP)).isFalse();
    assertThat(broken).isEmpty();
  }

  @Test
  void aQuestionToThePeerThatBreaksIsAnsweredUnclearly() throws InterruptedException {
    Question question =
        new Question.Offer(new Epoch(1, "exch-a"), 1, Cause.FAILBACK, "admin", "", false);
    IllegalStateException reason = new IllegalStateException("no such way");
    Peer atOnce =
        (asked, patience) -> {
          throw reason;
        };
    Peer later = (asked, patience) -> CompletableFuture.failedStage(reason);

    for (Peer peer : List.of(atOnce, later)) {
      hands.close();
      hands = hands(peer, news -> {});

      assertThat(done(new Effect.AskPeer(question, LEASE)))
          .isInstanceOfSatisfying(
              Input.PeerAnswered.class,
              input -> {
                assertThat(input.question()).isEqualTo(question);
                assertThat(((Answer.Unclear) input.answer()).why())
                    .contains("asking broke", "no such way");
              });
    }
  }

  @Test
  void presenceIsThatOfAllAndTheShortestLifetimeCounts() throws InterruptedException {
    assertThat(done(new Effect.Inspect())).isEqualTo(new Input.Found(new Presence.Absent()));

    world.addresses.put(Example.SECOND_CAS_IP, Optional.of(Duration.ofSeconds(3)));
    assertThat(done(new Effect.Inspect()))
        .isEqualTo(
            new Input.Found(new Presence.Present("eth0", Optional.of(Duration.ofSeconds(3)))));

    world.addresses.put(Example.CAS_IP, Optional.of(LEASE));
    assertThat(done(new Effect.Inspect()))
        .isEqualTo(
            new Input.Found(new Presence.Present("eth0", Optional.of(Duration.ofSeconds(3)))));

    world.addresses.readable = false;
    assertThat(((Input.Found) done(new Effect.Inspect())).presence())
        .isInstanceOf(Presence.Unknown.class);
  }

  @Test
  void aLookThatBreaksIsUnknown() throws InterruptedException {
    world.network.probesBreak = true;

    Input.Saw saw = (Input.Saw) done(new Effect.LookAt(Guard.WIRE));

    assertThat(saw.sighting()).isInstanceOf(Sighting.Unknown.class);
    assertThat(saw.sighting().detail()).contains("the probe broke");
  }

  @Test
  void aChangeForWhichClientsWillWaitIsPreparedWhileItsEntryIsWritten()
      throws InterruptedException {
    Epoch epoch = new Epoch(2, "exch-a");
    assertThat(expectedBy(new Entry.Paused("jane", ""))).isZero();
    assertThat(expectedBy(begun(epoch, How.ADOPTED))).isZero();
    assertThat(expectedBy(begun(epoch, How.HANDOVER))).isEqualTo(1);
    assertThat(expectedBy(new Entry.HandingOver(epoch, 1, "exch-b asked for it"))).isEqualTo(2);
  }

  private static Entry.Begun begun(Epoch epoch, How how) {
    return new Entry.Begun(epoch, how, "2026-11-22-1", false, "ordered");
  }

  /** How many changes the table expected so far, once the entry is written. */
  private long expectedBy(Entry entry) throws InterruptedException {
    done(new Effect.Write(entry));
    done(new Effect.Inspect());
    return world.addresses.count("expect a change of " + Example.CAS_IP);
  }

  @Test
  void anEntryThatIsNotWrittenIsTold() throws InterruptedException {
    world.journal.diskWorks = false;
    Entry entry = new Entry.Paused("jane", "");

    assertThat(done(new Effect.Write(entry)))
        .isInstanceOfSatisfying(
            Input.NotWritten.class,
            lost -> assertThat(lost).returns(entry, Input.NotWritten::entry));
    world.journal.diskWorks = true;
    assertThat(done(new Effect.Write(entry))).isEqualTo(new Input.Written(entry));
  }

  @Test
  void aLetterThatCannotBeWrittenIsTold() throws InterruptedException {
    hands.close();
    hands =
        hands(
            news -> {
              throw new IllegalArgumentException("no such form");
            });

    assertThat(done(new Effect.Post(news())))
        .isInstanceOfSatisfying(
            Input.NotPosted.class, lost -> assertThat(lost.why()).isEqualTo("no such form"));
  }

  @Test
  void whatCanNotEndInAnAnswerBreaksTheAgent() {
    hands.close();
    hands =
        hands(
            news -> {
              throw new StackOverflowError();
            });
    hands.accept(new Effect.Post(news()));

    org.awaitility.Awaitility.await().atMost(World.PATIENCE).until(() -> broken.size() == 1);
    assertThat(inputs).isEmpty();
  }

  @Test
  void afterTheEndNothingIsBegunAndWhoWaitsIsTold() {
    CompletableFuture<Reply> early = new CompletableFuture<>();
    CompletableFuture<Reply> late = new CompletableFuture<>();
    hands.ticket(early);
    hands.close();
    hands.ticket(late);
    hands.accept(new Effect.Write(new Entry.Paused("jane", "")));
    hands.accept(add(world.now()));

    Reply stops = new Reply(Reply.Outcome.FAILED, "the service stops");
    assertThat(early).isCompletedWithValue(stops);
    assertThat(late).isCompletedWithValue(stops);
    assertThat(inputs).isEmpty();
    assertThat(world.gone()).isTrue();
  }

  private News news() {
    Keeper keeper = Example.keeper(world.settings, world.now());
    return new News(
        "2026-11-22-1.release-1@exch-b",
        News.Kind.RELEASE,
        "2026-11-22-1",
        world.now().wall(),
        new Reason("ordered", ""),
        keeper.view(world.now()),
        Optional.empty());
  }
}
