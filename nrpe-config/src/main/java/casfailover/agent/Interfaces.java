package casfailover.agent;

import casfailover.keep.Effect;
import casfailover.keep.Input.Result;
import casfailover.pair.Cidr;
import casfailover.sight.Moment;
import casfailover.takeover.AddressTable;
import casfailover.takeover.Presence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses that clients connect to on the interfaces of this machine, all of them as one:
 * whatever is done is done to each, and one that fails makes the whole fail. Whatever breaks on the
 * way is a failure too, and never nothing.
 */
final class Interfaces {

  private static final Logger LOG = LoggerFactory.getLogger(Interfaces.class);

  private final Equipment equipment;
  private final Lookout lookout;
  private final List<Cidr> casIps;
  private OptionalLong linkUps = OptionalLong.empty();

  Interfaces(Equipment equipment, Lookout lookout, List<Cidr> casIps) {
    this.equipment = equipment;
    this.lookout = lookout;
    this.casIps = List.copyOf(casIps);
  }

  /** Whether any of them is here; the one that goes first tells for how long. */
  Presence presence() {
    List<Presence.Present> here = new ArrayList<>();
    for (Cidr casIp : casIps) {
      Presence presence = look(casIp);
      if (presence instanceof Presence.Unknown) {
        return presence;
      }
      if (presence instanceof Presence.Present present) {
        here.add(present);
      }
    }
    return here.isEmpty()
        ? new Presence.Absent()
        : new Presence.Present(
            here.get(0).networkInterface(),
            here.stream().flatMap(p -> p.remaining().stream()).min(Duration::compareTo));
  }

  /** Whether the link of our interface came up since this was asked before. */
  boolean linkCameUp() {
    OptionalLong before = linkUps;
    OptionalLong after = OptionalLong.empty();
    try {
      Optional<String> on = lookout.device().name();
      after = on.isEmpty() ? before : equipment.carrier().ups(on.get());
    } catch (RuntimeException e) {
      LOG.debug("the link could not be asked", e);
    }
    linkUps = after;
    return before.isPresent() && after.isPresent() && after.getAsLong() > before.getAsLong();
  }

  private Presence look(Cidr casIp) {
    try {
      return equipment.addresses().look(casIp);
    } catch (RuntimeException e) {
      return new Presence.Unknown("looking for " + casIp + " broke: " + e);
    }
  }

  /** A change may follow: it is told to those that can prepare it. */
  void expectChange() {
    equipment.addresses().expectChange();
  }

  Result change(Effect.Apply change) {
    if (change instanceof Effect.Delete) {
      return delete();
    }
    Device device = lookout.device();
    if (device instanceof Device.Gone gone) {
      return new Result.Failed(gone.why());
    }
    Moment latest =
        change instanceof Effect.Add add ? add.notAfter() : ((Effect.Renew) change).notAfter();
    if (equipment.clock().get().since(latest).compareTo(Duration.ZERO) > 0) {
      return new Result.Failed("it was too late when the change of the address could begin");
    }
    String on = ((Device.Here) device).address().networkInterface();
    for (Cidr casIp : casIps) {
      String what = (change instanceof Effect.Add ? "adding " : "renewing ") + casIp;
      Optional<String> failure = failure(() -> live(change, casIp, on), what);
      if (failure.isPresent()) {
        return new Result.Failed(failure.get());
      }
      if (change instanceof Effect.Add) {
        arrived(casIp);
      }
    }
    return new Result.Verified();
  }

  /** It is here whether that could be told at once or not. */
  private void arrived(Cidr casIp) {
    try {
      equipment.announcer().arrived(casIp);
    } catch (RuntimeException e) {
      LOG.warn("that {} has come was not told at once", casIp, e);
    }
  }

  private AddressTable.Result live(Effect.Apply change, Cidr casIp, String on) {
    return change instanceof Effect.Add add
        ? equipment.addresses().add(casIp, on, add.lifetime())
        : equipment.addresses().renew(casIp, on, ((Effect.Renew) change).lifetime());
  }

  /** Every one is deleted, whatever becomes of the others: none may stay behind. */
  private Result delete() {
    List<String> failures =
        Stream.concat(
                failure(this::silence, "silencing the announcer").stream(),
                casIps.stream().flatMap(c -> failure(() -> delete(c), "deleting " + c).stream()))
            .toList();
    return failures.isEmpty()
        ? new Result.Verified()
        : new Result.Failed(String.join("; ", failures));
  }

  private AddressTable.Result silence() {
    equipment.announcer().silence();
    return new AddressTable.Done(Duration.ZERO);
  }

  private AddressTable.Result delete(Cidr casIp) {
    Presence presence = look(casIp);
    if (presence instanceof Presence.Present here) {
      return equipment.addresses().delete(casIp, here.networkInterface());
    }
    if (presence instanceof Presence.Unknown unknown) {
      // It may be here: where it would be is where it is deleted, and read back.
      return lookout
          .device()
          .name()
          .map(on -> equipment.addresses().delete(casIp, on))
          .orElseGet(
              () -> new AddressTable.Failed("cannot tell whether it is here: " + unknown.why()));
    }
    return new AddressTable.Done(Duration.ZERO);
  }

  /** One step of a change. */
  private interface Step {
    AddressTable.Result make();
  }

  private static Optional<String> failure(Step step, String what) {
    try {
      return step.make() instanceof AddressTable.Failed failed
          ? Optional.of(failed.why())
          : Optional.empty();
    } catch (RuntimeException e) {
      LOG.debug("{} broke", what, e);
      return Optional.of(what + " broke: " + e);
    }
  }

  /** Tells the network that they are here. */
  void announce() {
    Device device = lookout.device();
    for (Cidr casIp : casIps) {
      try {
        device.name().ifPresent(on -> equipment.announcer().announce(casIp, on));
      } catch (RuntimeException e) {
        LOG.warn("{} was not announced", casIp, e);
      }
    }
    if (device instanceof Device.Gone gone) {
      LOG.warn("nothing was announced: {}", gone.why());
    }
  }
}
