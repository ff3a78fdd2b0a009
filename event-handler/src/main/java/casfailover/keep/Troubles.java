package casfailover.keep;

import casfailover.decide.Decision.Act;

/** What does not work at the moment and a person should know, one sentence each; empty if none. */
final class Troubles {

  private String disk = "";
  private String mail = "";
  private String address = "";
  private String reach = "";

  /** A mail cannot be kept. */
  void mail(String what) {
    mail = what;
  }

  void mailWorks() {
    mail = "";
  }

  /** The journal cannot be kept. */
  void disk(String what) {
    disk = what;
  }

  void diskWorks() {
    disk = "";
  }

  /** The address on our own interface cannot be told or changed. */
  void address(String what) {
    address = what;
  }

  void addressWorks() {
    address = "";
  }

  /** Nobody outside finds the way to the address. */
  void reach(String what) {
    reach = what;
  }

  void reachWorks() {
    reach = "";
  }

  String ofReach() {
    return reach;
  }

  String ofAddress() {
    return address;
  }

  /** Any of them; empty if all works. */
  String any() {
    return !address.isEmpty() ? address : !disk.isEmpty() ? disk : mail;
  }

  /** The one that a person should know first. */
  String alarm(Verdict verdict) {
    if (!address.isEmpty()) {
      return address;
    }
    Act act = verdict.decision().act();
    boolean wrong = act == Act.KEEP_AND_ALARM || act == Act.DEFEND;
    if (wrong && disk.isEmpty()) {
      return verdict.reason().text();
    }
    if (!disk.isEmpty()) {
      return disk;
    }
    return reach.isEmpty() ? mail : reach;
  }
}
