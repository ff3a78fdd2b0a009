package casfailover.lab;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Path;
import java.util.List;

/**
 * A person with a browser on the stock dashboard of Nagios: logs in, looks at <em>CAS IP</em> of
 * exch-b, and does one thing there. Prints what is seen, and ends with 0 when all was.
 */
public final class Person {
  private static final String CGI = "/cgi-bin/nagios4/";
  private static final double PATIENCE_MS = 60_000;

  private final String site;
  private final Path pictures;
  private final Page page;

  private Person(String site, Path pictures, Page page) {
    this.site = site;
    this.pictures = pictures;
    this.page = page;
  }

  /**
   * Does it.
   *
   * @param arguments {@code acknowledge} or {@code order}, the comment, the dashboard's address,
   *     the user, the password, and the folder for pictures
   */
  public static void main(String[] arguments) {
    try (Playwright playwright = Playwright.create();
        Browser browser =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium-headless-shell"))
                        .setArgs(List.of("--no-sandbox", "--disable-gpu")))) {
      Page page =
          browser
              .newContext(
                  new Browser.NewContextOptions()
                      .setHttpCredentials(arguments[3], arguments[4])
                      .setViewportSize(1280, 640))
              .newPage();
      Person person = new Person(arguments[2], Path.of(arguments[5]), page);
      if (arguments[0].equals("acknowledge")) {
        person.acknowledge(arguments[1]);
      } else {
        person.order(arguments[1]);
      }
    } catch (PlaywrightException e) {
      System.out.println(e.getMessage());
      System.exit(1);
    }
  }

  private void acknowledge(String comment) {
    awaitStatus("not on its preferred owner exch-a");
    picture("problem");
    open("extinfo.cgi?type=2&host=exch-b&service=CAS+IP");
    page.getByText("Acknowledge this service problem").click();
    commit(comment);
    awaitStatus("acknowledged by jane");
    picture("acknowledged");
  }

  /** Sends a custom notification, with "Forced" ticked. */
  private void order(String comment) {
    open("extinfo.cgi?type=2&host=exch-b&service=CAS+IP");
    page.getByText("Send custom service notification").click();
    page.locator("input[name=force_notification]").check();
    commit(comment);
    awaitStatus("is on exch-a, its preferred owner");
    picture("failed-back");
  }

  private void commit(String comment) {
    page.locator("[name=com_data]").fill(comment);
    picture("form");
    page.locator("input[name=btnSubmit]").click();
    page.getByText("successfully submitted").first().waitFor();
    System.out.println("the dashboard took the command: " + comment);
  }

  private void awaitStatus(String text) {
    long end = System.nanoTime() + (long) (PATIENCE_MS * 1e6);
    do {
      open("status.cgi?servicegroup=all&style=detail&host=all");
    } while (!page.content().contains(text) && System.nanoTime() < end);
    if (!page.content().contains(text)) {
      throw new PlaywrightException("the dashboard does not show: " + text);
    }
    System.out.println("the dashboard shows: " + text);
  }

  private void open(String cgi) {
    page.navigate(site + CGI + cgi);
  }

  private void picture(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(pictures.resolve("nagios-" + name + ".png")));
  }
}
