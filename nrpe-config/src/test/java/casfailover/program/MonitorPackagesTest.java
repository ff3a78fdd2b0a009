package casfailover.program;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.check.Check;
import casfailover.check.CheckArguments;
import casfailover.order.Levels;
import casfailover.order.Understood;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the packages for Nagios and Icinga call is what the agent knows, word for word. */
class MonitorPackagesTest {

  /** What a monitor could fill in; a macro that is not here stops the test. */
  private static final Map<String, String> NAGIOS =
      Map.ofEntries(
          Map.entry("_SERVICECAS_IP", "192.0.2.100"),
          Map.entry("_SERVICECAS_EVENT", "peer"),
          Map.entry("SERVICESTATE", "CRITICAL"),
          Map.entry("SERVICESTATETYPE", "HARD"),
          Map.entry("SERVICESTATE::CAS peer", "CRITICAL"),
          Map.entry("SERVICESTATETYPE::CAS peer", "HARD"),
          Map.entry("SERVICEATTEMPT", "3"),
          Map.entry("SERVICEPROBLEMID", "17"),
          Map.entry("SERVICEDOWNTIME::CAS peer", "0"),
          Map.entry("HOSTDOWNTIME", "0"),
          Map.entry("ARG1", "DOWN"),
          Map.entry("ARG2", "1795313401"),
          Map.entry("TIMET", "1795313402"),
          Map.entry("NOTIFICATIONTYPE", "CUSTOM"),
          Map.entry("NOTIFICATIONAUTHOR", "jane"),
          Map.entry("NOTIFICATIONCOMMENT", "FAILBACK exch-a"));

  private static final Map<String, String> ICINGA =
      Map.ofEntries(
          Map.entry("host.vars.cas_failover.ip", "192.0.2.100"),
          Map.entry("cas_event", "cas_ip"),
          Map.entry("service.state", "CRITICAL"),
          Map.entry("service.state_type", "SOFT"),
          Map.entry("service.check_attempt", "1"),
          Map.entry("service.last_state_ok", "1795313392.123456"),
          Map.entry("cas_state", "OK"),
          Map.entry("cas_type", "HARD"),
          Map.entry("cas_downtime", "0"),
          Map.entry("cas_peer_state", ""),
          Map.entry("cas_peer_checked", ""),
          Map.entry("cas_now", "1795313402"),
          Map.entry("notification.type", "ACKNOWLEDGEMENT"),
          Map.entry("notification.author", "jane"),
          Map.entry("notification.comment", "vendor called"));

  /** One call of an agent, as it stands in a package. */
  record Call(String from, String command, List<String> words) {}

  static Stream<Call> calls() {
    return Stream.concat(nagios(), icinga());
  }

  private static Stream<Call> nagios() {
    List<Call> calls = new ArrayList<>();
    Matcher line =
        Pattern.compile("command_line .* -c (?<command>[a-z_]+)(?: -a (?<words>.*))?")
            .matcher(Shipped.text("nagios/cas-failover-commands.cfg"));
    while (line.find()) {
      Matcher word =
          Pattern.compile("'([^']*)'|(?:\\$[^$]*\\$|[^\\s$'])+").matcher(line.group("words"));
      List<String> words = new ArrayList<>();
      while (word.find()) {
        words.add(filled(NAGIOS, word.group(1) == null ? word.group() : word.group(1)));
      }
      calls.add(new Call("Nagios", line.group("command"), words));
    }
    return calls.stream();
  }

  private static Stream<Call> icinga() {
    List<Call> calls = new ArrayList<>();
    Matcher call =
        Pattern.compile(
                "\"-c\" = \\{\\s+value = \"(?<command>[a-z_]+)\".*?vars.cas_words = \\[(?<words>.*?)]",
                Pattern.DOTALL)
            .matcher(Shipped.text("icinga2/cas-failover.conf"));
    while (call.find()) {
      List<String> words =
          Arrays.stream(call.group("words").strip().split(",\\s*", -1))
              .map(word -> filled(ICINGA, word.strip().replaceAll("^\"|\"$", "")))
              .toList();
      calls.add(new Call("Icinga", call.group("command"), words));
    }
    return calls.stream();
  }

  private static String filled(Map<String, String> macros, String word) {
    return Pattern.compile("\\$([^$]*)\\$")
        .matcher(word)
        .replaceAll(
            macro -> {
              assertThat(macros).as(word).containsKey(macro.group(1));
              return macros.get(macro.group(1));
            });
  }

  @Test
  void bothPackagesMakeTheSameCalls() {
    assertThat(nagios().map(Call::command))
        .containsExactlyInAnyOrder("check_failover", "handle_event", "notify");
    assertThat(icinga().map(Call::command))
        .containsExactlyInAnyOrderElementsOf(nagios().map(Call::command).toList());
  }

  @ParameterizedTest
  @MethodSource("calls")
  void theAgentUnderstandsEachCall(Call call) {
    if (Check.of(call.command()).isPresent()) {
      assertThat(CheckArguments.parse(Check.of(call.command()).get(), call.words()))
          .isInstanceOf(CheckArguments.Accepted.class);
      assertThat(Levels.ofPoll(call.words())).isPresent();
      return;
    }
    assertThat(Shipped.ORDERS.read("monitor", call.command(), call.words()))
        .isNotInstanceOfAny(
            Understood.NotUnderstood.class, Understood.Refused.class, Understood.Nothing.class);
  }

  @Test
  void bothPackagesAskForEveryCheck() {
    Set<String> all = new TreeSet<>(Arrays.stream(Check.values()).map(Check::command).toList());
    all.remove(Check.FAILOVER.command());
    assertThat(found("cas_check!([a-z_]+)", Shipped.text("nagios/cas-failover-templates.cfg")))
        .isEqualTo(all);
    assertThat(found("vars.cas_check = \"([a-z_]+)\"", Shipped.text("icinga2/cas-failover.conf")))
        .isEqualTo(all);
  }

  @Test
  void theServicesHaveTheSameNamesInBoth() {
    assertThat(
            found(
                "service_description +(CAS [A-Za-z]+)",
                Shipped.text("nagios/cas-failover-templates.cfg")))
        .isEqualTo(
            found("apply Service \"(CAS [A-Za-z]+)\"", Shipped.text("icinga2/cas-failover.conf")))
        .hasSize(6);
  }

  @Test
  void everyCallOfCheckNrpeTakesNoAnswerForUnknown() {
    assertThat(Shipped.text("nagios/cas-failover-commands.cfg").lines())
        .filteredOn(line -> line.contains("command_line"))
        .isNotEmpty()
        .allMatch(line -> line.contains("check_nrpe") && line.contains(" $USER20$ -u -t "));
    String icinga = Shipped.text("icinga2/cas-failover.conf");
    assertThat(found("(arguments = [A-Za-z]+)", icinga)).containsOnly("arguments = CasConnection");
    assertThat(icinga).contains("\"-u\" = {\n    set_if = true");
  }

  @Test
  void everyArgumentOfIcingaIsDescribed() {
    String icinga = Shipped.text("icinga2/cas-failover.conf");
    assertThat(count("\"-[A-Za-z]\" = \\{", icinga))
        .isEqualTo(count("description = \"", icinga))
        .isGreaterThan(10);
  }

  @Test
  void whatAnAcknowledgementNeedsIsSaidWhereItIsPassedOn() throws IOException {
    String needed = "leave\n%s \"Send Notification\" ticked, or no agent hears of it";
    assertThat(Shipped.text("nagios/cas-failover-commands.cfg")).contains(needed.formatted("#"));
    assertThat(Shipped.text("icinga2/cas-failover.conf"))
        .contains(needed.formatted(" *"), "before the problem is HARD");
    assertThat(Files.readString(Path.of("..", "README.md")))
        .contains("| *Acknowledge*; leave *Send Notification* ticked |");
  }

  private static Set<String> found(String pattern, String text) {
    Set<String> all = new TreeSet<>();
    Pattern.compile(pattern).matcher(text).results().forEach(match -> all.add(match.group(1)));
    return all;
  }

  private static long count(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().count();
  }
}
