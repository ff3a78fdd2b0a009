package casfailover.report;

import casfailover.mail.MailState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** The status as a program reads it: version 1 of its form. */
public final class StatusJson {

  private final StatusFacts facts;
  private final ZoneId zone;

  private StatusJson(StatusFacts facts, ZoneId zone) {
    this.facts = facts;
    this.zone = zone;
  }

  /** The whole status as one object, times with the offset of a zone. */
  public static Json of(StatusFacts facts, ZoneId zone) {
    return new StatusJson(facts, zone).json();
  }

  private Json json() {
    return Json.object()
        .with("version", 1)
        .with("now", time(facts.now()))
        .with("node", facts.self().node())
        .with("nodes", Json.array(List.of(facts.self(), facts.peer()), this::node))
        .with("sightings", Json.array(facts.sights(), StatusJson::sighting))
        .with("monitors", Json.array(facts.monitors(), this::monitor))
        .with("intent", Json.of(facts.intent(), Json::of))
        .with("paused", Json.of(facts.paused(), Json::of))
        .with("cool_down_ms", Json.of(facts.coolDown()))
        .with("mail", mail(facts.mail()))
        .with(
            "history",
            Json.array(
                facts.history(),
                row -> Json.object().with("at", time(row.at())).with("text", row.text()).end()))
        .end();
  }

  private Json node(NodeStatus node) {
    Json.Members members = Json.object().with("node", node.node());
    stance(members, node.stance());
    return members
        .with("preferred_owner", Json.of(node.away(), away -> Json.of(away.preferred())))
        .with("acknowledged", Json.of(node.acknowledged(), this::acknowledged))
        .with("guards_well", Json.of(node.guards(), g -> Json.of(g.well())))
        .with("guards_all", Json.of(node.guards(), g -> Json.of(g.all())))
        .with("agent", Json.of(node.agent(), Json::of))
        .with("settings", Json.of(node.settings(), s -> Json.of(s.hash())))
        .with(
            "settings_same",
            Json.of(node.settings(), s -> Json.of(s.match() == NodeStatus.Match.SAME)))
        .end();
  }

  private void stance(Json.Members members, Stance stance) {
    if (stance instanceof Stance.Holds holds) {
      members
          .with("stance", "holds")
          .with("address", holds.address())
          .with("device", Json.of(holds.device(), Json::of))
          .with("since", Json.of(holds.since(), this::time))
          .with(
              "held_ms",
              Json.of(holds.since(), since -> Json.of(Duration.between(since, facts.now()))))
          .with("how", holds.how());
    } else if (stance instanceof Stance.StandsBy standsBy) {
      members.with("stance", "stands_by").with("since", Json.of(standsBy.since(), this::time));
    } else if (stance instanceof Stance.Begun begun) {
      members.with("stance", "begun").with("address", begun.address());
    } else if (stance instanceof Stance.Unsure unsure) {
      members.with("stance", "unsure").with("address", unsure.address());
    } else if (stance instanceof Stance.Unheard unheard) {
      members.with("stance", "unknown").with("detail", unheard.why());
    }
  }

  private Json acknowledged(NodeStatus.Acknowledged acknowledged) {
    return Json.object()
        .with("by", acknowledged.by())
        .with("at", time(acknowledged.at()))
        .with("comment", acknowledged.comment())
        .end();
  }

  /** A sighting, in the form that every JSON of this program gives it. */
  static Json sighting(SightRow row) {
    return Json.object()
        .with("guard", row.guard())
        .with("answer", SightRow.word(row.answer()))
        .with("age_ms", Json.of(row.age()))
        .with("detail", row.detail())
        .end();
  }

  private Json monitor(MonitorStatus monitor) {
    return Json.object()
        .with("monitor", monitor.name())
        .with("asked_ms", Json.of(monitor.asked(), Json::of))
        .with("last_event", Json.of(monitor.lastEvent(), event -> Json.of(event.words())))
        .with("last_event_at", Json.of(monitor.lastEvent(), event -> time(event.at())))
        .end();
  }

  private Json mail(MailState mail) {
    return Json.object()
        .with("waiting", mail.waiting())
        .with("rejected", mail.rejected())
        .with("failures", mail.failures())
        .with("last_success", Json.of(mail.lastSuccess(), this::time))
        .with("last_trouble", Json.of(mail.lastTrouble(), trouble -> Json.of(trouble.why())))
        .with("last_trouble_at", Json.of(mail.lastTrouble(), trouble -> time(trouble.at())))
        .end();
  }

  private Json time(Instant instant) {
    return Json.of(instant, zone);
  }
}
