package casfailover.check;

import casfailover.pair.MacAddress;
import casfailover.pair.Pair;
import casfailover.sight.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of the address that clients connect to.
 *
 * @param pair the two servers and the address
 * @param wire who answers for it, this server included where it has it verified
 * @param holding what an agent says that it holds; empty where none says so
 * @param unreached that nobody outside has reached the holder, in one sentence without a full stop;
 *     empty where somebody has, or may still
 * @param keptBy who said that it stays where it is, away from its preferred owner
 * @param acknowledgedBy who has seen the problem
 * @param answered what somebody wrote on a dashboard last and what became of it, in one line; empty
 *     if that is long ago
 * @param nobodySince when it was last answered for
 * @param onItsWay that one server has just let it go for the other, which has not said yet that it
 *     has it, in one sentence without a full stop; empty where nothing moves
 * @param waiting what this server does about a vacant address, one sentence without a full stop
 * @param maxAge how old the look at the wire may be and still say something
 */
public record CasIpFacts(
    Pair pair,
    Wire wire,
    Optional<Holding> holding,
    Optional<String> unreached,
    Optional<String> keptBy,
    Optional<String> acknowledgedBy,
    Optional<String> answered,
    Optional<Instant> nobodySince,
    Optional<String> onItsWay,
    String waiting,
    Duration maxAge) {

  /** The answer of the wire. */
  public sealed interface Wire {

    /**
     * Asked; these answered.
     *
     * @param begun when the look began
     * @param machines each that answered, none if nobody did
     */
    record Asked(Moment begun, List<Machine> machines) implements Wire {
      public Asked {
        machines = List.copyOf(machines);
      }
    }

    /**
     * Could not be asked.
     *
     * @param why in a few words
     */
    record NotAsked(String why) implements Wire {}
  }

  /**
   * One machine that answers for the address.
   *
   * @param node which of the two servers it is; empty for a stranger
   * @param mac its hardware address
   */
  public record Machine(Optional<String> node, MacAddress mac) {}

  /**
   * An agent's word that its server has the address.
   *
   * @param node the server
   * @param since when it got it
   * @param how why it has it, in one word: {@code failover}
   * @param reason what led to that, in a few words; empty where nothing did
   */
  public record Holding(String node, Instant since, String how, String reason) {}
}
