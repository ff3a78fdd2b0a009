package casfailover.lab;

import com.microsoft.playwright.Page;
import java.util.function.Consumer;

/** The stock dashboard of Nagios. */
final class NagiosPages implements Pages {
  private static final String CGI = Person.DASHBOARD + "/cgi-bin/nagios4/";

  private final Page page;
  private final Consumer<String> picture;

  NagiosPages(Page page, Consumer<String> picture) {
    this.page = page;
    this.picture = picture;
  }

  @Override
  public String look() {
    page.navigate(CGI + "status.cgi?servicegroup=all&style=detail&host=all");
    return page.content();
  }

  @Override
  public void acknowledge(String comment) {
    service();
    page.getByText("Acknowledge this service problem").click();
    commit(comment);
  }

  @Override
  public void order(String comment) {
    service();
    page.getByText("Send custom service notification").click();
    page.locator("input[name=force_notification]").check();
    commit(comment);
  }

  private void service() {
    page.navigate(CGI + "extinfo.cgi?type=2&host=exch-b&service=CAS+IP");
  }

  private void commit(String comment) {
    page.locator("[name=com_data]").fill(comment);
    picture.accept("form");
    page.locator("input[name=btnSubmit]").click();
    page.getByText("successfully submitted").first().waitFor();
  }
}
