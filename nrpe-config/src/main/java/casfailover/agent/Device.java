package casfailover.agent;

import casfailover.probe.LocalAddress;
import java.util.Optional;

/** The interface of this machine that carries its own fixed address, as far as that can be told. */
sealed interface Device {

  /** The name of the interface, as in {@code eth0}; empty while there is none. */
  Optional<String> name();

  /** It is there. */
  record Here(LocalAddress address) implements Device {
    @Override
    public Optional<String> name() {
      return Optional.of(address.networkInterface());
    }
  }

  /**
   * It is not there, or the system does not tell.
   *
   * @param why in one sentence
   */
  record Gone(String why) implements Device {
    @Override
    public Optional<String> name() {
      return Optional.empty();
    }
  }
}
