package casfailover.config;

/** Who says where the databases are mounted. */
public enum DagSource implements Word {
  /** Exchange, asked by PowerShell. */
  EXCHANGE,
  /** Nobody: the conditions on databases and quorum drop out. */
  NONE
}
