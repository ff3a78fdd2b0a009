package casfailover.report;

import casfailover.decide.Evidence.Look;
import casfailover.decide.Evidence.Wire;
import casfailover.decide.Holding;
import casfailover.decide.Holding.Agent;
import casfailover.decide.Holding.Contact;
import casfailover.decide.Holding.Right;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The words for what a server knows that has the address. */
final class HoldingWords {

  private static final Question<Boolean> BROKEN = Question.yesOrNo("broken");
  private static final Question<Agent> AGENT = Question.of("agent", Agent.class);
  private static final Question<Wire> WIRE = Question.of("wire", Wire.class);
  private static final Question<Contact> CONTACT = Question.of("contact", Contact.class);
  private static final Question<Right> RIGHT = Question.of("right", Right.class);
  private static final Question<Look> GATEWAY = Question.of("gateway", Look.class);
  private static final Question<Boolean> ONLY_PEER = Question.yesOrNo("only_peer_has_gateway");
  private static final Question<Boolean> DEFENDED = Question.yesOrNo("defended");
  private static final Question<Boolean> PAUSED = Question.yesOrNo("paused");

  static final List<Question<?>> ALL =
      List.of(BROKEN, AGENT, WIRE, CONTACT, RIGHT, GATEWAY, ONLY_PEER, DEFENDED, PAUSED);

  private HoldingWords() {}

  static Map<String, String> of(Holding h) {
    Map<String, String> words = new LinkedHashMap<>();
    BROKEN.tell(h.broken(), words);
    AGENT.tell(h.agent(), words);
    WIRE.tell(h.wire(), words);
    CONTACT.tell(h.contact(), words);
    RIGHT.tell(h.right(), words);
    GATEWAY.tell(h.gateway(), words);
    ONLY_PEER.tell(h.onlyPeerHasGateway(), words);
    DEFENDED.tell(h.defended(), words);
    PAUSED.tell(h.paused(), words);
    return words;
  }

  static Holding holding(Map<String, String> words) {
    return new Holding(
        BROKEN.answer(words),
        AGENT.answer(words),
        WIRE.answer(words),
        CONTACT.answer(words),
        RIGHT.answer(words),
        GATEWAY.answer(words),
        ONLY_PEER.answer(words),
        DEFENDED.answer(words),
        PAUSED.answer(words));
  }
}
