package casfailover.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsChangeTest {

  /** For each setting, another value than the default or the one of the smallest file. */
  private static final Map<String, String> OTHER = new TreeMap<>();

  static {
    OTHER.put("server[exch-b]", "192.0.2.13");
    OTHER.put("cas_ip", "192.0.2.101/24");
    OTHER.put("gateway", "192.0.2.254");
    OTHER.put("preferred_owner", "exch-b");
    OTHER.put("allowed_hosts", "192.0.2.20");
    OTHER.put("action_clients", "exch-a, exch-b, icinga");
    OTHER.put("tls_dir", "@FOLDER@/tls2");
    OTHER.put("ssl_client_certs", "2");
    OTHER.put("ssl_version", "TLSv1.3");
    OTHER.put("log_file", "@FOLDER@/agent.log");
    OTHER.put("server_port", "5667");
    OTHER.put("server_address", "192.0.2.11");
    OTHER.put("peer_agent", "5668");
    OTHER.put("command_timeout", "7s");
    OTHER.put("connection_timeout", "8s");
    OTHER.put("service_ports", "443, 993");
    OTHER.put("service_url", "https://NODE/owa/healthcheck.htm");
    OTHER.put("gateway_probe", "arp");
    OTHER.put("witness", "fs.corp.example");
    OTHER.put("dag", "none");
    OTHER.put("dag_databases", "Archive");
    OTHER.put("powershell", "@FOLDER@/powershell2");
    OTHER.put("exchange_uri", "http://exch-a.corp.example/PowerShell/");
    OTHER.put("exchange_snapin", "yes");
    OTHER.put("dag_copy_queue_warn", "11");
    OTHER.put("dag_replay_queue_warn", "12");
    OTHER.put("mail_from", "other@example.net");
    OTHER.put("mail_to", "other@example.net");
    OTHER.put("smtp_host", "other.provider.example");
    OTHER.put("smtp_security", "starttls");
    OTHER.put("smtp_user", "cas");
    OTHER.put("smtp_password_file", "@FOLDER@/password");
    OTHER.put("mail_templates", "@FOLDER@/letters");
    OTHER.put("failback_authors", "jane");
    OTHER.put("self_watch", "yes");
    OTHER.put("state_dir", "/srv/cas-failover");
    OTHER.put("limit", "9");
    OTHER.put("ping_interval", "110ms");
    OTHER.put("ping_deadline", "400ms");
    OTHER.put("tick", "100ms");
    OTHER.put("lease", "3s");
    OTHER.put("dag_max_age", "4s");
    OTHER.put("evidence_max_age", "400ms");
    OTHER.put("grant", "3s");
    OTHER.put("stand_down", "3m");
    OTHER.put("peer_up_hold", "31s");
    OTHER.put("cool_down", "61s");
    OTHER.put("dag_patience", "59s");
    OTHER.put("remind_every", "2h");
  }

  @TempDir Path path;
  private SettingsFolder folder = new SettingsFolder(Path.of(""));

  @BeforeEach
  void write() throws IOException {
    folder = SettingsFolder.in(path);
    Files.createDirectories(path.resolve("tls2"));
    for (String name : List.of("ca.pem", "exch-a.pem", "exch-a.key")) {
      Files.copy(path.resolve("tls").resolve(name), path.resolve("tls2").resolve(name));
    }
    Files.copy(path.resolve("powershell"), path.resolve("powershell2"));
  }

  /** The smallest pair that reads on Linux, with one line taken for another. */
  private Settings with(Map<String, String> lines) throws IOException {
    Map<String, String> all = new TreeMap<>();
    all.put("server[exch-a]", "192.0.2.11");
    all.put("server[exch-b]", "192.0.2.12");
    all.put("cas_ip", "192.0.2.100/24");
    all.put("gateway", "192.0.2.1");
    all.put("allowed_hosts", "192.0.2.10");
    all.put("mail_from", "cas@example.net");
    all.put("mail_to", "admin@example.net");
    all.put("smtp_host", "mail.provider.example:587");
    all.put("tls_dir", "@FOLDER@/tls");
    all.put("powershell", "@FOLDER@/powershell");
    all.put("smtp_user", "somebody");
    all.put("smtp_password_file", "@FOLDER@/password-2");
    all.putAll(lines);
    Files.copy(
        path.resolve("password"),
        path.resolve("password-2"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING,
        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
    StringBuilder text = new StringBuilder();
    all.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    Files.writeString(
        path.resolve("changed.cfg"), text.toString().replace("@FOLDER@", path.toString()));
    return folder.good("changed.cfg");
  }

  @Test
  void eachSettingIsNamedByItsNameAndNoOther() throws IOException {
    Settings before = with(Map.of());
    for (Map.Entry<String, String> one : OTHER.entrySet()) {
      String name = one.getKey().startsWith("server[") ? "server[...]" : one.getKey();
      Settings after = with(Map.of(one.getKey(), one.getValue()));

      List<String> names = SettingsChange.between(before, after).names();

      assertThat(names).as(one.toString()).contains(name);
      boolean portOfThePeerToo = name.equals("server_port");
      assertThat(names).as(one.toString()).hasSize(portOfThePeerToo ? 2 : 1);
      assertThat(String.join(" ", names)).doesNotContain(one.getValue().replace("@FOLDER@", ""));
    }
  }

  @Test
  void noSettingIsForgotten() {
    TreeSet<String> tried = new TreeSet<>();
    OTHER.keySet().forEach(name -> tried.add(name.replaceAll("\\[.*", "")));
    TreeSet<String> known = new TreeSet<>(Names.ours());
    known.removeIf(name -> name.startsWith("include"));

    assertThat(tried).isEqualTo(known);
  }

  @Test
  void theSameSettingsInOtherWordsDoNotDiffer() throws IOException {
    assertThat(SettingsChange.between(with(Map.of()), with(Map.of("lease", "4s"))).names())
        .isEmpty();
  }

  @Test
  void onlyWhatMakesTheAgentTheOneThatItIsNeedsARestart() throws IOException {
    Settings before = with(Map.of());
    Map<String, String> all = new TreeMap<>(OTHER);
    all.remove("server[exch-b]");
    all.remove("dag");
    Settings after = with(all);

    assertThat(SettingsChange.between(before, after).onlyAtTheStart())
        .containsExactly("cas_ip", "server_port", "server_address", "state_dir", "log_file");
    assertThat(
            SettingsChange.between(before, with(Map.of("server[exch-b]", "192.0.2.13")))
                .onlyAtTheStart())
        .containsExactly("server[...]");
  }
}
