package casfailover.simulation;

import casfailover.sight.DagReading;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The cluster of the two servers and its databases. A server that is alone keeps its quorum only
 * with the witness, and of two that are apart only one does. It takes the cluster a while to see
 * that, and the databases a while longer to be mounted on the other side; never are they before the
 * side that loses them knows it.
 */
final class Dag {

  private static final String[] NAMES = {"exch-a", "exch-b"};

  /** What is read, by where the databases are: nowhere, on either. */
  private static final Sight[] READINGS = {reading(-1), reading(0), reading(1)};

  private final World world;
  private final boolean[] quorum = {true, true};
  private int mountedOn;
  private int vote;
  private int changes;

  Dag(World world, int mountedOn) {
    this.world = world;
    this.mountedOn = mountedOn;
    this.vote = mountedOn;
  }

  private static Sight reading(int on) {
    return new Sight(
        Sight.Kind.SEEN,
        new DagReading(
            List.of(
                copy("Archive", 0, on),
                copy("Archive", 1, on),
                copy("Mailboxes", 0, on),
                copy("Mailboxes", 1, on))));
  }

  private static DagReading.Copy copy(String database, int server, int on) {
    return new DagReading.Copy(
        database,
        NAMES[server],
        server == on ? "Mounted" : on < 0 ? "Dismounted" : "Healthy",
        on < 0 ? Optional.empty() : Optional.of(NAMES[on]),
        false,
        OptionalLong.of(0),
        OptionalLong.of(0),
        "Healthy",
        "");
  }

  boolean quorum(int server) {
    return quorum[server];
  }

  int mountedOn() {
    return mountedOn;
  }

  Sight reading() {
    return READINGS[mountedOn + 1];
  }

  Sight readingIfMountedOn(int server) {
    return READINGS[server + 1];
  }

  /** Power or links changed: the cluster looks at itself a while later. */
  void somethingChanged() {
    int mine = ++changes;
    boolean split = !together();
    long notices = split ? world.about(1500 * Agenda.MILLI) : world.about(500 * Agenda.MILLI);
    world.agenda.in(
        notices,
        () -> {
          if (mine == changes) {
            regroup(mine);
          }
        });
  }

  private boolean together() {
    Machine[] m = world.machines;
    return m[0].up() && m[1].up() && world.wire.both(Place.A, Place.B);
  }

  /** Whether a server could have quorum, were it not for the other. */
  private boolean can(int server) {
    Machine m = world.machines[server];
    return m.up() && (together() || world.wire.both(m.place, Place.WITNESS));
  }

  private void regroup(int mine) {
    if (!together()) {
      if (can(0) && can(1)) {
        // Whoever asks the witness first has it: mostly the one that owned it before.
        vote = world.chance.nextInt(4) > 0 ? vote : 1 - vote;
      } else if (can(0) || can(1)) {
        vote = can(0) ? 0 : 1;
      }
    }
    for (int server = 0; server < 2; server++) {
      quorum[server] = can(server) && (together() || vote == server);
    }
    if (mountedOn >= 0 && !quorum[mountedOn]) {
      mountedOn = -1;
    }
    world.trace.note(
        world.now(),
        "",
        "cluster",
        () -> "quorum " + quorum[0] + "/" + quorum[1] + " vote " + vote);
    if (mountedOn < 0 && (quorum[0] || quorum[1])) {
      world.agenda.in(
          200 * Agenda.MILLI + world.about(1000 * Agenda.MILLI),
          () -> {
            if (mine == changes && mountedOn < 0) {
              mount(quorum[vote] ? vote : 1 - vote);
            }
          });
    }
  }

  private void mount(int server) {
    if (quorum[server]) {
      mountedOn = server;
      vote = server;
      world.trace.note(world.now(), "", "databases", () -> "mounted on " + NAMES[server]);
    }
  }

  /** A person or the cluster moves the databases, if both servers are there. */
  void move() {
    if (mountedOn >= 0 && quorum[0] && quorum[1] && together()) {
      int to = 1 - mountedOn;
      mountedOn = -1;
      int mine = changes;
      world.agenda.in(
          world.about(800 * Agenda.MILLI),
          () -> {
            if (mine == changes && mountedOn < 0) {
              mount(to);
            } else if (mountedOn < 0) {
              world.dag.somethingChanged();
            }
          });
      world.coverage.count("databases moved");
    }
  }
}
