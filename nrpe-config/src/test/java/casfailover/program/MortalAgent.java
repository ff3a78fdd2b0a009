package casfailover.program;

import casfailover.journal.JournalFailure;
import casfailover.journal.MortalDisk;
import casfailover.journal.Opened;
import casfailover.lab.CrashPoint;
import casfailover.lab.Death;
import casfailover.mail.MortalOutbox;
import casfailover.mail.Outbox;
import java.nio.file.Path;
import java.util.List;

/**
 * The agent as it ships, on a disk at which it dies: {@code MortalAgent before:journal.taken
 * --config FILE}. It lies here and not in the product, so that no agent has such a switch.
 */
public final class MortalAgent {

  private MortalAgent() {}

  public static void main(String[] arguments) {
    List<String> words = List.of(arguments);
    Death death = new Death(CrashPoint.parse(words.get(0)));
    Stores mortal =
        new Stores() {
          @Override
          public Opened journal(Path stateDir) throws JournalFailure {
            return MortalDisk.open(stateDir, Machine.bootId(), death);
          }

          @Override
          public Outbox outbox(Path stateDir) {
            return MortalOutbox.open(Stores.outboxFolder(stateDir), death);
          }
        };
    System.exit(CasAgent.run(words.subList(1, words.size()), mortal, System.out, System.err));
  }
}
