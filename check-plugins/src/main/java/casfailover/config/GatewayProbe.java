package casfailover.config;

/** How the gateway is asked whether this server is on the network. */
public enum GatewayProbe implements Word {
  /** By ping and by ARP; either answer counts. */
  PING_AND_ARP,
  /** By ping alone. */
  PING,
  /** By ARP alone, for a gateway that drops ping. */
  ARP
}
