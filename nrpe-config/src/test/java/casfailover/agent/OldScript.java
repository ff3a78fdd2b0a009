package casfailover.agent;

import casfailover.takeover.OldScriptTask;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** The task of the script of 2010, as a test has it, which can hang when it is looked for. */
final class OldScript implements OldScriptTask {

  volatile State state = new State.Off();
  final AtomicInteger looks = new AtomicInteger();
  volatile Optional<CountDownLatch> looksHangUntil = Optional.empty();

  @Override
  public State state() {
    looks.incrementAndGet();
    looksHangUntil.ifPresent(World::hang);
    return state;
  }
}
