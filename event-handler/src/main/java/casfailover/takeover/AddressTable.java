package casfailover.takeover;

import casfailover.pair.Cidr;
import java.time.Duration;

/**
 * The addresses that this machine answers for. A change counts as done only when it was read back.
 *
 * <p>The system deletes the address when its lifetime is over, whatever became of this program.
 */
public interface AddressTable {

  /** An add or a delete may follow within seconds: what it takes beforehand is done now. */
  default void expectChange() {}

  /** Adds an address that is not there. One that is there is not touched, and the add failed. */
  Result add(Cidr address, String networkInterface, Duration lifetime);

  /**
   * Lets an address that is there live on. One that is not there is not added, as far as that can
   * be known: whoever renews must also know that its lifetime is not over.
   */
  Result renew(Cidr address, String networkInterface, Duration lifetime);

  /** Deletes an address; one that is not there is deleted. */
  Result delete(Cidr address, String networkInterface);

  /** Looks whether an address is there, whoever added it, and for how long. */
  Presence look(Cidr address);

  /** How long one add may take at the most. */
  default Duration longestAdd() {
    return Duration.ofSeconds(1);
  }

  /** How a change ended. */
  sealed interface Result permits Done, Failed {}

  /**
   * It was made, and read back.
   *
   * @param took from the order to the reading back
   */
  record Done(Duration took) implements Result {}

  /**
   * It was not made, or could not be read back.
   *
   * @param why what was tried and what came back, in one sentence
   */
  record Failed(String why) implements Result {}
}
