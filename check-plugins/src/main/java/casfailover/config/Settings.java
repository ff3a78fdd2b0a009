package casfailover.config;

import casfailover.pair.Node;
import casfailover.pair.Pair;
import casfailover.pair.Timing;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All that an administrator settled for a pair, checked and complete.
 *
 * @param pair the two servers and the address, seen from this one
 * @param timing the times that both keep to
 * @param serverPort the TCP port that the agent listens on
 * @param serverAddress the address that it listens on; all of them if empty
 * @param allowedHosts who may ask: addresses, networks and names as NRPE writes them, checked
 * @param peerPort the TCP port of the other server's agent
 * @param servicePorts the TCP ports that make up client access
 * @param serviceUrl the page that answers 200 while client access is well, with {@code NODE} in
 *     place of the server: see {@link #serviceUrl(Node)}
 * @param gatewayProbe how the gateway is asked
 * @param witness the host of the DAG's file share witness; none where there is no DAG
 * @param dag who says where the databases are
 * @param dagDatabases the databases that count; all of them if empty
 * @param powershell the PowerShell to start, an absolute path; of no meaning without a DAG
 * @param exchangeUri the address of Exchange's remote PowerShell on this server
 * @param exchangeSnapIn whether Exchange's snap-in is used where remote PowerShell cannot be
 * @param mailFrom the sender of our mail
 * @param mailTo its recipients, at least one
 * @param smtpHosts the mail servers in the order that they are tried in, at least one
 * @param smtpSecurity how the way to them is protected
 * @param smtpUser whom to log in as
 * @param smtpPasswordFile the file that holds the password, which never stands in a setting
 * @param mailTemplates the folder of an admin's own forms of a letter
 * @param failbackAuthors who may order a failback on the dashboard; everybody if empty
 * @param selfWatch whether the agent itself raises the alarm, for a site without a monitor
 * @param stateDir where the journal and the waiting mail are kept
 * @param logFile where the agent's log goes instead of standard error
 * @param actionClients who may order an action
 * @param tlsDir the folder of certificates and keys
 * @param clientCerts whether the agent wants to see certificates; of no meaning without that folder
 * @param sslVersion the versions of TLS that it speaks; of no meaning without that folder
 * @param dagCopyQueueWarn from how many logs waiting to be copied on to warn
 * @param dagReplayQueueWarn from how many logs waiting to be replayed on to warn
 * @param commandTimeout how long a command may take
 * @param connectionTimeout how long a query may take to come, from the connect on, and then its
 *     answer to be taken
 * @param hash six hexadecimal digits that are the same where the settings are
 */
public record Settings(
    Pair pair,
    Timing timing,
    int serverPort,
    Optional<String> serverAddress,
    List<String> allowedHosts,
    int peerPort,
    List<Integer> servicePorts,
    Optional<URI> serviceUrl,
    GatewayProbe gatewayProbe,
    Optional<String> witness,
    DagSource dag,
    List<String> dagDatabases,
    Path powershell,
    URI exchangeUri,
    boolean exchangeSnapIn,
    String mailFrom,
    List<String> mailTo,
    List<HostPort> smtpHosts,
    SmtpSecurity smtpSecurity,
    Optional<String> smtpUser,
    Optional<Path> smtpPasswordFile,
    Optional<Path> mailTemplates,
    List<String> failbackAuthors,
    boolean selfWatch,
    Path stateDir,
    Optional<Path> logFile,
    ActionClients actionClients,
    Optional<Path> tlsDir,
    ClientCerts clientCerts,
    SslVersion sslVersion,
    long dagCopyQueueWarn,
    long dagReplayQueueWarn,
    Duration commandTimeout,
    Duration connectionTimeout,
    String hash) {

  public Settings {
    allowedHosts = List.copyOf(allowedHosts);
    servicePorts = List.copyOf(servicePorts);
    dagDatabases = List.copyOf(dagDatabases);
    mailTo = List.copyOf(mailTo);
    smtpHosts = List.copyOf(smtpHosts);
    failbackAuthors = List.copyOf(failbackAuthors);
  }

  /**
   * The page that tells whether client access on one of the servers is well. A bare {@code NODE}
   * becomes the server's address, so that the answer does not hang on a name server; {@code
   * NODE.corp.example} becomes its full name.
   */
  public Optional<URI> serviceUrl(Node node) {
    return serviceUrl.map(url -> NodeUri.of(url, node.address().toString(), node.name()));
  }
}
