package casfailover.jnrpe;

import java.util.Properties;

/**
 * Where the agent of this machine listens, as a stock JNRPE server is told by {@code -D} settings.
 *
 * @param host its name or address
 * @param port its port, as written, since a wrong one is told to whoever asks
 */
record AgentAddress(String host, String port) {

  static final String HOST = "casfailover.agent.host";
  static final String PORT = "casfailover.agent.port";

  static AgentAddress of(Properties settings) {
    return new AgentAddress(
        settings.getProperty(HOST, "127.0.0.1"), settings.getProperty(PORT, "5666"));
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
