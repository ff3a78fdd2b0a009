package casfailover.nrpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import casfailover.nrpe.CheckNrpe.Said;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The answers that are none, and the longest ones, as the real check_nrpe shows them. Run by the
 * profile lab.
 */
@ExtendWith(Papers.Shared.class)
@Timeout(300)
class CheckNrpeTextsIT {

  private static Stand stand;

  @BeforeAll
  static void start(Papers papers) {
    stand = new Stand(papers);
    stand.service.check("silent", (caller, query) -> new Reply(0, ""));
    stand.service.check("minus-one", (caller, query) -> new Reply(-1, "no such code"));
    stand.service.check("four", (caller, query) -> new Reply(4, "no such code"));
    stand.service.check("lines", (caller, query) -> new Reply(1, "one\ntwo | a=1\nthree\n\n"));
    stand.service.define(
        "endless",
        new Lane(stand.service.checks, Duration.ofSeconds(1)),
        (caller, query) -> new CompletableFuture<>());
    stand.service.check(
        "count",
        (caller, query) -> new Reply(0, String.valueOf(query.arguments().get(0).length())));
  }

  @AfterAll
  static void end() {
    stand.close();
  }

  static Stream<Arguments> ways() {
    return Arrays.stream(PacketVersion.values())
        .flatMap(
            version ->
                Arrays.stream(Transport.values()).map(transport -> arguments(version, transport)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("ways")
  void withoutACommandTheServerSaysWhoItIs(PacketVersion version, Transport transport)
      throws IOException {
    says(version, transport, "", 0, Stand.HELLO, 0);
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("ways")
  void aCommandThatNobodyKnowsIsNotDefined(PacketVersion version, Transport transport)
      throws IOException {
    says(version, transport, "-c no_such", 3, "NRPE: Command 'no_such' not defined", 0);
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("ways")
  void aCommandWithoutOutputSaysSo(PacketVersion version, Transport transport) throws IOException {
    says(version, transport, "-c silent", 3, "NRPE: Unable to read output", 1);
  }

  // check_nrpe asks again after -1, and exits with whatever else it is told.
  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("ways")
  void aCodeThatIsNoneIsUnknownAndNotAskedForAgain(PacketVersion version, Transport transport)
      throws IOException {
    says(version, transport, "-c minus-one", 3, "no such code", 1);
    says(version, transport, "-c four", 3, "no such code", 1);
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("ways")
  void severalLinesLoseOneNewlineAtTheEnd(PacketVersion version, Transport transport)
      throws IOException {
    says(version, transport, "-c lines", 1, "one\ntwo | a=1\nthree\n", 1);
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("ways")
  void aCommandThatDoesNotEndTimesOut(PacketVersion version, Transport transport)
      throws IOException {
    says(version, transport, "-c endless", 3, "NRPE: Command timed out after 1 seconds", 1);
  }

  @ParameterizedTest(name = "{0}: exit {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -t 2         | 2 | CHECK_NRPE STATE CRITICAL: Socket timeout after 2 seconds.
          -u -t 2      | 3 | CHECK_NRPE STATE UNKNOWN: Socket timeout after 2 seconds.
          """)
  void aClientThatDoesNotWaitLongEnoughDoesNotAskAgain(String options, int code, String text)
      throws IOException {
    says(PacketVersion.V4, Transport.PLAIN, options + " -c held", code, text, 1);
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("ways")
  void theLongestTextArrivesWhole(PacketVersion version, Transport transport) throws IOException {
    int longest = version.longestText();
    says(version, transport, "-c fill -a " + longest, 1, "x".repeat(longest), 1);
    says(version, transport, "-c fill -a 70000", 1, "x".repeat(longest), 1);
  }

  @ParameterizedTest(name = "{0}: {1} of 2000 bytes")
  @CsvSource({"V2,1017", "V3,2000", "V4,2000"})
  void aLongArgumentArrivesAsFarAsCheckNrpeSendsIt(PacketVersion version, int come)
      throws IOException {
    says(version, Transport.PLAIN, "-c count -a " + "a".repeat(2000), 0, "" + come, 1);
  }

  @Test
  void argumentsArriveOneByOneAndNoShellSeesThem() throws IOException {
    says(
        PacketVersion.V4,
        Transport.PLAIN,
        "-c echo -a a=1 $(reboot) `id` ;& größe=ä $ARG1$",
        0,
        "OK - a=1,$(reboot),`id`,;&,größe=ä,$ARG1$",
        1);
  }

  private static void says(
      PacketVersion version, Transport transport, String words, int code, String text, int runs)
      throws IOException {
    int before = stand.service.runs();
    String options = CheckNrpe.option(version) + " " + transport.options(stand.papers);
    assertThat(CheckNrpe.ask(transport.port(stand), options + " " + words))
        .isEqualTo(new Said(code, text));
    assertThat(stand.service.runs() - before).as("times that the command was run").isEqualTo(runs);
  }
}
