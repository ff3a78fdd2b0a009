package casfailover.agent;

import casfailover.config.ActionClients;
import casfailover.config.ClientCerts;
import casfailover.config.Settings;
import casfailover.handover.QuestionText;
import casfailover.nrpe.Caller;
import casfailover.order.Orders;
import casfailover.pair.FreeText;
import casfailover.pair.Ipv4;
import casfailover.pair.Node;
import java.net.Inet4Address;
import java.util.Optional;
import java.util.function.Supplier;

/** Who may give which command, by the settings of the moment. */
final class Rights {

  /** The longest CN that a certificate may have. */
  private static final int NAME = 64;

  private final Supplier<Settings> settings;

  Rights(Supplier<Settings> settings) {
    this.settings = settings;
  }

  /** What a caller goes by: its certificate's name, or its address. */
  static String name(Caller caller) {
    return caller
        .commonName()
        .map(name -> FreeText.line(name, NAME))
        .orElseGet(() -> caller.address().getHostAddress());
  }

  /** What speaks against a command, as it is answered; empty if the caller may give it. */
  Optional<String> against(Caller caller, String command) {
    boolean moves = QuestionText.COMMANDS.contains(command);
    if (moves && !isAgentOfPeer(caller)) {
      return Optional.of(
          "REFUSED %s may not ask for %s: only the agent of %s may; people order a failback"
              .formatted(name(caller), command, settings.get().pair().peer()));
    }
    if ((moves || Orders.COMMANDS.contains(command)) && !mayOrder(caller)) {
      return Optional.of(
          "REFUSED %s may not order %s: it needs a certificate whose name stands in action_clients"
              .formatted(name(caller), command));
    }
    return Optional.empty();
  }

  /** Without a certificate nobody is known by more than an address, which anybody may borrow. */
  boolean mayOrder(Caller caller) {
    return settings.get().actionClients() instanceof ActionClients.Certificates certificates
        ? caller.commonName().filter(certificates.names()::contains).isPresent()
        : true;
  }

  /** By its certificate; by its address only where nobody is asked for one. */
  boolean isAgentOfPeer(Caller caller) {
    Settings now = settings.get();
    Node peer = now.pair().peer();
    boolean asked = now.tlsDir().isPresent() && now.clientCerts() != ClientCerts.NOT_ASKED;
    return caller
        .commonName()
        .map(peer.name()::equals)
        .orElseGet(() -> !asked && comesFrom(peer.address(), caller));
  }

  private static boolean comesFrom(Ipv4 address, Caller caller) {
    return caller.address() instanceof Inet4Address v4 && Ipv4.of(v4.getAddress()).equals(address);
  }
}
