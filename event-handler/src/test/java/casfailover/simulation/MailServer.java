package casfailover.simulation;

import java.util.HashMap;
import java.util.Map;

/** Where the letters go, which is out of reach at times. */
final class MailServer {

  private final World world;
  private final Map<String, Integer> mails = new HashMap<>();
  private boolean works = true;

  MailServer(World world) {
    this.world = world;
  }

  void works(boolean up) {
    works = up;
  }

  boolean takes(Machine machine) {
    return works && machine.up() && world.wire.both(machine.place, Place.GATEWAY);
  }

  void took(String letter) {
    mails.merge(letter, 1, Integer::sum);
  }

  Map<String, Integer> mails() {
    return mails;
  }
}
