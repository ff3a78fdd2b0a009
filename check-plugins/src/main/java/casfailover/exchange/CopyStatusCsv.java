package casfailover.exchange;

import casfailover.sight.DagReading;
import casfailover.sight.DagReading.Copy;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The output of Get-MailboxDatabaseCopyStatus as CSV. Columns are found by their names, since their
 * order differs between versions of Exchange, and all must be there: a column that is missing is a
 * question that was not answered.
 */
final class CopyStatusCsv {

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreHeaderCase(true)
          .get();

  private static final List<String> COLUMNS =
      List.of(
          "DatabaseName",
          "MailboxServer",
          "Status",
          "ActiveDatabaseCopy",
          "ActivationSuspended",
          "CopyQueueLength",
          "ReplayQueueLength",
          "ContentIndexState",
          "ErrorMessage");

  /** Comes from Get-MailboxServer, and may be left out: it only explains. */
  private static final String POLICY = "AutoActivationPolicy";

  /** Tells that what Exchange said is no answer to the question. */
  static final class NoReading extends Exception {
    private static final long serialVersionUID = 1;

    NoReading(String what) {
      super(what);
    }
  }

  private CopyStatusCsv() {}

  static DagReading parse(String text) throws NoReading {
    List<Copy> copies = new ArrayList<>();
    Set<String> blocked = new HashSet<>();
    try (CSVParser parser = CSVParser.parse(new StringReader(text), FORMAT)) {
      for (String column : COLUMNS) {
        if (!parser.getHeaderMap().containsKey(column)) {
          throw new NoReading("it names no column " + column);
        }
      }
      for (CSVRecord row : parser) {
        Copy copy = copy(row);
        copies.add(copy);
        if (row.isMapped(POLICY) && row.get(POLICY).strip().equalsIgnoreCase("Blocked")) {
          blocked.add(copy.server());
        }
      }
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new NoReading("it is not CSV: " + e.getMessage());
    }
    if (copies.isEmpty()) {
      throw new NoReading("it names no copy of any database");
    }
    return new DagReading(copies, blocked);
  }

  private static Copy copy(CSVRecord row) throws NoReading {
    if (!row.isConsistent()) {
      throw new NoReading("row " + row.getRecordNumber() + " has " + row.size() + " columns");
    }
    return new Copy(
        named(row, "DatabaseName"),
        server(named(row, "MailboxServer")),
        named(row, "Status"),
        Optional.of(server(row.get("ActiveDatabaseCopy"))).filter(s -> !s.isEmpty()),
        truth(row, "ActivationSuspended"),
        number(row.get("CopyQueueLength")),
        number(row.get("ReplayQueueLength")),
        row.get("ContentIndexState"),
        row.get("ErrorMessage"));
  }

  private static String named(CSVRecord row, String column) throws NoReading {
    String value = row.get(column).strip();
    if (value.isEmpty()) {
      throw new NoReading("row " + row.getRecordNumber() + " has no " + column);
    }
    return value;
  }

  /** The short name, where a full one came. */
  private static String server(String name) {
    return name.strip().replaceFirst("\\..*", "");
  }

  private static boolean truth(CSVRecord row, String column) throws NoReading {
    String value = row.get(column).strip().toLowerCase(Locale.ROOT);
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new NoReading("row " + row.getRecordNumber() + " has '" + value + "' as " + column);
    };
  }

  private static OptionalLong number(String value) {
    return value.strip().matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(value.strip()))
        : OptionalLong.empty();
  }
}
