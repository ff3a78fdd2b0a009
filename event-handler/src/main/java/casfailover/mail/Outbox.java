package casfailover.mail;

import java.util.Optional;

/**
 * The place where letters wait until a mail server has them; what was posted survives a crash.
 *
 * <p>Every method throws {@link OutboxException} where the disk refuses; nothing that was posted is
 * lost by that.
 */
public interface Outbox {

  /**
   * Stores a letter for good before it returns.
   *
   * @return {@link Posting#KNOWN} where a letter with the same id waits, was sent or was put aside
   *     before: then nothing happens
   */
  Posting post(Letter letter);

  /** The letter that waits longest. */
  Optional<Waiting> next();

  /** The letter that was posted next after another, whether or not that one still waits. */
  Optional<Waiting> nextAfter(Waiting other);

  /** Takes a letter out that has been delivered. */
  void sent(String id);

  /** Keeps a letter waiting, and remembers how the attempt ended. */
  void failed(String id, Tries tries);

  /** Puts a letter aside that no mail server will ever take; it is kept until {@link #revive}. */
  void reject(String id, Tries tries);

  /**
   * Lets every letter that was put aside wait again, as after the settings were mended.
   *
   * @return how many there were
   */
  int revive();

  /** How many letters wait. */
  int waiting();

  /** How many letters were put aside. */
  int rejected();

  /** What became of a letter that was posted. */
  enum Posting {
    POSTED,
    KNOWN
  }
}
