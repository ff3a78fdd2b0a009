package casfailover.lab;

import com.microsoft.playwright.Page;
import java.util.function.Consumer;

/** The stock dashboard of Nagios. */
final class NagiosPages implements Pages {
  private static final String CGI = Person.DASHBOARD + "/cgi-bin/nagios4/";

  private final Page page;
  private final Consumer<String> picture;

  /** One that a person has logged in to. */
  NagiosPages(Page page, Consumer<String> picture) {
    this.page = page;
    this.picture = picture;
    page.navigate(CGI + "tac.cgi");
    page.getByText("Logged in as " + Person.USER).waitFor();
  }

  @Override
  public String look() {
    service();
    return page.locator("body").innerText();
  }

  @Override
  public void acknowledge(String comment) {
    service();
    page.getByText("Acknowledge this service problem").click();
    commit(comment, "acknowledge");
  }

  @Override
  public void order(String comment) {
    service();
    page.getByText("Send custom service notification").click();
    page.locator("input[name=force_notification]").check();
    commit(comment, "failback");
  }

  private void service() {
    page.navigate(CGI + "extinfo.cgi?type=2&host=exch-b&service=CAS+IP");
  }

  private void commit(String comment, String form) {
    page.locator("[name=com_data]").fill(comment);
    picture.accept(form);
    page.locator("input[name=btnSubmit]").click();
    page.getByText("successfully submitted").first().waitFor();
  }
}
