package casfailover.report;

import casfailover.mail.MailState;
import casfailover.mail.TimelineRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that {@code status} shows, as one server knows it.
 *
 * @param now the time of the status
 * @param self the server that tells
 * @param peer the other one, as it is known here
 * @param sights what was looked at, in the order of showing
 * @param monitors who watches; empty where nobody has asked yet
 * @param intent the sentence of what it wants and waits for; none where it wants nothing
 * @param paused since when and by whom it is paused; none where it is armed
 * @param coolDown how long until it may take over again; zero where it may
 * @param mail how the mail does
 * @param history what happened last, newest first
 */
public record StatusFacts(
    Instant now,
    NodeStatus self,
    NodeStatus peer,
    List<SightRow> sights,
    List<MonitorStatus> monitors,
    Optional<String> intent,
    Optional<String> paused,
    Duration coolDown,
    MailState mail,
    List<TimelineRow> history) {

  public StatusFacts {
    sights = List.copyOf(sights);
    monitors = List.copyOf(monitors);
    history = List.copyOf(history);
  }
}
