package casfailover.lab;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Rows of CSV as ConvertTo-Csv prints them: every field in quotes. */
final class DagCsv {
  static final String HEADER =
      row(
          "DatabaseName",
          "MailboxServer",
          "Status",
          "ActiveDatabaseCopy",
          "ActiveCopy",
          "ActivationSuspended",
          "CopyQueueLength",
          "ReplayQueueLength",
          "ContentIndexState",
          "ErrorMessage");

  private DagCsv() {}

  static String row(String... fields) {
    return Arrays.stream(fields)
        .map(field -> '"' + field.replace("\"", "\"\"") + '"')
        .collect(Collectors.joining(",", "", "\r\n"));
  }
}
