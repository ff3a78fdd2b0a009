package casfailover.lab;

import com.microsoft.playwright.Page;
import java.util.function.Consumer;

/** Icinga Web 2. */
final class IcingaPages implements Pages {
  private final Page page;
  private final Consumer<String> picture;

  /** One that a person has logged in to. */
  IcingaPages(Page page, Consumer<String> picture) {
    this.page = page;
    this.picture = picture;
    page.navigate(Person.DASHBOARD + "/authentication/login");
    page.locator("[name=username]").fill(Person.USER);
    page.locator("[name=password]").fill(Person.PASSWORD);
    page.locator("[name=btn_submit]").click();
    page.waitForURL("**/dashboard**");
  }

  @Override
  public String look() {
    service();
    return page.locator("#main").innerText();
  }

  @Override
  public void acknowledge(String comment) {
    service();
    page.locator("a[href*='acknowledge-problem']").first().click();
    commit(comment, "acknowledge", "Acknowledging problem");
  }

  @Override
  public void order(String comment) {
    service();
    page.locator("a[href*='send-custom-notification']").first().click();
    // The box itself lies under a drawn switch, where no mouse reaches it.
    page.locator("input[type=checkbox][name=forced]").press("Space");
    commit(comment, "failback", "Sending custom notification");
  }

  private void service() {
    page.navigate(Person.DASHBOARD + "/monitoring/service/show?host=exch-b&service=CAS%20IP");
  }

  private void commit(String comment, String form, String answer) {
    page.locator("form [name=comment]").fill(comment);
    picture.accept(form);
    page.locator("form:has([name=comment]) [name=btn_submit]").click();
    page.getByText(answer).first().waitFor();
  }
}
