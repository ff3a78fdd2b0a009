package casfailover.jnrpe;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.check.Check;
import casfailover.nrpe.Query;
import it.jnrpe.ReturnValue;
import it.jnrpe.commands.CommandDefinition;
import it.jnrpe.commands.CommandInvoker;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The plugins as a stock JNRPE server finds and runs them, without any of our own code around. */
class StockServerTest {

  private static final String ARGUMENTS = "--arguments \"$ARG1$ $ARG2$\"";

  private final ListeningAgent agent = ListeningAgent.plain(0, "CAS PEER OK - it is");

  StockServerTest() throws IOException {}

  @BeforeEach
  void tellWhereTheAgentListens() {
    System.setProperty(AgentAddress.PORT, String.valueOf(agent.port()));
  }

  @AfterEach
  void end() {
    System.clearProperty(AgentAddress.PORT);
    agent.close();
  }

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
  void asksTheAgentAndHandsItsAnswerOn(Check check) throws Exception {
    agent.answers(2, check.service() + " CRITICAL - größer | a=1\n\\_ [OK] below");
    assertThat(run(check.command(), ARGUMENTS))
        .isEqualTo(new Answer(2, check.service() + " CRITICAL - größer | a=1\n\\_ [OK] below"));
    assertThat(agent.queries).containsExactly(Query.of(check.command()));
  }

  @Test
  void takesEachWordFromAnArgumentOfItsOwnOrAllFromOne() throws Exception {
    run("check_peer", ARGUMENTS, "pl_warning=1", "pl_critical=2");
    run("check_peer", ARGUMENTS, "pl_warning=1  pl_critical=2");
    assertThat(agent.queries)
        .hasSize(2)
        .containsOnly(Query.of("check_peer", "pl_warning=1", "pl_critical=2"));
  }

  @Test
  void refusesAnUnknownWordByItself() throws Exception {
    assertThat(run("check_cas_ip", ARGUMENTS, "x=1").text())
        .isEqualTo("CAS IP UNKNOWN - argument 'x' is not known; check_cas_ip takes no arguments");
    assertThat(run("check_peer", ARGUMENTS, "pl_warning=1 pl_warning=2").text())
        .contains("'pl_warning' came twice");
    assertThat(agent.queries).isEmpty();
  }

  static Stream<List<String>> hostileArguments() {
    return Stream.of(
        List.of("--arguments"),
        List.of("--arguments=pl_warning=1"),
        List.of("--"),
        List.of("-a x=1"),
        List.of("-ax=1"),
        List.of("--agent=192.0.2.66:5666"),
        List.of("--tls_dir=/", "pl_warning=1"),
        List.of("-Dcasfailover.agent.host=192.0.2.66"),
        List.of("casfailover.agent.host=192.0.2.66"),
        List.of("pl_warning=1 --arguments pl_warning=2"),
        List.of("pl_warning=$ARG2$", "1:2:3"),
        List.of("$ARG2$ $ARG2$", "pl_warning=1"),
        List.of("pl_warning=$ARG1$"),
        List.of("pl_warning=\"1\""),
        List.of("\" pl_warning=1"),
        List.of("pl_warning=1!pl_critical=2"),
        List.of("pl_warning=`id`"),
        List.of("pl_warning=$(id)"),
        List.of("pl_warning=1;id"),
        List.of("pl_warning=1|x=2"),
        List.of("pl_warning=1\npl_critical=2"),
        List.of("\u202e=1"));
  }

  @ParameterizedTest
  @MethodSource("hostileArguments")
  void asksNobodyForAHostileArgument(List<String> arguments) throws Exception {
    Answer answer = run("check_peer", ARGUMENTS, arguments.toArray(String[]::new));
    assertThat(answer.code()).isEqualTo(3);
    assertThat(answer.text()).doesNotContain("|", "\n", "\u202e");
    assertThat(agent.queries).isEmpty();
  }

  /**
   * The engine takes a word that begins with a dash for an option, and the rest for its value. That
   * must not lead around the whitelist, and is why whom to ask is no option.
   */
  @Test
  void anArgumentThatIsTakenForTheOptionPassesTheSameWhitelist() throws Exception {
    run("check_peer", ARGUMENTS, "-a", "pl_warning=1");
    assertThat(agent.queries).containsExactly(Query.of("check_peer", "pl_warning=1"));
  }

  /** What an argument contains is filled in once more by the engine, and judged after that. */
  @Test
  void aMacroWithinAnArgumentBringsInNoMoreThanTheArgumentsThatCame() throws Exception {
    run("check_peer", "--arguments $ARG1$", "pl_warning=$ARG2$", "7");
    assertThat(agent.queries).containsExactly(Query.of("check_peer", "pl_warning=7"));
  }

  private static Answer run(String command, String line, String... arguments) throws Exception {
    PluginRepository plugins = new PluginRepository();
    load().forEach(plugins::addPluginDefinition);
    CommandDefinition definition = new CommandDefinition(command, command);
    definition.setArgs(line);
    CommandRepository commands = new CommandRepository();
    commands.addCommandDefinition(definition);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      ReturnValue value =
          new CommandInvoker(
                  plugins, commands, true, new EngineContext(System.getLogger("stock server")))
              .invoke(command, arguments);
      return new Answer(value.getStatus().intValue(), value.getMessage());
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
