package casfailover.simulation;

import java.util.SplittableRandom;

/** Draws what goes wrong between the places of a world. */
final class WireFaults {

  private final SplittableRandom lots;
  private final Spans spans;

  WireFaults(SplittableRandom lots, Spans spans) {
    this.lots = lots;
    this.spans = spans;
  }

  Trouble cutOff(Place place) {
    long time = spans.time();
    return new Trouble(
        place + " is cut off" + Spans.lasts(time),
        w -> {
          for (Place other : Place.values()) {
            if (other != place) {
              cut(w, place, other, time);
            }
          }
        });
  }

  Trouble cut(Place one, Place other) {
    long time = spans.time();
    return new Trouble(
        "between " + one + " and " + other + Spans.lasts(time), w -> cut(w, one, other, time));
  }

  private static void cut(World world, Place one, Place other, long time) {
    Spans.during(
        world,
        time,
        w -> {
          w.wire.cutBoth(one, other);
          w.somethingChanged();
        },
        w -> {
          w.wire.mendBoth(one, other);
          w.somethingChanged();
        });
  }

  /** What one says is not heard by another. */
  Trouble cutOneWay() {
    Place server = Place.server(lots.nextInt(2));
    Place[] others = {Place.A, Place.B, Place.GATEWAY, Place.CLIENT, Place.MONITOR};
    Place drawn = others[lots.nextInt(others.length)];
    Place other = drawn == server ? (server == Place.A ? Place.B : Place.A) : drawn;
    boolean back = lots.nextBoolean();
    Place from = back ? other : server;
    Place to = back ? server : other;
    return spans.lasting(
        "nothing gets from " + from + " to " + to,
        w -> {
          w.wire.cut(from, to);
          w.somethingChanged();
        },
        w -> {
          w.wire.mend(from, to);
          w.somethingChanged();
        });
  }

  Trouble gatewayOff() {
    return spans.lasting("the gateway is off", w -> w.gatewayUp(false), w -> w.gatewayUp(true));
  }

  Trouble stranger() {
    return spans.lasting(
        "a stranger answers for the address",
        w -> w.strangerComes(true),
        w -> w.strangerComes(false));
  }
}
