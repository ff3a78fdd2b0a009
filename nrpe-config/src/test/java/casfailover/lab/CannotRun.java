package casfailover.lab;

/** Something that the lab itself needs did not work; it says nothing about the product. */
final class CannotRun extends RuntimeException {
  private static final long serialVersionUID = 1;

  CannotRun(String what) {
    super(what);
  }

  CannotRun(String what, Throwable cause) {
    super(what, cause);
  }
}
