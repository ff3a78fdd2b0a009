package casfailover.exchange;

import casfailover.sight.Sighting;

/**
 * Asks for the copies in one session and for the quorum in another: a question about copies hangs
 * most easily just when the quorum is lost, and must not hide that.
 */
public final class TwoSessionDagReader implements DagReader {

  private final DagReader forCopies;
  private final DagReader forQuorum;

  public TwoSessionDagReader(DagReader forCopies, DagReader forQuorum) {
    this.forCopies = forCopies;
    this.forQuorum = forQuorum;
  }

  @Override
  public Sighting copies() {
    return forCopies.copies();
  }

  @Override
  public Sighting quorum() {
    return forQuorum.quorum();
  }

  @Override
  public void close() {
    forCopies.close();
    forQuorum.close();
  }
}
