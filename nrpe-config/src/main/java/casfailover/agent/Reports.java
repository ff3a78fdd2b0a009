package casfailover.agent;

import casfailover.check.Inert;
import casfailover.config.DagSource;
import casfailover.config.Settings;
import casfailover.journal.JournalLine;
import casfailover.keep.View;
import casfailover.nrpe.Reply;
import casfailover.report.Explanation;
import casfailover.report.StatusFacts;
import casfailover.report.StatusJson;
import casfailover.report.StatusText;
import casfailover.report.Supposition;
import casfailover.report.WhatIf;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What the agent tells those who only want to know; answering changes nothing. */
final class Reports {

  private final Supplier<Desk> desk;
  private final Loop loop;
  private final ZoneId zone;
  private final Supplier<List<JournalLine>> journal;

  Reports(Supplier<Desk> desk, Loop loop, ZoneId zone, Supplier<List<JournalLine>> journal) {
    this.desk = desk;
    this.loop = loop;
    this.zone = zone;
    this.journal = journal;
  }

  /** The answer to an inquiry; words that are not known are refused by name. */
  Reply answer(String command, List<String> words) {
    try {
      return answer(Inquiry.read(command, words));
    } catch (IllegalArgumentException e) {
      return Reply.unknown(Inert.text(String.valueOf(e.getMessage())));
    }
  }

  private Reply answer(Inquiry inquiry) {
    if (inquiry instanceof Inquiry.Status asked) {
      return new Reply(0, status(asked.form()));
    }
    if (inquiry instanceof Inquiry.Explain asked) {
      return explain(asked.incident());
    }
    if (inquiry instanceof Inquiry.Suppose asked) {
      return new Reply(0, suppose(asked));
    }
    return new Reply(0, loop.report().toWire());
  }

  private String status(Inquiry.Form form) {
    StatusFacts facts = desk.get().status().facts(loop.view());
    return switch (form) {
      case TEXT -> StatusText.of(facts, zone);
      case JSON -> StatusJson.of(facts, zone).toString();
    };
  }

  private Reply explain(Optional<String> incident) {
    String now = "Now: " + loop.view().reason().text() + "\n";
    return Explanation.of(journal.get(), incident, zone)
        .map(text -> new Reply(0, text + now))
        .orElseGet(
            () -> new Reply(incident.isEmpty() ? 0 : 2, "No such incident in the journal. " + now));
  }

  private String suppose(Inquiry.Suppose asked) {
    Settings settings = desk.get().settings();
    View view = loop.view();
    Supposition answer =
        new WhatIf(
                settings.pair(),
                settings.timing(),
                settings.dag() == DagSource.EXCHANGE,
                view.situation())
            .suppose(asked.words());
    return switch (asked.form()) {
      case TEXT -> answer.text();
      case JSON -> answer.json().toString();
    };
  }
}
