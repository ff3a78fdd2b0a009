package casfailover.program;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.check.Check;
import casfailover.config.Platform;
import casfailover.decide.Event;
import casfailover.order.Understood;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the packages for nrpe, NSClient++ and Icinga for Windows run is what our programs know. */
class FrontEndsTest {

  private static final String UNIX = new Platform.Posix().settings().toString();
  private static final String WINDOWS = "C:\\ProgramData\\cas-failover\\cas-failover.cfg";

  /**
   * One command of a package.
   *
   * @param name what the monitor asks for
   * @param program which of our programs runs
   * @param words what it is given, without the settings
   * @param settings the file of the settings
   */
  record Run(String name, String program, List<String> words, String settings) {}

  static Stream<Run> runs() {
    return Stream.of(nrpe(), nsclient(), icinga()).flatMap(List::stream);
  }

  private static List<Run> nrpe() {
    return runs(
        "nrpe/nrpe_cas.cfg",
        "command\\[(?<name>\\w+)]=/usr/lib/cas-failover/bin/(?<program>[a-z_-]+) (?<words>.*?)(?: 2>&1)?\n");
  }

  private static List<Run> nsclient() {
    return runs(
        "nsclient/nsclient_cas.ini",
        "(?<name>cas_\\w+) = \"C:\\\\Program Files\\\\cas-failover\\\\bin\\\\(?<program>[a-z_-]+)\\.cmd\" (?<words>.*)");
  }

  private static List<Run> icinga() {
    return runs(
        "icinga-for-windows/cas-failover-windows.conf",
        "object \\w+ \"(?<name>cas_\\w+)\" \\{\\s+command = \\[\\s+CasWindows \\+ \"(?<program>[a-z_-]+)\\.cmd\", (?<words>[^]]*)]");
  }

  private static List<Run> runs(String file, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(Shipped.text(file));
    List<Run> runs = new ArrayList<>();
    while (found.find()) {
      String words = found.group("words");
      runs.add(new Run(found.group("name"), found.group("program"), words(words), settings(words)));
    }
    assertThat(runs).as(file).isNotEmpty();
    return runs;
  }

  private static List<String> plain(String words) {
    return Arrays.stream(words.replaceAll("[\",]", " ").strip().split("\\s+")).toList();
  }

  private static String settings(String words) {
    List<String> all = plain(words);
    return all.get(all.indexOf("--config") + 1);
  }

  private static List<String> words(String words) {
    List<String> all = plain(words);
    int at = all.indexOf("--config");
    return Stream.concat(all.subList(0, at).stream(), all.subList(at + 2, all.size()).stream())
        .map(FrontEndsTest::filled)
        .toList();
  }

  /** Icinga's own words for a state, and the one variable. */
  private static String filled(String word) {
    Map<String, String> macros =
        Map.of("$cas_ip$", "192.0.2.100", "$service.state$", "OK", "$service.state_type$", "HARD");
    String text = word;
    for (Map.Entry<String, String> macro : macros.entrySet()) {
      text = text.replace(macro.getKey(), macro.getValue());
    }
    assertThat(text).doesNotContain("$");
    return text;
  }

  @ParameterizedTest
  @MethodSource("runs")
  void ourProgramsUnderstandEachCommand(Run run) {
    if (run.program().equals("check_cas")) {
      assertThat(run.words()).hasSize(1);
      assertThat(Check.of(run.words().get(0))).isPresent();
      assertThat(run.name().replace("cas_endpoint_", "cas_"))
          .isEqualTo("cas_" + run.words().get(0));
      return;
    }
    assertThat(run.program()).isEqualTo("cas-event-handler");
    assertThat(run.words().get(0)).isEqualTo("handle");
    assertThat(
            Shipped.ORDERS.read(
                "monitor", "handle_event", run.words().subList(1, run.words().size())))
        .isInstanceOf(Understood.AnEvent.class);
  }

  @Test
  void eachPackageAsksForEveryCheckOnce() {
    Set<String> all = new TreeSet<>(Arrays.stream(Check.values()).map(Check::command).toList());
    for (List<Run> runs : List.of(nrpe(), nsclient(), icinga())) {
      assertThat(
              runs.stream().filter(r -> r.program().equals("check_cas")).map(r -> r.words().get(0)))
          .containsExactlyInAnyOrderElementsOf(all);
    }
  }

  @Test
  void theEventsOfFixedCommandsAreThree() {
    Map<String, String> events =
        new TreeMap<>(
            Map.of(
                "cas_event_hard",
                "CRITICAL HARD",
                "cas_event_soft",
                "CRITICAL SOFT",
                "cas_event_ok",
                "OK HARD"));
    for (List<Run> runs : List.of(nrpe(), nsclient())) {
      assertThat(
              runs.stream()
                  .filter(r -> r.program().equals("cas-event-handler"))
                  .collect(Collectors.toMap(Run::name, FrontEndsTest::event)))
          .isEqualTo(events);
    }
  }

  private static String event(Run run) {
    Event event =
        ((Understood.AnEvent)
                Shipped.ORDERS.read(
                    "m", "handle_event", run.words().subList(1, run.words().size())))
            .event();
    return event.state() + " " + event.type();
  }

  @Test
  void bothPackagesForIcingaGoTogether() {
    assertThat(Shipped.text("icinga2/cas-failover.conf"))
        .doesNotContain(icinga().stream().map(run -> "\"" + run.name() + "\"").toList());
  }

  @Test
  void noneTakesAnArgumentOfAMonitor() {
    assertThat(Shipped.text("nrpe/nrpe_cas.cfg").lines().filter(line -> !line.startsWith("#")))
        .noneMatch(line -> line.contains("$"));
    assertThat(Shipped.text("nsclient/nsclient_cas.ini"))
        .doesNotContain("$ARG")
        .contains("allow arguments = false");
  }

  @Test
  void eachNamesTheSettingsWhereTheyAre() {
    assertThat(nrpe()).extracting(Run::settings).containsOnly(UNIX);
    assertThat(nsclient()).extracting(Run::settings).containsOnly(WINDOWS);
    assertThat(icinga()).extracting(Run::settings).containsOnly("CasSettings");
    assertThat(Shipped.text("icinga-for-windows/cas-failover-windows.conf"))
        .contains("const CasSettings = \"" + WINDOWS.replace("\\", "\\\\") + "\"");
  }
}
