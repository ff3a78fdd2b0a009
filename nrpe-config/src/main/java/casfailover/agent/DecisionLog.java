package casfailover.agent;

import casfailover.decide.Decision;
import casfailover.decide.Decision.Act;
import casfailover.decide.Row;
import casfailover.keep.View;
import casfailover.sight.Moment;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log what this server does about the address: a line when that changes, and none while
 * only figures do. What goes through the journal is told by its entries.
 */
final class DecisionLog {

  private static final Logger LOG = LoggerFactory.getLogger(DecisionLog.class);

  /** At rest, rows come and go with the age of a look, and mean the same. */
  private record Stand(Act act, Row row, boolean wouldHave) {
    static Stand of(Decision decision) {
      Row row =
          switch (decision.act()) {
            case STAND_BY, PRE_ARM, END_INTENT -> Row.NOTHING_ARMED;
            case KEEP -> decision.row() == Row.PEER_SEEN_JUST_NOW ? Row.PEER_SEEN : decision.row();
            default -> decision.row();
          };
      return new Stand(decision.act(), row, decision.wouldHave().isPresent());
    }
  }

  /** What could not be asked for a moment is no news; row 7 is told when it lasts. */
  private static final Duration UNKNOWN_IS_NEWS = Duration.ofSeconds(2);

  private static final int UNKNOWN = 7;

  private Stand last = new Stand(Act.STAND_BY, Row.NOTHING_ARMED, false);
  private Optional<Moment> unknownSince = Optional.empty();

  /** Compares with what was decided before. */
  void heed(View view) {
    Stand now = Stand.of(view.decision());
    boolean unknown = now.act() == Act.HOLD && now.row().number() == UNKNOWN;
    unknownSince = unknown ? Optional.of(unknownSince.orElse(view.at())) : Optional.empty();
    boolean passing =
        unknownSince.filter(since -> view.at().within(UNKNOWN_IS_NEWS, since)).isPresent();
    if (!passing && !now.equals(last)) {
      last = now;
      tell(view);
    }
  }

  private static void tell(View view) {
    String self = view.setup().pair().self().name();
    String address = view.setup().pair().casIp().toString();
    String why = view.reason().text();
    switch (view.decision().act()) {
      case HOLD -> LOG.info("{} does not take {}: {}", self, address, why);
      case SUSPEND -> LOG.info("{} wants {} and waits: {}", self, address, why);
      case HANDOVER -> LOG.info("{} should be handed to {}: {}", address, self, why);
      case STAND_BY, END_INTENT -> LOG.info("{} stands by: {}", self, why);
      case PRE_ARM -> LOG.info("{} looks closely at {}", self, view.setup().pair().peer());
      case KEEP -> LOG.info("{} keeps {}: {}", self, address, why);
      case KEEP_UNRENEWED -> LOG.debug("{} leaves {} as it is: {}", self, address, why);
      case DEFEND -> LOG.warn("{} keeps {} and says so once: {}", self, address, why);
      case KEEP_AND_ALARM -> LOG.warn("{} keeps {}, look after it: {}", self, address, why);
      case TAKE, RELEASE, DELETE -> LOG.debug("the journal tells of {}: {}", address, why);
    }
  }
}
