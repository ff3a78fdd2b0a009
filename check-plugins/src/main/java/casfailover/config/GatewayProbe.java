package casfailover.config;

/** How the gateway is asked whether this server is on the network. */
public enum GatewayProbe implements Word {
  /** By ping and by ARP; either answer counts. */
  PING_AND_ARP("ping+arp"),
  /** By ping alone. */
  PING("ping"),
  /** By ARP alone, for a gateway that drops ping. */
  ARP("arp");

  private final String word;

  GatewayProbe(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
