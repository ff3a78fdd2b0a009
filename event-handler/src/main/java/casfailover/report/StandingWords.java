package casfailover.report;

import casfailover.decide.Databases;
import casfailover.decide.Evidence;
import casfailover.decide.Evidence.Home;
import casfailover.decide.Evidence.Look;
import casfailover.decide.Evidence.MonitorView;
import casfailover.decide.Evidence.Ordered;
import casfailover.decide.Evidence.PeerAgent;
import casfailover.decide.Evidence.Wait;
import casfailover.decide.Evidence.Wire;
import casfailover.decide.Evidence.Wish;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The words for what a server knows that does not have the address. */
final class StandingWords {

  private static final Question<Wish> ARMED =
      Question.of("armed", Wish.class, "no", "soft", "yes", "ended");
  private static final Question<Ordered> ORDER = Question.of("order", Ordered.class);
  private static final Question<Home> HOME = Question.of("home", Home.class);
  private static final Question<Look> SERVER = Question.of("server", Look.class);
  private static final Question<PeerAgent> AGENT = Question.of("agent", PeerAgent.class);
  private static final Question<Wire> WIRE = Question.of("wire", Wire.class);
  private static final Question<Look> GATEWAY = Question.of("gateway", Look.class);
  private static final Question<Databases> DATABASES = Question.of("databases", Databases.class);
  private static final Question<Look> SERVICE = Question.of("service", Look.class);
  private static final Question<Boolean> DOWNTIME = Question.yesOrNo("downtime");
  private static final Question<MonitorView> MONITOR = Question.of("monitor", MonitorView.class);
  private static final Question<Wait> WAIT = Question.of("wait", Wait.class);
  private static final Question<Boolean> COOL_DOWN = Question.yesOrNo("cooldown");
  private static final Question<Boolean> SETTINGS =
      Question.either("settings", "different", "same");
  private static final Question<Boolean> PAUSED = Question.yesOrNo("paused");

  static final List<Question<?>> ALL =
      List.of(
          ARMED, ORDER, HOME, SERVER, AGENT, WIRE, GATEWAY, DATABASES, SERVICE, DOWNTIME, MONITOR,
          WAIT, COOL_DOWN, SETTINGS, PAUSED);

  private StandingWords() {}

  static Map<String, String> of(Evidence e) {
    Map<String, String> words = new LinkedHashMap<>();
    ARMED.tell(e.wish(), words);
    ORDER.tell(e.order(), words);
    HOME.tell(e.home(), words);
    SERVER.tell(e.server(), words);
    AGENT.tell(e.agent(), words);
    WIRE.tell(e.wire(), words);
    GATEWAY.tell(e.gateway(), words);
    DATABASES.tell(e.databases(), words);
    SERVICE.tell(e.ownService(), words);
    DOWNTIME.tell(e.downtime(), words);
    MONITOR.tell(e.monitor(), words);
    WAIT.tell(e.waiting(), words);
    COOL_DOWN.tell(e.coolingDown(), words);
    SETTINGS.tell(e.sameSettings(), words);
    PAUSED.tell(e.paused(), words);
    return words;
  }

  static Evidence evidence(Map<String, String> words) {
    return new Evidence(
        ARMED.answer(words),
        ORDER.answer(words),
        HOME.answer(words),
        SERVER.answer(words),
        AGENT.answer(words),
        WIRE.answer(words),
        GATEWAY.answer(words),
        DATABASES.answer(words),
        SERVICE.answer(words),
        DOWNTIME.answer(words),
        MONITOR.answer(words),
        WAIT.answer(words),
        COOL_DOWN.answer(words),
        SETTINGS.answer(words),
        PAUSED.answer(words));
  }
}
