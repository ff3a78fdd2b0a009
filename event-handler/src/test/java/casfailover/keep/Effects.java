package casfailover.keep;

/** What a keeper wanted done, counted. */
final class Effects {

  private Effects() {}

  static long count(Rig rig, Class<? extends Effect> kind) {
    return rig.effects.stream().filter(kind::isInstance).count();
  }
}
