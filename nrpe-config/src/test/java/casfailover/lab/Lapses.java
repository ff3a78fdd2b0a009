package casfailover.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The stories of a server that lives while its agent does not renew the address any more. */
final class Lapses {
  private static final Duration SOON = Duration.ofSeconds(20);

  /** What an address may live longer than its lease by: the kernel is that exact. */
  private static final Duration KERNEL = Duration.ofMillis(500);

  static final List<Scenario> ALL =
      List.of(
          new Scenario(
              "agent-killed",
              "kill -9 of exch-a's agent: its address goes, and exch-b serves its databases",
              site -> {
                site.a().kill();
                site.timeline().add(Step.Kind.CUT, "kill -9 of the agent on exch-a");
              },
              Lapses::goneAndTaken),
          new Scenario(
              "agent-frozen",
              "exch-a's agent stands still until exch-b has the address, and goes on",
              Lapses::freeze,
              site -> {
                goneAndTaken(site);
                Instant thawed = thaw(site);
                Endings.keptByB(site, thawed);
                knowsTheHolder(site);
              }),
          new Scenario(
              "agent-stalled",
              "exch-a's agent stands still for a lease: what is gone is not renewed, but taken anew",
              Lapses::freeze,
              site -> {
                gone(site);
                takenAnew(site, thaw(site));
              }));

  private Lapses() {}

  private static void freeze(Site site) {
    site.a().freeze();
    site.timeline().add(Step.Kind.CUT, "SIGSTOP: the agent on exch-a stands still");
  }

  private static Instant thaw(Site site) {
    Instant thawed = Instant.now();
    site.timeline().add(Step.Kind.ORDER, "SIGCONT: the agent on exch-a goes on");
    site.a().thaw();
    return thawed;
  }

  /** The kernel itself removes an address that nobody renews. */
  private static void gone(Site site) {
    Instant from = Endings.start(site);
    Step gone =
        site.timeline()
            .await(
                "the address gone from exch-a",
                Step.Kind.ADDRESS_GONE,
                from,
                SOON,
                step -> step.says("exch-a"));
    Duration survived = Duration.between(from, gone.at());
    if (survived.compareTo(Settings.LEASE.plus(KERNEL)) > 0) {
      throw new Unseen("the address survived its keeper by " + survived.toMillis() + " ms");
    }
    site.timeline()
        .add(
            Step.Kind.DECISION,
            "the address survived its keeper by " + survived.toMillis() + " ms");
  }

  private static void goneAndTaken(Site site) {
    gone(site);
    Instant from = Endings.start(site);
    site.timeline()
        .await(
            "CAS IP on exch-b HARD",
            Step.Kind.HARD,
            from,
            SOON,
            step -> step.says("CAS IP on exch-b"));
    Endings.takenOnce(site, from, SOON);
  }

  private static void knowsTheHolder(Site site) {
    Answer answer = CheckNrpe.ask(site.lab(), Host.EXCH_A, "check_cas_ip");
    site.timeline().add(Step.Kind.EVIDENCE, "check_cas_ip on exch-a: " + answer.text());
    if (!answer.text().contains("is on exch-b")) {
      throw new Unseen("exch-a does not know that exch-b has the address");
    }
  }

  /** A renewal would bring it back as well; a take is written before it is made. */
  private static void takenAnew(Site site, Instant thawed) {
    Step up =
        site.timeline()
            .await("the address up again", Step.Kind.ADDRESS_UP, thawed, SOON, step -> true);
    // On a busy machine exch-b may be the first to be sure that nobody has it.
    Host holder = up.says("exch-a") ? Host.EXCH_A : Host.EXCH_B;
    String name = holder.label();
    Step begun =
        site.timeline()
            .await(
                "the journal of " + name + " tells of a take",
                Step.Kind.JOURNAL,
                thawed,
                SOON,
                step -> step.says(name + ": begun"));
    if (up.at().isBefore(begun.at())) {
      throw new Unseen(name + " had the address before it took it");
    }
    site.timeline()
        .await(
            name + " answers the client",
            Step.Kind.CLIENT,
            thawed,
            SOON,
            step -> step.says(name + " answers"));
    if (!site.lab().holders().equals(List.of(holder))) {
      throw new Unseen(name + " does not have the address alone");
    }
    site.timeline().add(Step.Kind.KEPT, name + " took the address anew, and has it alone");
  }
}
