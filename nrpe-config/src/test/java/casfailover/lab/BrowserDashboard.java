package casfailover.lab;

import java.nio.file.Path;

/** The monitor's own dashboard, with jane before a real browser on the monitor. */
final class BrowserDashboard implements Dashboard {
  private final Site site;
  private final String name;
  private final Path pictures;

  /** Starts it. */
  BrowserDashboard(Site site) {
    Ground ground = site.lab().ground();
    this.site = site;
    this.name = site.watcher().dashboard();
    this.pictures = ground.made(ground.folder().resolve("pictures"));
  }

  @Override
  public void acknowledge(String comment) {
    browse("acknowledge", comment);
  }

  @Override
  public void order(String comment) {
    browse("order", comment);
  }

  private void browse(String what, String comment) {
    Answer answer = site.lab().browse(name, what, comment, pictures);
    site.timeline().add(Step.Kind.ORDER, "jane's browser: " + answer.text());
    if (answer.code() != 0) {
      throw new Unseen("the browser ended with " + answer.code() + ": " + answer.text());
    }
  }
}
