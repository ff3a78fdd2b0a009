package casfailover.lab;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * A person with a browser on a dashboard, who logs in, looks at <em>CAS IP</em> of exch-b, and does
 * one thing there. Prints what is seen, and ends with 0 when all was.
 */
public final class Person {
  static final String DASHBOARD = "http://127.0.0.1:8080";
  static final String USER = "jane";
  static final String PASSWORD = "secret";

  private Person() {}

  /**
   * Does it.
   *
   * @param arguments {@code nagios} or {@code icinga}, {@code acknowledge} or {@code order}, the
   *     comment, and the folder for pictures
   */
  public static void main(String[] arguments) {
    String dashboard = arguments[0];
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
                      .setHttpCredentials(USER, PASSWORD)
                      .setViewportSize(1280, 640))
              .newPage();
      page.setDefaultTimeout(Pages.PATIENCE_MS);
      Consumer<String> picture =
          name ->
              page.screenshot(
                  new Page.ScreenshotOptions()
                      .setPath(Path.of(arguments[3], dashboard + "-" + name + ".png")));
      Pages pages =
          dashboard.equals("icinga")
              ? new IcingaPages(page, picture)
              : new NagiosPages(page, picture);
      if (arguments[1].equals("acknowledge")) {
        acknowledge(pages, arguments[2], picture);
      } else {
        order(pages, arguments[2], picture);
      }
    } catch (PlaywrightException e) {
      System.out.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void acknowledge(Pages pages, String comment, Consumer<String> picture) {
    pages.await("not on its preferred owner exch-a");
    picture.accept("problem");
    pages.acknowledge(comment);
    System.out.println("the dashboard took the acknowledgement: " + comment);
    pages.await("acknowledged by " + USER);
    picture.accept("acknowledged");
  }

  private static void order(Pages pages, String comment, Consumer<String> picture) {
    pages.order(comment);
    System.out.println("the dashboard took the order: " + comment);
    pages.await("is on exch-a, its preferred owner");
    pages.await("\"" + comment + "\": DONE");
    picture.accept("failed-back");
  }
}
