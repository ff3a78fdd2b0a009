package casfailover.lab;

import java.util.List;

/** Words for who has the address after a run. */
final class Verdicts {
  private Verdicts() {}

  static String of(List<Host> holders, Host taker) {
    if (holders.isEmpty()) {
      return "nobody has the address";
    }
    if (holders.size() > 1) {
      return "both have the address";
    }
    return holders.get(0) == taker ? "the taker has the address" : "the old one has the address";
  }
}
