package casfailover.program;

import casfailover.journal.FileJournal;
import casfailover.journal.JournalFailure;
import casfailover.journal.Opened;
import casfailover.mail.FileOutbox;
import casfailover.mail.Outbox;
import java.nio.file.Path;
import java.time.Instant;

/** Opens what must survive a crash, in the state folder. */
interface Stores {

  /** Those of the machine's disk. */
  Stores ON_DISK =
      new Stores() {
        @Override
        public Opened journal(Path stateDir) throws JournalFailure {
          return FileJournal.open(stateDir, Instant::now, Machine.bootId());
        }

        @Override
        public Outbox outbox(Path stateDir) {
          return new FileOutbox(outboxFolder(stateDir));
        }
      };

  /**
   * Opens the journal.
   *
   * @throws JournalFailure if the disk does not let us
   */
  Opened journal(Path stateDir) throws JournalFailure;

  /** Opens the outbox. */
  Outbox outbox(Path stateDir);

  /** Where letters wait. */
  static Path outboxFolder(Path stateDir) {
    return stateDir.resolve("mail");
  }
}
