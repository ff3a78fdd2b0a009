package casfailover.jnrpe;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.check.Check;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import it.jnrpe.plugins.annotations.Plugin;
import java.util.List;

/** What a plugin may draw in, since it also runs in a stock JNRPE server. */
@AnalyzeClasses(packages = "casfailover", importOptions = DoNotIncludeTests.class)
class PluginClassesTest {

  /** Such a server has the JDK and jnrpe-lib; of all else it has other versions, or none. */
  @ArchTest
  static final ArchRule PLUGINS_NEED_NOTHING_THAT_A_STOCK_SERVER_LACKS =
      noClasses()
          .that()
          .areAnnotatedWith(Plugin.class)
          .should()
          .transitivelyDependOnClassesThat(
              describe("a stock server lacks", PluginClassesTest::isLacking));

  private static boolean isLacking(JavaClass type) {
    return !(type.getPackageName() + ".")
        .matches("(java|javax|jdk|sun|it\\.jnrpe|casfailover|org\\.jspecify)\\..*|\\.");
  }

  /** Drawn in by another one, a plugin cannot be loaded by its own name any more. */
  @ArchTest
  static void noPluginDrawsInAnotherOne(JavaClasses all) {
    List<JavaClass> plugins =
        all.stream().filter(type -> type.isAnnotatedWith(Plugin.class)).toList();
    assertThat(plugins).hasSameSizeAs(Check.values());
    for (JavaClass plugin : plugins) {
      noClasses()
          .that(describe("are " + plugin.getSimpleName(), plugin::equals))
          .should()
          .transitivelyDependOnClassesThat(
              describe(
                  "are another plugin", type -> !type.equals(plugin) && plugins.contains(type)))
          .check(all);
    }
  }

  @ArchTest
  static void theJarCarriesNothingOfJnrpeItself(JavaClasses all) throws Exception {
    assertThat(StockJnrpeProcess.filesIn(StockJnrpeProcess.placeOf(CheckPlugin.class)))
        .filteredOn(file -> file.toString().endsWith(".class"))
        .allSatisfy(file -> assertThat(file.toString()).contains("casfailover"));
    assertThat(all.contain(CheckPlugin.class)).isTrue();
  }
}
