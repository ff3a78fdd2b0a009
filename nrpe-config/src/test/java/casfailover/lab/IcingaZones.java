package casfailover.lab;

import java.util.List;

/** How the daemons of Icinga 2 share the work, and where the package and the hosts lie for that. */
enum IcingaZones {
  /** One that does all; no other one is asked. */
  ONE_MASTER(
      ".",
      ".",
      """
      object Endpoint "monitor" { }
      object Zone "monitor" { endpoints = [ "monitor" ] }
      """),

  /** Two in one zone, which share the checks and stand in for each other. */
  TWO_MASTERS(
      "zones.d/master",
      "zones.d/master",
      """
      object Endpoint "monitor" { host = "192.0.2.10" }
      object Endpoint "monitor-2" { host = "192.0.2.14" }
      object Zone "master" { endpoints = [ "monitor", "monitor-2" ] }
      """),

  /** A master that notifies, and a satellite that checks and calls the event handlers. */
  SATELLITE(
      "zones.d/global-templates",
      "zones.d/satellite",
      """
      object Endpoint "monitor" { host = "192.0.2.10" }
      object Endpoint "monitor-2" { host = "192.0.2.14" }
      object Zone "master" { endpoints = [ "monitor" ] }
      object Zone "satellite" {
        endpoints = [ "monitor-2" ]
        parent = "master"
      }
      object Zone "global-templates" { global = true }
      """);

  private final String forPackage;
  private final String forHosts;
  private final String objects;

  IcingaZones(String forPackage, String forHosts, String objects) {
    this.forPackage = forPackage;
    this.forHosts = forHosts;
    this.objects = objects;
  }

  /** Where a daemon runs; the first one has all files, and gives them to the other one. */
  List<Host> machines() {
    return this == ONE_MASTER ? List.of(Host.MONITOR) : List.of(Host.MONITOR, Host.MONITOR_2);
  }

  /** Those that a dashboard may send a command to. */
  List<Host> masters() {
    return this == SATELLITE ? List.of(Host.MONITOR) : machines();
  }

  /** The folder below the first daemon's configuration that the package lies in. */
  String forPackage() {
    return forPackage;
  }

  /** The folder below the first daemon's configuration that the hosts lie in. */
  String forHosts() {
    return forHosts;
  }

  /** The endpoints and the zones, the same on each machine. */
  String objects() {
    return objects;
  }
}
