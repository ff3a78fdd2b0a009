package casfailover.agent;

import casfailover.exchange.DagReader;
import casfailover.handover.Answer;
import casfailover.handover.Peer;
import casfailover.handover.Question;
import casfailover.journal.Entry;
import casfailover.journal.Entry.How;
import casfailover.journal.EntryText;
import casfailover.journal.JournalFailure;
import casfailover.keep.Effect;
import casfailover.keep.Input;
import casfailover.keep.Input.Result;
import casfailover.keep.News;
import casfailover.keep.Reply;
import casfailover.keep.Ticket;
import casfailover.mail.Letter;
import casfailover.pair.Cidr;
import casfailover.report.Chronicle;
import casfailover.sight.Guard;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what the keeper wants, each kind of work on threads of its own, so that nothing slow
 * delays a renewal. What concerns the address is done by one thread, in order. Only the other agent
 * is asked without one: the network's threads wait for its answer.
 */
final class Hands implements Consumer<Effect>, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Hands.class);
  private static final int LOOKS_AT_ONCE = 16;

  private static final Duration END = Duration.ofSeconds(2);

  private final Equipment equipment;
  private final Supplier<Peer> handover;
  private final Lookout lookout;
  private final Interfaces interfaces;
  private final Consumer<Input> keeper;
  private final Consumer<News> post;
  private final Crew looks;
  private final Crew dag;
  private final Crew address;
  private final Crew disk;
  private final Crew mail;
  private final Crew retired;
  private final Complaints complaints = new Complaints(LOG);
  private final Map<Ticket, CompletableFuture<Reply>> callers = new ConcurrentHashMap<>();
  private final AtomicLong tickets = new AtomicLong();
  private final CompletableFuture<Void> rest = new CompletableFuture<>();
  private volatile boolean closed;

  /**
   * Hands without work.
   *
   * @param handover asks the other agent, in the way of the newest settings
   * @param keeper is told how each work ended, also if it broke
   * @param post puts a letter into the outbox
   * @param broken is told of what leaves the keeper without an answer
   */
  Hands(
      Equipment equipment,
      Supplier<Peer> handover,
      Lookout lookout,
      List<Cidr> casIps,
      Consumer<Input> keeper,
      Consumer<News> post,
      Consumer<Throwable> broken) {
    this.equipment = equipment;
    this.handover = handover;
    this.lookout = lookout;
    this.interfaces = new Interfaces(equipment, lookout, casIps);
    this.keeper = keeper;
    this.post = post;
    this.looks = new Crew("look", LOOKS_AT_ONCE, broken);
    this.dag = new Crew("dag", 2, broken);
    this.address = new Crew("address", 1, broken);
    this.disk = new Crew("journal", 1, broken);
    this.mail = new Crew("outbox", 1, broken);
    this.retired =
        new Crew("retired", 1, e -> LOG.warn("what is asked no more did not end well", e));
  }

  /** A new caller, who is answered by the future. */
  Ticket ticket(CompletableFuture<Reply> answer) {
    Ticket ticket = new Ticket(tickets.incrementAndGet());
    callers.put(ticket, answer);
    if (closed) {
      dismiss();
    }
    return ticket;
  }

  /** Ends a reader that is asked no more, after what it is being asked. */
  void end(DagReader reader) {
    retired.begin(reader::close);
  }

  /** Is done when the keeper has nothing left to do before the end. */
  CompletableFuture<Void> rest() {
    return rest;
  }

  /**
   * Puts a letter into the outbox that the keeper knows nothing of; what cannot be kept is logged.
   *
   * @param then what follows when it is there
   */
  void mail(Supplier<Letter> letter, Runnable then) {
    mail.begin(
        () -> {
          try {
            equipment.outbox().post(letter.get());
            then.run();
          } catch (RuntimeException e) {
            complaints.raise("keeping a mail", String.valueOf(e.getMessage()));
          }
        });
  }

  /** Whether all that was to be written or changed so far is done, and the keeper told so. */
  boolean areEmpty() {
    return disk.isIdle() && address.isIdle();
  }

  @Override
  public void accept(Effect effect) {
    if (effect instanceof Effect.LookAt look) {
      boolean exchange = look.guard() == Guard.DATABASES || look.guard() == Guard.QUORUM;
      (exchange ? dag : looks).begin(() -> look(look.guard()));
    } else if (effect instanceof Effect.Inspect) {
      address.begin(this::inspect);
    } else if (effect instanceof Effect.Write write) {
      if (changesTheAddress(write.entry())) {
        address.begin(interfaces::expectChange);
      }
      disk.begin(() -> write(write));
    } else if (effect instanceof Effect.Apply change) {
      address.begin(() -> apply(change));
    } else if (effect instanceof Effect.Announce) {
      address.begin(interfaces::announce);
    } else if (effect instanceof Effect.AskPeer ask) {
      ask(ask);
    } else if (effect instanceof Effect.Post letter) {
      mail.begin(() -> post(letter.news()));
    } else if (effect instanceof Effect.Tell tell) {
      Optional.ofNullable(callers.remove(tell.ticket()))
          .ifPresent(caller -> caller.complete(tell.reply()));
    } else if (effect instanceof Effect.Rest) {
      rest.complete(null);
    }
  }

  /** Whether the address is added or deleted as soon as the entry is written. */
  private static boolean changesTheAddress(Entry entry) {
    return entry instanceof Entry.HandingOver
        || (entry instanceof Entry.Begun begun && begun.how() != How.ADOPTED);
  }

  private void look(Guard guard) {
    keeper.accept(new Input.Saw(guard, lookout.look(guard)));
  }

  private void inspect() {
    keeper.accept(new Input.Found(interfaces.presence()));
    if (interfaces.linkCameUp()) {
      keeper.accept(new Input.LinkUp());
    }
  }

  private void write(Effect.Write write) {
    String what = "writing the journal";
    try {
      equipment.journal().append(EntryText.word(write.entry()), EntryText.values(write.entry()));
    } catch (JournalFailure | RuntimeException e) {
      complaints.raise(what, String.valueOf(e.getMessage()));
      keeper.accept(new Input.NotWritten(write.entry(), String.valueOf(e.getMessage())));
      return;
    }
    complaints.settle(what);
    keeper.accept(new Input.Written(write.entry()));
    LOG.info("{}", Chronicle.sentence(write.entry()));
    tidy();
  }

  private void tidy() {
    String what = "shortening the journal";
    try {
      equipment.journal().tidy();
      complaints.settle(what);
    } catch (JournalFailure | RuntimeException e) {
      complaints.raise(what, String.valueOf(e.getMessage()));
    }
  }

  private void apply(Effect.Apply change) {
    String what =
        change instanceof Effect.Add
            ? "adding the address"
            : change instanceof Effect.Renew ? "renewing the address" : "deleting the address";
    Result result = interfaces.change(change);
    if (result instanceof Result.Failed failed) {
      complaints.raise(what, failed.why());
    } else {
      complaints.settle(what);
    }
    keeper.accept(new Input.Done(change, result));
  }

  private void ask(Effect.AskPeer ask) {
    CompletionStage<Answer> answer;
    try {
      answer = handover.get().ask(ask.question(), ask.patience());
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedStage(e);
    }
    answer
        .exceptionally(e -> new Answer.Unclear("asking broke: " + e))
        .thenAccept(come -> answered(ask.question(), come));
  }

  private void answered(Question question, Answer answer) {
    keeper.accept(new Input.PeerAnswered(question, answer));
    LOG.debug("asked the other agent: {}, answered: {}", question, answer);
  }

  private void post(News news) {
    String what = "keeping a mail";
    try {
      post.accept(news);
    } catch (RuntimeException e) {
      complaints.raise(what, String.valueOf(e.getMessage()));
      keeper.accept(new Input.NotPosted(news, String.valueOf(e.getMessage())));
      return;
    }
    complaints.settle(what);
    keeper.accept(new Input.Posted(news.letter()));
  }

  /** Ends what is being written or changed, and tells those who still wait that nobody will. */
  @Override
  public void close() {
    closed = true;
    List.of(looks, dag, mail, address, disk, retired).forEach(Crew::close);
    dismiss();
    try {
      for (Crew crew : List.of(disk, address, mail)) {
        if (!crew.ended(END)) {
          LOG.warn("something was still being written, changed or kept at the end");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void dismiss() {
    for (Ticket ticket : List.copyOf(callers.keySet())) {
      Optional.ofNullable(callers.remove(ticket))
          .ifPresent(c -> c.complete(new Reply(Reply.Outcome.FAILED, "the service stops")));
    }
  }
}
