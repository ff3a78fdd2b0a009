package casfailover.lab;

/** A host of the lab, by the name and the address that the script {@code lab} gives it. */
enum Host {
  GATEWAY("gateway", 1),
  MONITOR("monitor", 10),
  EXCH_A("exch-a", 11),
  EXCH_B("exch-b", 12),
  WITNESS("witness", 13),
  MONITOR_2("monitor-2", 14),
  MAIL("mail", 25),
  CLIENT("client", 50);

  /** The address that the pair shares. */
  static final String CAS_IP = "192.0.2.100";

  private final String label;
  private final String address;

  Host(String label, int last) {
    this.label = label;
    this.address = "192.0.2." + last;
  }

  String label() {
    return label;
  }

  String address() {
    return address;
  }
}
