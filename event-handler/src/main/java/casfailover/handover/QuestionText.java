package casfailover.handover;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How questions stand on the wire: a command, and {@code key=value} words. */
public final class QuestionText {

  public static final String OFFER = "handover_offer";
  public static final String RELEASE = "handover_release";

  /** The commands that only the other agent may give. */
  public static final Set<String> COMMANDS = Set.of(OFFER, RELEASE);

  private QuestionText() {}

  /** The command that asks a question. */
  public static String command(Question question) {
    return question instanceof Question.Offer ? OFFER : RELEASE;
  }

  /** Its words, the comment last, since that takes the rest. */
  public static List<String> words(Question question) {
    List<String> words = new ArrayList<>();
    words.add("epoch=" + question.epoch());
    words.add("attempt=" + question.attempt());
    if (question instanceof Question.Release release) {
      words.add("grant_ms=" + release.grant().toMillis());
      words.add("ordered=" + yesOrNo(release.ordered()));
    } else if (question instanceof Question.Offer offer) {
      words.add("cause=" + offer.cause().name().toLowerCase(Locale.ROOT));
      words.add("dry_run=" + yesOrNo(offer.dryRun()));
      words.add("author=" + offer.author());
      words.add("comment=" + offer.comment());
    }
    return words;
  }

  private static String yesOrNo(boolean yes) {
    return yes ? "yes" : "no";
  }
}
