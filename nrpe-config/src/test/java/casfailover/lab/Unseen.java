package casfailover.lab;

/** What a story promises was not seen, or something that must not happen was. */
final class Unseen extends RuntimeException {
  private static final long serialVersionUID = 1;

  Unseen(String what) {
    super(what);
  }
}
