package casfailover.lab;

/** Nobody looks: what a dashboard writes to the monitor's pipe for jane. */
final class PipeDashboard implements Dashboard {
  private final Site site;

  PipeDashboard(Site site) {
    this.site = site;
  }

  @Override
  public void acknowledge(String comment) {
    site.watcher().acknowledge(Host.EXCH_B, "CAS IP", "jane", comment);
    say("jane acknowledges CAS IP of exch-b: " + comment);
  }

  @Override
  public void order(String comment) {
    site.watcher().write(Host.EXCH_B, "CAS IP", "jane", comment);
    say("jane sends a custom notification on CAS IP of exch-b: " + comment);
  }

  private void say(String text) {
    site.timeline().add(Step.Kind.ORDER, text);
  }
}
