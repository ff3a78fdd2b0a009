package casfailover.simulation;

import static casfailover.simulation.Agenda.SECOND;
import static casfailover.simulation.Orders.JANE;

import casfailover.order.Order;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Draws crashes that wait for a step of an agent, and what leads to that step. */
final class CrashFaults {

  /** The writes that a crash can wait for. */
  static final List<String> WRITES =
      List.of(
          "begun",
          "taken",
          "gave_up",
          "releasing",
          "released",
          "heard",
          "learned",
          "posted",
          "paused",
          "resumed",
          "ended",
          "reloaded");

  /** The steps that a crash can wait for; the empty one is any. */
  static final List<String> STEPS =
      Stream.concat(WRITES.stream(), Stream.of("", "add", "renew", "delete", "announce", "post"))
          .toList();

  /** The writes of moves on purpose and of announced restarts. */
  static final List<String> MOVE_WRITES =
      List.of(
          "begun",
          "taken",
          "handing_over",
          "handed_over",
          "back_soon",
          "back_soon_over",
          "peer_back_soon",
          "peer_back",
          "kept");

  /** The steps of those that a crash can wait for. */
  static final List<String> MOVE_STEPS =
      Stream.concat(MOVE_WRITES.stream(), Stream.of("add", "delete", "renew")).toList();

  /** The writes that follow on few orders. */
  static final List<String> WORDS = List.of("acknowledged", "right_regained");

  /** What is written before a keeper begins, so that no step of it can be waited for. */
  static final List<String> BEFORE_THE_KEEPER = List.of("installed", "lost");

  private static final List<Trap.Cut> CUTS = List.copyOf(EnumSet.allOf(Trap.Cut.class));

  private final SplittableRandom lots;
  private final Spans spans;

  CrashFaults(SplittableRandom lots, Spans spans) {
    this.lots = lots;
    this.spans = spans;
  }

  Trouble atAStep(int n) {
    String step = STEPS.get(lots.nextInt(STEPS.size()));
    Trap.Cut cut = cut(step.isEmpty() || WRITES.contains(step));
    int number = step.isEmpty() ? lots.nextInt(12) : lots.nextInt(4) == 0 ? 1 : 0;
    boolean power = lots.nextInt(3) == 0;
    long back = spans.back();
    return new Trouble(
        (power ? "the power of " : "the agent of ")
            + (step.isEmpty() ? Place.server(n) : "whichever comes to it first")
            + " goes "
            + cut.text()
            + " the "
            + (number + 1)
            + ". step "
            + (step.isEmpty() ? "from then on" : "'" + step + "'")
            + ", back"
            + Spans.after(back),
        w -> {
          Trap trap = new Trap(step, number, cut, power, back);
          if (step.isEmpty()) {
            w.machines[n].setTrap(trap);
          } else {
            setTrap(w, trap);
          }
          comesTo(step, w, n);
        });
  }

  /** What only a person leads to is ordered, and what is rare as well. */
  private static void comesTo(String step, World w, int n) {
    switch (step) {
      case "paused" -> Orders.give(w, n, new Order.Pause(JANE));
      case "resumed" -> Orders.give(w, n, new Order.Resume(JANE));
      case "reloaded" -> w.machines[n].reload(w.machines[n].setup());
      case "releasing", "released", "delete" -> Orders.giveBoth(w, new Order.Release(JANE));
      case "begun", "add", "taken", "gave_up" -> {
        Orders.takenAgain(w, n, new Order.Take(JANE, false));
        if (step.equals("gave_up")) {
          w.agenda.in(4 * SECOND, () -> w.machines[n].programs.fail(true));
          w.agenda.in(10 * SECOND, () -> w.machines[n].programs.fail(false));
        }
      }
      default -> {}
    }
  }

  Trouble inAMove(int n) {
    String step = MOVE_STEPS.get(lots.nextInt(MOVE_STEPS.size()));
    Trap.Cut cut = cut(MOVE_WRITES.contains(step));
    return atWhicheverComesFirst(
        step,
        cut,
        "'" + step + "' of a move",
        w -> {
          switch (step) {
            case "back_soon", "back_soon_over", "peer_back_soon", "peer_back", "renew" ->
                Orders.giveBoth(w, new Order.BackSoon(JANE));
            case "kept" -> Orders.give(w, n, Orders.keep(n));
            default -> Orders.giveBoth(w, Orders.failback(n));
          }
        });
  }

  Trouble atAWord(int n) {
    String word = WORDS.get(lots.nextInt(WORDS.size()));
    Trap.Cut cut = cut(true);
    return atWhicheverComesFirst(
        word,
        cut,
        "'" + word + "'",
        w -> {
          if (word.equals("acknowledged")) {
            Orders.giveBoth(w, new Order.Acknowledge(JANE));
          } else {
            Orders.takenAgain(w, n, new Order.Take(JANE, true));
          }
        });
  }

  private Trouble atWhicheverComesFirst(
      String step, Trap.Cut cut, String text, Consumer<World> leadsToIt) {
    boolean power = lots.nextInt(3) == 0;
    long back = spans.back();
    return new Trouble(
        (power ? "the power" : "the agent")
            + " of whichever comes to it first goes "
            + cut.text()
            + " "
            + text
            + ", back"
            + Spans.after(back),
        w -> {
          setTrap(w, new Trap(step, 0, cut, power, back));
          leadsToIt.accept(w);
        });
  }

  /** One for both, which springs once. */
  private static void setTrap(World w, Trap trap) {
    w.machines[0].setTrap(trap);
    w.machines[1].setTrap(trap);
  }

  /** Only a write can be torn. */
  private Trap.Cut cut(boolean write) {
    Trap.Cut drawn = CUTS.get(lots.nextInt(CUTS.size()));
    return drawn == Trap.Cut.TORN && !write ? Trap.Cut.AFTER : drawn;
  }
}
