package casfailover.agent;

import casfailover.journal.EntryText;
import casfailover.journal.JournalFailure;
import casfailover.keep.Effect;
import casfailover.keep.Input;
import casfailover.keep.Input.Result;
import casfailover.keep.News;
import casfailover.keep.Reply;
import casfailover.keep.Ticket;
import casfailover.mail.OutboxException;
import casfailover.pair.Cidr;
import casfailover.report.Chronicle;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.takeover.AddressTable;
import casfailover.takeover.Presence;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what the keeper wants, each kind of work on threads of its own, so that nothing slow
 * delays a renewal. What concerns the address is done by one thread, in order.
 */
final class Hands implements Consumer<Effect>, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Hands.class);
  private static final int LOOKS_AT_ONCE = 16;

  private final Equipment equipment;
  private final Lookout lookout;
  private final List<Cidr> casIps;
  private final Consumer<Input> keeper;
  private final Consumer<News> post;
  private final ExecutorService looks = Executors.newFixedThreadPool(LOOKS_AT_ONCE, named("look"));
  private final ExecutorService dag = Executors.newFixedThreadPool(2, named("dag"));
  private final ExecutorService address = Executors.newSingleThreadExecutor(named("address"));
  private final ExecutorService disk = Executors.newSingleThreadExecutor(named("journal"));
  private final ExecutorService mail = Executors.newSingleThreadExecutor(named("outbox"));
  private final Map<Ticket, CompletableFuture<Reply>> callers = new ConcurrentHashMap<>();
  private final AtomicLong tickets = new AtomicLong();
  private final CompletableFuture<Void> rest = new CompletableFuture<>();

  Hands(
      Equipment equipment,
      Lookout lookout,
      List<Cidr> casIps,
      Consumer<Input> keeper,
      Consumer<News> post) {
    this.equipment = equipment;
    this.lookout = lookout;
    this.casIps = List.copyOf(casIps);
    this.keeper = keeper;
    this.post = post;
  }

  /** A new caller, who is answered by the future. */
  Ticket ticket(CompletableFuture<Reply> answer) {
    Ticket ticket = new Ticket(tickets.incrementAndGet());
    callers.put(ticket, answer);
    return ticket;
  }

  /** Is done when the keeper has nothing left to do before the end. */
  CompletableFuture<Void> rest() {
    return rest;
  }

  @Override
  public void accept(Effect effect) {
    if (effect instanceof Effect.LookAt look) {
      boolean exchange = look.guard() == Guard.DATABASES || look.guard() == Guard.QUORUM;
      (exchange ? dag : looks).execute(() -> look(look.guard()));
    } else if (effect instanceof Effect.Inspect) {
      address.execute(this::inspect);
    } else if (effect instanceof Effect.Write write) {
      disk.execute(() -> write(write));
    } else if (effect instanceof Effect.Apply change) {
      address.execute(() -> apply(change));
    } else if (effect instanceof Effect.Announce) {
      address.execute(this::announce);
    } else if (effect instanceof Effect.Post letter) {
      mail.execute(() -> post(letter.news()));
    } else if (effect instanceof Effect.Tell tell) {
      Optional.ofNullable(callers.remove(tell.ticket()))
          .ifPresent(caller -> caller.complete(tell.reply()));
    } else if (effect instanceof Effect.Rest) {
      rest.complete(null);
    }
  }

  private void look(Guard guard) {
    keeper.accept(new Input.Saw(guard, lookout.look(guard)));
  }

  private void write(Effect.Write write) {
    try {
      equipment.journal().append(EntryText.word(write.entry()), EntryText.values(write.entry()));
      LOG.info("{}", Chronicle.sentence(write.entry()));
      keeper.accept(new Input.Written(write.entry()));
    } catch (JournalFailure e) {
      LOG.error("{}", e.getMessage());
      keeper.accept(new Input.NotWritten(write.entry(), String.valueOf(e.getMessage())));
    }
  }

  private void inspect() {
    keeper.accept(new Input.Found(equipment.addresses().look(casIps.get(0))));
  }

  private void apply(Effect.Apply change) {
    Result result = changed(change);
    if (result instanceof Result.Failed failed) {
      LOG.warn("{}", failed.why());
    }
    keeper.accept(new Input.Done(change, result));
  }

  /** Several addresses move as one: the first that fails makes the whole fail. */
  private Result changed(Effect.Apply change) {
    Optional<String> device = lookout.networkInterface();
    if (latest(change).filter(this::isOver).isPresent()) {
      return new Result.Failed("it was too late when the change of the address could begin");
    }
    if (change instanceof Effect.Delete) {
      equipment.announcer().silence();
    } else if (device.isEmpty()) {
      return new Result.Failed("no interface of this machine has its own address any more");
    }
    for (Cidr casIp : casIps) {
      AddressTable.Result result = one(change, casIp, device.orElse(""));
      if (result instanceof AddressTable.Failed failed) {
        return new Result.Failed(failed.why());
      }
    }
    return new Result.Verified();
  }

  /** The moment after which the evidence, or the lifetime, that a change builds on is too old. */
  private static Optional<Moment> latest(Effect.Apply change) {
    if (change instanceof Effect.Add add) {
      return Optional.of(add.notAfter());
    }
    return change instanceof Effect.Renew renew ? Optional.of(renew.notAfter()) : Optional.empty();
  }

  private boolean isOver(Moment moment) {
    return equipment.clock().get().since(moment).compareTo(Duration.ZERO) > 0;
  }

  private AddressTable.Result one(Effect.Apply change, Cidr casIp, String device) {
    AddressTable table = equipment.addresses();
    if (change instanceof Effect.Add add) {
      return table.add(casIp, device, add.lifetime());
    }
    if (change instanceof Effect.Renew renew) {
      return table.renew(casIp, device, renew.lifetime());
    }
    Presence presence = table.look(casIp);
    return presence instanceof Presence.Present here
        ? table.delete(casIp, here.networkInterface())
        : new AddressTable.Done(Duration.ZERO);
  }

  private void announce() {
    lookout
        .networkInterface()
        .ifPresent(device -> casIps.forEach(c -> equipment.announcer().announce(c, device)));
  }

  private void post(News news) {
    try {
      post.accept(news);
      keeper.accept(new Input.Posted(news.letter()));
    } catch (OutboxException e) {
      LOG.error("{}", e.getMessage());
      keeper.accept(new Input.NotPosted(news, String.valueOf(e.getMessage())));
    }
  }

  @Override
  public void close() {
    for (ExecutorService pool : List.of(looks, dag, mail, address, disk)) {
      pool.shutdown();
    }
    try {
      boolean ended = disk.awaitTermination(2, TimeUnit.SECONDS);
      if (!ended || !address.awaitTermination(2, TimeUnit.SECONDS)) {
        LOG.warn("something was still being written or changed at the end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ThreadFactory named(String name) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
