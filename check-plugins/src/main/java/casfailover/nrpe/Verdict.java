package casfailover.nrpe;

/** Whether somebody may talk to the server. */
enum Verdict {
  ADMITTED,
  REFUSED
}
