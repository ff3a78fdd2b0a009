package casfailover.lab;

/** What jane does about <em>CAS IP</em> of exch-b on the monitor's dashboard. */
interface Dashboard {
  void acknowledge(String comment);

  /** Sends a custom notification, with "Forced" ticked. */
  void order(String comment);
}
