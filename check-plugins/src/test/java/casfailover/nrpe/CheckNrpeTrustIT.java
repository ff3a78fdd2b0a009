package casfailover.nrpe;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.nrpe.CheckNrpe.Said;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who is let in and who lets itself in, with the real check_nrpe: what it prints and how it ends,
 * without -u and with it. Run by the profile lab.
 */
@ExtendWith({Papers.Shared.class, Stranger.class})
@Timeout(300)
class CheckNrpeTrustIT {

  private static final String NO_HANDSHAKE =
      "CHECK_NRPE: (ssl_err != 5) Error - Could not complete SSL handshake with 127.0.0.1: 1";
  private static final String NO_ANSWER =
      "CHECK_NRPE: Receive header underflow - only 0 bytes received (4 expected).";

  private static Stand stand;

  @BeforeAll
  static void start(Papers papers) {
    stand = new Stand(papers);
  }

  @AfterAll
  static void end() {
    stand.close();
  }

  // In TLS 1.3 a client is through with its handshake before the server has seen its certificate.
  @ParameterizedTest(
      name = "client certificates {0}, {1} certificate, {2}: exit {3}, with -u {4}: {5}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          IGNORED  | right   | TLSv1.2 | 0 | 0 | nobody
          IGNORED  | right   | TLSv1.3 | 0 | 0 | nobody
          IGNORED  | other   | TLSv1.2 | 0 | 0 | nobody
          IGNORED  | other   | TLSv1.3 | 0 | 0 | nobody
          IGNORED  | expired | TLSv1.2 | 0 | 0 | nobody
          IGNORED  | expired | TLSv1.3 | 0 | 0 | nobody
          IGNORED  | no      | TLSv1.2 | 0 | 0 | nobody
          IGNORED  | no      | TLSv1.3 | 0 | 0 | nobody
          ASKED    | right   | TLSv1.2 | 0 | 0 | monitor
          ASKED    | right   | TLSv1.3 | 0 | 0 | monitor
          ASKED    | other   | TLSv1.2 | 2 | 3 | NO_HANDSHAKE
          ASKED    | other   | TLSv1.3 | 3 | 3 | NO_ANSWER
          ASKED    | expired | TLSv1.2 | 2 | 3 | NO_HANDSHAKE
          ASKED    | expired | TLSv1.3 | 3 | 3 | NO_ANSWER
          ASKED    | no      | TLSv1.2 | 0 | 0 | nobody
          ASKED    | no      | TLSv1.3 | 0 | 0 | nobody
          REQUIRED | right   | TLSv1.2 | 0 | 0 | monitor
          REQUIRED | right   | TLSv1.3 | 0 | 0 | monitor
          REQUIRED | RSA     | TLSv1.2 | 0 | 0 | exch-b
          REQUIRED | RSA     | TLSv1.3 | 0 | 0 | exch-b
          REQUIRED | other   | TLSv1.2 | 2 | 3 | NO_HANDSHAKE
          REQUIRED | other   | TLSv1.3 | 3 | 3 | NO_ANSWER
          REQUIRED | expired | TLSv1.2 | 2 | 3 | NO_HANDSHAKE
          REQUIRED | expired | TLSv1.3 | 3 | 3 | NO_ANSWER
          REQUIRED | no      | TLSv1.2 | 2 | 3 | NO_HANDSHAKE
          REQUIRED | no      | TLSv1.3 | 3 | 3 | NO_ANSWER
          """)
  void showsACertificate(
      ClientCertificates clients,
      String certificate,
      String tls,
      int code,
      int codeWithU,
      String text)
      throws IOException {
    int port = stand.tls("exch-a", clients);
    asks(port, "-S " + tls + " " + shown(certificate), code, codeWithU, text);
  }

  @ParameterizedTest(name = "version {0}, {1} certificate, {2}: exit {3}, with -u {4}: {5}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2 | right   | TLSv1.2 | 0 | 0 | monitor
          2 | right   | TLSv1.3 | 0 | 0 | monitor
          2 | other   | TLSv1.2 | 2 | 3 | NO_HANDSHAKE
          2 | other   | TLSv1.3 | 3 | 3 | NO_ANSWER
          2 | expired | TLSv1.2 | 2 | 3 | NO_HANDSHAKE
          2 | expired | TLSv1.3 | 3 | 3 | NO_ANSWER
          2 | no      | TLSv1.2 | 2 | 3 | NO_HANDSHAKE
          2 | no      | TLSv1.3 | 3 | 3 | NO_ANSWER
          3 | right   | TLSv1.2 | 0 | 0 | monitor
          3 | right   | TLSv1.3 | 0 | 0 | monitor
          3 | other   | TLSv1.2 | 2 | 3 | NO_HANDSHAKE
          3 | other   | TLSv1.3 | 3 | 3 | NO_ANSWER
          3 | expired | TLSv1.2 | 2 | 3 | NO_HANDSHAKE
          3 | expired | TLSv1.3 | 3 | 3 | NO_ANSWER
          3 | no      | TLSv1.2 | 2 | 3 | NO_HANDSHAKE
          3 | no      | TLSv1.3 | 3 | 3 | NO_ANSWER
          """)
  void showsACertificateInAnOlderVersion(
      int version, String certificate, String tls, int code, int codeWithU, String text)
      throws IOException {
    int port = stand.tls("exch-a", ClientCertificates.REQUIRED);
    String options = "-" + version + " -S " + tls + " " + shown(certificate);
    asks(port, options, code, codeWithU, text);
  }

  @ParameterizedTest(
      name = "version {0}, {1} server certificate, client trusts {2}: exit {3}, with -u {4}")
  @CsvSource({
    "2, exch-a, other-ca, 2, 3", "3, exch-a, other-ca, 2, 3",
    "2, expired, ca, 2, 3", "3, expired, ca, 2, 3"
  })
  void looksAtTheCertificateOfTheServerInAnOlderVersion(
      int version, String server, String trusted, int code, int codeWithU) throws IOException {
    int port = stand.tls(server, ClientCertificates.REQUIRED);
    for (String tls : List.of("TLSv1.2", "TLSv1.3")) {
      String options =
          "-%d -S %s -A %s %s"
              .formatted(version, tls, stand.papers.file(trusted + ".pem"), shown("right"));
      asks(port, options, code, codeWithU, "NO_HANDSHAKE");
    }
  }

  @ParameterizedTest(
      name = "{0} server certificate, client trusts {1}, {2}: exit {3}, with -u {4}: {5}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EC      | ca       | TLSv1.2 | 0 | 0 | monitor
          EC      | ca       | TLSv1.3 | 0 | 0 | monitor
          EC      | other-ca | TLSv1.2 | 2 | 3 | NO_HANDSHAKE
          EC      | other-ca | TLSv1.3 | 2 | 3 | NO_HANDSHAKE
          RSA     | ca       | TLSv1.2 | 0 | 0 | monitor
          RSA     | ca       | TLSv1.3 | 0 | 0 | monitor
          RSA     | other-ca | TLSv1.2 | 2 | 3 | NO_HANDSHAKE
          RSA     | other-ca | TLSv1.3 | 2 | 3 | NO_HANDSHAKE
          expired | ca       | TLSv1.2 | 2 | 3 | NO_HANDSHAKE
          expired | ca       | TLSv1.3 | 2 | 3 | NO_HANDSHAKE
          expired | anybody  | TLSv1.2 | 0 | 0 | monitor
          expired | anybody  | TLSv1.3 | 0 | 0 | monitor
          """)
  void looksAtTheCertificateOfTheServer(
      String server, String trusted, String tls, int code, int codeWithU, String text)
      throws IOException {
    String certificate =
        switch (server) {
          case "EC" -> "exch-a";
          case "RSA" -> "exch-b";
          default -> "expired";
        };
    // Without -A check_nrpe takes whatever it is shown.
    String trust = trusted.equals("anybody") ? "" : "-A " + stand.papers.file(trusted + ".pem");
    int port = stand.tls(certificate, ClientCertificates.REQUIRED);
    asks(port, "-S " + tls + " " + trust + " " + shown("right"), code, codeWithU, text);
  }

  @ParameterizedTest(name = "-2 and a server certificate of {0}")
  @ValueSource(strings = {"exch-a", "exch-b"})
  void versionTwoWorksAsWell(String certificate) throws IOException {
    int port = stand.tls(certificate, ClientCertificates.REQUIRED);
    asks(port, "-2 " + shown("right"), 0, 0, "monitor");
  }

  // Refused before TLS begins, so that the certificate matters not.
  @ParameterizedTest(
      name = "from an address that is not in allowed_hosts, {0}: exit {1}, with -u {2}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -n         | 3 | 3 | NO_ANSWER
          -n -3      | 3 | 3 | NO_ANSWER_TWICE
          -n -2      | 3 | 3 | NO_ANSWER
          -S TLSv1.2 | 2 | 3 | NO_HANDSHAKE
          -S TLSv1.3 | 2 | 3 | NO_HANDSHAKE
          """)
  void comesFromAnywhereElse(String options, int code, int codeWithU, String text)
      throws IOException {
    String all = "-b " + Stranger.ADDRESS + " " + options;
    if (options.startsWith("-n")) {
      asks(stand.plain(), all, code, codeWithU, text);
    } else {
      int port = stand.tls("exch-a", ClientCertificates.REQUIRED);
      asks(port, all + " " + shown("right"), code, codeWithU, text);
    }
  }

  @ParameterizedTest(name = "{0} to a server {1} TLS: exit {2}, with -u {3}: {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -n         | with    | 3 | 3 | NO_ANSWER
          -n -3      | with    | 3 | 3 | NO_ANSWER_TWICE
          -n -2      | with    | 3 | 3 | NO_ANSWER
          -S TLSv1.2 | without | 2 | 3 | NO_HANDSHAKE
          -S TLSv1.3 | without | 2 | 3 | NO_HANDSHAKE
          """)
  void doesNotAgreeOnTls(String options, String server, int code, int codeWithU, String text)
      throws IOException {
    int port =
        server.equals("with") ? stand.tls("exch-a", ClientCertificates.IGNORED) : stand.plain();
    asks(port, options, code, codeWithU, text);
  }

  private static void asks(int port, String options, int code, int codeWithU, String text) {
    String expected =
        switch (text) {
          case "NO_HANDSHAKE" -> NO_HANDSHAKE;
          case "NO_ANSWER" -> NO_ANSWER;
          // It says so of version 3, and once more of version 2, in which it asks again.
          case "NO_ANSWER_TWICE" -> NO_ANSWER + "\n" + NO_ANSWER;
          default -> text;
        };
    int before = stand.service.runs();
    assertThat(CheckNrpe.ask(port, options + " -c whoami")).isEqualTo(new Said(code, expected));
    assertThat(CheckNrpe.ask(port, "-u " + options + " -c whoami"))
        .isEqualTo(new Said(codeWithU, expected));
    assertThat(stand.service.runs() - before)
        .as("times that the command was run, asked twice")
        .isEqualTo(code == 0 ? 2 : 0);
  }

  private static String shown(String certificate) {
    return switch (certificate) {
      case "right" -> stand.papers.shown("monitor");
      case "other" -> stand.papers.shown("stranger");
      case "RSA" -> stand.papers.shown("exch-b");
      case "expired" -> stand.papers.shown("expired");
      default -> "";
    };
  }
}
