package casfailover.config;

/** Who says where the databases are mounted. */
public enum DagSource implements Word {
  /** Exchange, asked by PowerShell. */
  EXCHANGE("exchange"),
  /** Nobody: the conditions on databases and quorum drop out. */
  NONE("none");

  private final String word;

  DagSource(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
