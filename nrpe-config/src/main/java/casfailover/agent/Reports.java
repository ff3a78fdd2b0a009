package casfailover.agent;

import casfailover.check.Inert;
import casfailover.config.DagSource;
import casfailover.config.Settings;
import casfailover.journal.JournalLine;
import casfailover.keep.View;
import casfailover.nrpe.Reply;
import casfailover.pair.FreeText;
import casfailover.report.Drill;
import casfailover.report.Explanation;
import casfailover.report.History;
import casfailover.report.Incident;
import casfailover.report.StatusFacts;
import casfailover.report.StatusJson;
import casfailover.report.StatusText;
import casfailover.report.Supposition;
import casfailover.report.WhatIf;
import casfailover.report.When;
import java.time.Instant;
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
  private final Dashboard dashboard;

  Reports(
      Supplier<Desk> desk,
      Loop loop,
      ZoneId zone,
      Supplier<List<JournalLine>> journal,
      Dashboard dashboard) {
    this.desk = desk;
    this.loop = loop;
    this.zone = zone;
    this.journal = journal;
    this.dashboard = dashboard;
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
      return explain(asked);
    }
    if (inquiry instanceof Inquiry.Past asked) {
      return history(asked);
    }
    if (inquiry instanceof Inquiry.Suppose asked) {
      return new Reply(0, suppose(asked));
    }
    if (inquiry instanceof Inquiry.Rehearse asked) {
      return drill(asked.form());
    }
    return new Reply(0, loop.report().with(dashboard.told()).toWire());
  }

  private String status(Inquiry.Form form) {
    StatusFacts facts = desk.get().status().facts(loop.view());
    return switch (form) {
      case TEXT -> StatusText.of(facts, zone);
      case JSON -> StatusJson.of(facts, zone).toString();
    };
  }

  private Reply explain(Inquiry.Explain asked) {
    View view = loop.view();
    Incident.Which which =
        asked
            .at()
            .<Incident.Which>map(at -> new Incident.Which.At(when(at, view)))
            .orElse(asked.which());
    Optional<Explanation> found =
        Incident.find(journal.get(), which).map(incident -> new Explanation(incident, zone));
    String now = view.reason().text();
    if (found.isEmpty()) {
      boolean none = which instanceof Incident.Which.Latest;
      return new Reply(none ? 0 : 2, "No such incident in the journal. Now: " + now + "\n");
    }
    return new Reply(
        0,
        switch (asked.form()) {
          case TEXT -> found.get().text() + "Now: " + now + "\n";
          case JSON -> found.get().json(Optional.of(now)).toString();
        });
  }

  private Reply history(Inquiry.Past asked) {
    View view = loop.view();
    Instant since = asked.since().map(words -> when(words, view).from()).orElse(Instant.MIN);
    History history = History.of(journal.get(), since, asked.limit(), zone);
    return new Reply(
        0,
        switch (asked.form()) {
          case TEXT -> history.text();
          case JSON -> history.json().toString();
        });
  }

  private When when(String words, View view) {
    return When.of(words, view.at().wall(), zone)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'" + FreeText.shown(words) + "' is no time; " + When.FORMS));
  }

  /** A drill that would hold is a warning to whoever asks by check_nrpe. */
  private Reply drill(Inquiry.Form form) {
    Drill drill = desk.get().drill().drill(loop.view());
    return new Reply(
        drill.ready() ? 0 : 1,
        switch (form) {
          case TEXT -> drill.text();
          case JSON -> drill.json().toString();
        });
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
