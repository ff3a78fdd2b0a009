package casfailover.simulation;

import casfailover.sight.Finding;
import casfailover.sight.Moment;
import casfailover.sight.Note;
import casfailover.sight.Sighting;

/** What a look finds out there, before it is known when it came back. */
record Sight(Kind kind, Finding finding) {

  enum Kind {
    SEEN,
    SILENT,
    UNKNOWN
  }

  static final Sight SILENT = new Sight(Kind.SILENT, new Note("no answer"));
  static final Sight YES = new Sight(Kind.SEEN, new Note("yes"));
  static final Sight UNKNOWN = new Sight(Kind.UNKNOWN, new Note("the cluster does not answer"));

  static Sight of(boolean yes) {
    return yes ? YES : SILENT;
  }

  Sighting at(Moment begun, Moment ended) {
    return switch (kind) {
      case SEEN -> new Sighting.Seen(begun, ended, finding);
      case SILENT -> new Sighting.Silent(begun, ended, finding);
      case UNKNOWN -> new Sighting.Unknown(begun, ended, finding.detail());
    };
  }
}
