package casfailover.jnrpe;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.check.Check;
import it.jnrpe.commands.CommandDefinition;
import it.jnrpe.commands.CommandInvoker;
import it.jnrpe.commands.CommandOption;
import it.jnrpe.commands.CommandRepository;
import it.jnrpe.plugins.PluginDefinition;
import it.jnrpe.plugins.PluginRepository;
import it.jnrpe.utils.PluginRepositoryUtil;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The plugins as a stock JNRPE server finds and runs them, without any of our own code around. */
class StockServerTest {

  /**
   * A class loader that defines a class anew each time that it is asked for it by name, as that of
   * the stock server does: a plugin that another plugin has drawn in before cannot be loaded.
   */
  private static final class PackageLoader extends ClassLoader {

    PackageLoader() {
      super(StockServerTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("casfailover.")) {
        return super.loadClass(name, resolve);
      }
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] code = Objects.requireNonNull(in, name).readAllBytes();
        return defineClass(name, code, 0, code.length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Collection<PluginDefinition> load() throws Exception {
    ClassLoader loader = new PackageLoader();
    try (InputStream xml = Objects.requireNonNull(loader.getResourceAsStream("plugin.xml"))) {
      return PluginRepositoryUtil.loadFromXmlPluginPackageDefinitions(loader, xml);
    }
  }

  @Test
  void findsEveryCheckByPluginXml() throws Exception {
    assertThat(load())
        .extracting(PluginDefinition::getName)
        .containsExactlyElementsOf(Arrays.stream(Check.values()).map(Check::command).toList());
    assertThat(load())
        .allSatisfy(
            plugin -> {
              assertThat(plugin.getDescription()).isNotBlank();
              assertThat(plugin.getOptions())
                  .singleElement()
                  .satisfies(o -> assertThat(o.getLongOpt()).isEqualTo("arguments"));
            });
  }

  @ParameterizedTest
  @EnumSource(Check.class)
  void saysWhereTheAgentWouldBe(Check check) throws Exception {
    assertThat(run(check.command(), ""))
        .isEqualTo(
            new Answer(
                3,
                "%s UNKNOWN - cannot ask cas-agent at 127.0.0.1:5666: this program has no NRPE"
                        .formatted(check.service())
                    + " client; ask it with check_nrpe -c "
                    + check.command()));
  }

  @Test
  void refusesAnUnknownWordByItself() throws Exception {
    assertThat(run("check_cas_ip", "x=1").text())
        .isEqualTo("CAS IP UNKNOWN - argument 'x' is not known; check_cas_ip takes no arguments");
  }

  @Test
  void takesWordsFromOneOption() throws Exception {
    assertThat(run("check_peer", "pl_warning=1  pl_critical=2").text()).contains("cannot ask");
    assertThat(run("check_peer", "pl_warning=1 pl_warning=2").text()).contains("came twice");
  }

  private static Answer run(String command, String words) throws Exception {
    PluginRepository plugins = new PluginRepository();
    load().forEach(plugins::addPluginDefinition);
    CommandDefinition definition = new CommandDefinition(command, command);
    if (!words.isEmpty()) {
      definition.addArgument(new CommandOption("arguments", "$ARG1$"));
    }
    CommandRepository commands = new CommandRepository();
    commands.addCommandDefinition(definition);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      it.jnrpe.ReturnValue value =
          new CommandInvoker(
                  plugins, commands, true, new EngineContext(System.getLogger("stock server")))
              .invoke(command, new String[] {words});
      return new Answer(value.getStatus().intValue(), value.getMessage());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void readsWhereTheAgentListens() {
    Properties settings = new Properties();
    assertThat(AgentAddress.of(settings)).hasToString("127.0.0.1:5666");
    settings.setProperty("casfailover.agent.host", "::1");
    settings.setProperty("casfailover.agent.port", "15666");
    assertThat(AgentAddress.of(settings)).isEqualTo(new AgentAddress("::1", "15666"));
    assertThat(new NoAgentClient(AgentAddress.of(settings)).ask("no_check", List.of()).code())
        .isEqualTo(3);
  }
}
