package casfailover.nrpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import casfailover.nrpe.CheckNrpe.Said;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The real check_nrpe against our server: each version over each transport with each size of
 * answer. Run by the profile lab.
 */
@ExtendWith(Papers.Shared.class)
@Timeout(300)
class CheckNrpeMatrixIT {

  /** What a plugin may answer, each with a code of its own. */
  enum Output {
    SHORT(0, "OK - short", "OK - short"),
    OF_1023_BYTES(1, "w".repeat(1023), "w".repeat(1023)),
    OF_60_KB(
        2,
        "20 bytes and newline\n".repeat(2900) + "end",
        "20 bytes and newline\n".repeat(48) + "20 bytes and ne"),
    // 9 bytes a time: 113 times and one character of 4 are 1021 bytes, and the next one has 3.
    UTF_8(3, "😀€ä".repeat(300), "😀€ä".repeat(113) + "😀");

    final int code;
    final String text;
    private final String inVersion2;

    Output(int code, String text, String inVersion2) {
      this.code = code;
      this.text = text;
      this.inVersion2 = inVersion2;
    }

    String in(PacketVersion version) {
      return version == PacketVersion.V2 ? inVersion2 : text;
    }

    @Override
    public String toString() {
      return switch (this) {
        case SHORT -> "short output";
        case OF_1023_BYTES -> "output of 1023 bytes";
        case OF_60_KB -> "output of 60 kB";
        case UTF_8 -> "output in UTF-8";
      };
    }
  }

  private static Stand stand;

  @TempDir Path folder;

  @BeforeAll
  static void start(Papers papers) {
    stand = new Stand(papers);
    stand.service.check(
        "say",
        (caller, query) -> {
          Output output = Output.valueOf(query.arguments().get(0));
          return new Reply(output.code, output.text);
        });
  }

  @AfterAll
  static void end() {
    stand.close();
  }

  static Stream<Arguments> cells() {
    return Arrays.stream(PacketVersion.values())
        .flatMap(
            version ->
                Arrays.stream(Transport.values())
                    .flatMap(
                        transport ->
                            Arrays.stream(Output.values())
                                .map(output -> arguments(version, transport, output))));
  }

  @ParameterizedTest(name = "{0}, {1}, {2}")
  @MethodSource("cells")
  void isAskedOnceAndSaysExactlyThis(PacketVersion version, Transport transport, Output output)
      throws IOException {
    int before = stand.service.runs();
    Path log = folder.resolve("log");
    Said said =
        CheckNrpe.ask(
            transport.port(stand),
            "%s %s -s 0x04 -g %s -c say -a %s"
                .formatted(
                    CheckNrpe.option(version),
                    transport.options(stand.papers),
                    log,
                    output.name()));
    assertThat(said).isEqualTo(new Said(output.code, output.in(version)));
    assertThat(stand.service.runs() - before).as("times that the command was run").isEqualTo(1);
    if (!transport.tlsVersion().isEmpty()) {
      assertThat(log).content().contains("SSL Version: " + transport.tlsVersion() + "\n");
    }
  }
}
