package casfailover.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NagiosLogTest {
  @Test
  void readsAHardAlert() {
    assertThat(
            NagiosLog.read(
                "Nagios",
                "[1795415068] SERVICE ALERT: exch-b;CAS peer;CRITICAL;HARD;3;CAS PEER CRITICAL - a; b"))
        .contains(
            new NagiosLog.Seen(
                Step.Kind.HARD,
                "Nagios: CAS peer on exch-b CRITICAL HARD 3: CAS PEER CRITICAL - a; b"));
  }

  @Test
  void readsTheEndOfAProblem() {
    assertThat(NagiosLog.read("Nagios", "[1] SERVICE ALERT: exch-b;CAS peer;OK;SOFT;2;CAS PEER OK"))
        .map(NagiosLog.Seen::kind)
        .contains(Step.Kind.RECOVERED);
  }

  @Test
  void readsACallOfTheEventHandler() {
    assertThat(
            NagiosLog.read(
                "Nagios",
                "[1] SERVICE EVENT HANDLER: exch-b;CAS peer;CRITICAL;SOFT;1;cas_handle_event!UP!1"))
        .contains(
            new NagiosLog.Seen(
                Step.Kind.HANDLER,
                "Nagios calls cas_handle_event: CAS peer on exch-b CRITICAL SOFT 1"));
  }

  @Test
  void leavesOutServicesThatOnlyGoWithTheirHost() {
    assertThat(
            NagiosLog.read("Nagios", "[1] SERVICE ALERT: exch-a;CAS DAG;UNKNOWN;HARD;1;no answer"))
        .isEmpty();
    assertThat(NagiosLog.read("Nagios", "[1] Nagios 4.4.6 starting...")).isEmpty();
  }
}
