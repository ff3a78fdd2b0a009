package casfailover.certificate;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** What came of making certificates. */
public sealed interface Made {

  /**
   * New files lie where they belong.
   *
   * @param files all of them
   * @param until when the first of the new certificates ends
   * @param toDo commands that a person must run still, since this user could not
   */
  record Done(List<Path> files, Instant until, List<String> toDo) implements Made {
    public Done {
      files = List.copyOf(files);
      toDo = List.copyOf(toDo);
    }
  }

  /**
   * Nothing was made and nothing changed.
   *
   * @param why what stands in the way, and what to do
   */
  record Refused(String why) implements Made {}
}
