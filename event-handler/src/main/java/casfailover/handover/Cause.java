package casfailover.handover;

/** Why a holder wants its peer to have the address. */
public enum Cause {
  /** A person ordered the address to the peer, by its name. */
  FAILBACK(true),
  /** A person is about to work on the holder. */
  EVACUATION(true),
  /** The service of the holder ends. */
  STOP(false),
  /** Only the peer reaches the gateway. */
  GATEWAY(false);

  private final boolean ordered;

  Cause(boolean ordered) {
    this.ordered = ordered;
  }

  /** Whether a person wants it, so that no pause keeps it from happening. */
  public boolean ordered() {
    return ordered;
  }
}
