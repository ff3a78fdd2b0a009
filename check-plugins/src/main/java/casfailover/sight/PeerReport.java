package casfailover.sight;

import casfailover.pair.Epoch;
import casfailover.pair.MacAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an agent says of itself when the other one asks.
 *
 * @param node the name of the server that speaks
 * @param stance whether it has the address
 * @param serves whether its own client access accepts
 * @param gateway whether it sees the gateway
 * @param ready whether it would take the address if it had to
 * @param paused whether a person keeps it from taking
 * @param epoch the term in which it holds, or held last
 * @param known the highest term that it ever heard of
 * @param remembers whether its journal is whole; without one its terms say nothing
 * @param mac the hardware address of the interface that carries its own address
 * @param since when it took what it holds
 * @param how why it has the address, in one word: {@code failover}, {@code home}, {@code ordered},
 *     {@code adopted}
 * @param settings a short hash of its settings
 * @param version the version of its program
 * @param backSoon what it says about restarts
 * @param kept the last word of a person that the address is meant to be where it is
 * @param acknowledged the last word of a person who has seen what is wrong, while that lasts
 * @param incident what the term in which it holds is filed under there, as in {@code 2026-11-22-1};
 *     empty if it does not hold
 * @param noted what a person wrote on a dashboard a moment ago, and is answered from there
 */
public record PeerReport(
    String node,
    Stance stance,
    Answer serves,
    Answer gateway,
    boolean ready,
    boolean paused,
    Epoch epoch,
    Epoch known,
    boolean remembers,
    Optional<MacAddress> mac,
    Optional<Instant> since,
    String how,
    String settings,
    String version,
    BackSoon backSoon,
    Optional<Kept> kept,
    Optional<Acknowledged> acknowledged,
    String incident,
    Optional<Noted> noted)
    implements Finding {

  private static final long HIGHEST_TERM = 1_000_000_000_000L;
  private static final int LONGEST = 255;

  /** The same report of one that answers what a person wrote. */
  public PeerReport with(Optional<Noted> written) {
    return new PeerReport(
        node,
        stance,
        serves,
        gateway,
        ready,
        paused,
        epoch,
        known,
        remembers,
        mac,
        since,
        how,
        settings,
        version,
        backSoon,
        kept,
        acknowledged,
        incident,
        written);
  }

  /** Whether an agent has the address. */
  public enum Stance {
    /** It has the address. */
    HOLDS,
    /** It has begun to take it, and may have it at any moment. */
    BEGUN,
    /** It holds nothing and has no take begun. */
    NOT_ME,
    /**
     * It cannot tell or change what it has, and neither takes nor renews: whatever is there ends
     * with its lease.
     */
    UNSURE
  }

  /** Seen, silent or unknown, as a word. */
  public enum Answer {
    SEEN,
    SILENT,
    UNKNOWN;

    public static Answer of(Sighting sighting) {
      return valueOf(sighting.word().toUpperCase(Locale.ROOT));
    }
  }

  /** The report as one line of {@code key=value} words, values URL-escaped. */
  public String toWire() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("node", node);
    words.put("stance", lower(stance));
    words.put("serves", lower(serves));
    words.put("gateway", lower(gateway));
    words.put("ready", Boolean.toString(ready));
    words.put("paused", Boolean.toString(paused));
    words.put("epoch", epoch.toString());
    words.put("known", known.toString());
    words.put("remembers", Boolean.toString(remembers));
    mac.ifPresent(m -> words.put("mac", m.text()));
    since.ifPresent(s -> words.put("since", s.toString()));
    words.put("how", how);
    words.put("settings", settings);
    words.put("version", version);
    backSoon.putInto(words);
    kept.ifPresent(k -> k.putInto(words));
    acknowledged.ifPresent(a -> a.putInto(words));
    if (!incident.isEmpty()) {
      words.put("incident", incident);
    }
    noted.ifPresent(n -> n.putInto(words));
    return words.entrySet().stream()
        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining(" "));
  }

  /**
   * Reads what {@link #toWire} wrote. Words that a newer program may have added are passed over.
   *
   * @throws IllegalArgumentException if a word is missing or does not read
   */
  public static PeerReport parse(String line) {
    Map<String, String> words = new LinkedHashMap<>();
    for (String word : line.strip().split(" +", -1)) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        words.put(
            word.substring(0, equals),
            URLDecoder.decode(word.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    try {
      return new PeerReport(
          need(words, "node"),
          Stance.valueOf(upper(need(words, "stance"))),
          Answer.valueOf(upper(need(words, "serves"))),
          Answer.valueOf(upper(need(words, "gateway"))),
          flag(words, "ready"),
          flag(words, "paused"),
          term(words, "epoch"),
          term(words, "known"),
          flag(words, "remembers"),
          Optional.ofNullable(words.get("mac")).map(MacAddress::new),
          Optional.ofNullable(words.get("since")).map(Instant::parse),
          need(words, "how"),
          need(words, "settings"),
          need(words, "version"),
          BackSoon.of(words),
          Kept.of(words),
          Acknowledged.of(words),
          incident(words),
          Noted.of(words));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a time does not read: " + e.getMessage(), e);
    }
  }

  static String need(Map<String, String> words, String key) {
    String value = words.get(key);
    if (value == null) {
      throw new IllegalArgumentException("the peer's report has no '" + key + "'");
    }
    if (value.length() > LONGEST) {
      throw new IllegalArgumentException(
          key + "= of the peer's report is longer than " + LONGEST + " characters");
    }
    return value;
  }

  private static String incident(Map<String, String> words) {
    String incident = words.getOrDefault("incident", "");
    if (!incident.matches("[A-Za-z0-9-]{0,40}")) {
      throw new IllegalArgumentException("incident= of the peer's report is no name of one");
    }
    return incident;
  }

  /** A word that is neither is no answer, and must not become a no. */
  private static boolean flag(Map<String, String> words, String key) {
    return switch (need(words, key)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(key + "= is neither true nor false");
    };
  }

  /** Counting on from a term must stay possible for as long as there are servers. */
  static Epoch term(Map<String, String> words, String key) {
    Epoch term = Epoch.parse(need(words, key));
    if (term.counter() > HIGHEST_TERM) {
      throw new IllegalArgumentException(
          key + "=" + term + " is higher than any that a pair can have reached");
    }
    return term;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  @Override
  public String detail() {
    return "agent answers";
  }
}
