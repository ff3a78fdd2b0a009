package casfailover.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import casfailover.sight.DagReading;
import casfailover.sight.DagReading.Copy;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyStatusCsvTest {

  private static final String HEADER =
      "\"DatabaseName\",\"MailboxServer\",\"Status\",\"ActiveDatabaseCopy\",\"ActiveCopy\","
          + "\"ActivationSuspended\",\"CopyQueueLength\",\"ReplayQueueLength\","
          + "\"ContentIndexState\",\"ErrorMessage\"\n";

  @Test
  void readsWhatExchangePrints() throws CopyStatusCsv.NoReading {
    List<Copy> copies =
        CopyStatusCsv.parse(
                HEADER
                    + """
                    "Mailbox Database 1","EXCH-B","Mounted","exch-b","True","False","0","0","Healthy",""
                    "Archive","EXCH-B","FailedAndSuspended","EXCH-A","False","True","124661","0","Suspended","File check failed: logfile 'G:\\Log\\E03.log' was not found."
                    "DB ""Q""\","EXCH-B","ServiceDown","exch-a","False","False","","","Unknown","line one
                    line two"
                    """)
            .copies();
    assertThat(copies)
        .containsExactly(
            new Copy(
                "Mailbox Database 1",
                "EXCH-B",
                "Mounted",
                Optional.of("exch-b"),
                false,
                OptionalLong.of(0),
                OptionalLong.of(0),
                "Healthy",
                ""),
            new Copy(
                "Archive",
                "EXCH-B",
                "FailedAndSuspended",
                Optional.of("EXCH-A"),
                true,
                OptionalLong.of(124661),
                OptionalLong.of(0),
                "Suspended",
                "File check failed: logfile 'G:\\Log\\E03.log' was not found."),
            new Copy(
                "DB \"Q\"",
                "EXCH-B",
                "ServiceDown",
                Optional.of("exch-a"),
                false,
                OptionalLong.empty(),
                OptionalLong.empty(),
                "Unknown",
                "line one\nline two"));
  }

  @Test
  void findsColumnsByNameInAnyOrderAndCase() throws CopyStatusCsv.NoReading {
    Copy copy =
        CopyStatusCsv.parse(
                """
                "status","New","MAILBOXSERVER","DatabaseName","ErrorMessage","ContentIndexState","ReplayQueueLength","CopyQueueLength","ActivationSuspended","ActiveDatabaseCopy"\r
                "Tired","x","exch-a.corp.example","DB 1","","","3","4","False",""\r
                """)
            .copies()
            .get(0);
    assertThat(copy.status()).isEqualTo("Tired");
    assertThat(copy.server()).isEqualTo("exch-a");
    assertThat(copy.activeOn()).isEmpty();
    assertThat(copy.copyQueue()).hasValue(4);
    assertThat(copy.replayQueue()).hasValue(3);
  }

  @Test
  void tellsOfServersThatAnAdminKeepsOut() throws CopyStatusCsv.NoReading {
    String header = HEADER.replace("\n", ",\"AutoActivationPolicy\"\n");
    String rows =
        """
        "DB 1","EXCH-B","Healthy","exch-a","False","False","0","0","","","Blocked"
        "DB 1","EXCH-A","Mounted","exch-a","True","False","0","0","","","Unrestricted"
        """;
    DagReading reading = CopyStatusCsv.parse(header + rows);
    assertThat(reading.maintenance("exch-b"))
        .hasValue("exch-b is in maintenance (DatabaseCopyAutoActivationPolicy is Blocked there)");
    assertThat(reading.maintenance("exch-a")).isEmpty();
  }

  @Test
  void keepsAStatusThatItDoesNotKnow() throws CopyStatusCsv.NoReading {
    assertThat(
            CopyStatusCsv.parse(
                    HEADER
                        + "\"DB\",\"EXCH-B\",\"SinglePageRestore\",\"\",\"\",\"False\",\"\",\"\",\"\",\"\"\n")
                .copies())
        .extracting(Copy::status)
        .containsExactly("SinglePageRestore");
  }

  @Test
  void anAnswerWithoutAnyCopyIsNone() {
    assertThatThrownBy(() -> CopyStatusCsv.parse(HEADER))
        .hasMessage("it names no copy of any database");
    assertThatThrownBy(() -> CopyStatusCsv.parse("")).hasMessage("it names no column DatabaseName");
  }

  @Test
  void namesAColumnThatIsMissing() {
    assertThatThrownBy(() -> CopyStatusCsv.parse(HEADER.replace("\"Status\"", "\"State\"")))
        .hasMessage("it names no column Status");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"DB\",\"EXCH-B\",\"Mounted\",\"\",\"\",\"Wahr\",\"\",\"\",\"\",\"\"\n",
        "\"DB\",\"EXCH-B\",\"\",\"\",\"\",\"False\",\"\",\"\",\"\",\"\"\n",
        "\"\",\"EXCH-B\",\"Mounted\",\"\",\"\",\"False\",\"\",\"\",\"\",\"\"\n",
        "\"DB\",\"EXCH-B\",\"Mounted\"\n",
        "\"DB\",\"EXCH-B\",\"Mounted\",\"\",\"\",\"False\",\"\",\"\",\"\",\"no end\n",
        "\"DB\"x,\"EXCH-B\",\"Mounted\",\"\",\"\",\"False\",\"\",\"\",\"\",\"\"\n"
      })
  void doesNotGuessAtARowThatDoesNotRead(String row) {
    assertThatThrownBy(() -> CopyStatusCsv.parse(HEADER + row))
        .isInstanceOf(CopyStatusCsv.NoReading.class);
  }
}
