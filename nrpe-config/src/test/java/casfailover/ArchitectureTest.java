package casfailover;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules between the packages, held against the main classes of all three modules. */
@AnalyzeClasses(packages = "casfailover", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule EVERY_CLASS_STANDS_IN_A_PACKAGE_OF_THE_TABLE =
      classes().should(ImportTable.standInAPackageOfTheTable());

  @ArchTest
  static final ArchRule PACKAGES_IMPORT_ONLY_WHAT_THE_TABLE_SAYS =
      classes().should(ImportTable.importOnlyWhatTheTableSays());

  @ArchTest
  static final ArchRule PACKAGES_FORM_NO_CYCLE =
      slices().matching("casfailover.(*)..").namingSlices("$1").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule KEEP_KNOWS_ONLY_VALUES_OF_THE_PACKAGES_THAT_ACT =
      classes().should(ImportTable.useOnlyValuesOfThePackagesThatAct());

  @ArchTest
  static final ArchRule EVERY_LIBRARY_HAS_ONE_OWNER =
      classes().should(Libraries.useALibraryOnlyInItsOwnersPackage());

  @ArchTest
  static final ArchRule PURE_PACKAGES_USE_ONLY_VALUES_OF_THE_JDK =
      classes().should(Pure.useOnlyValuesOfTheJdk());

  @ArchTest
  static final ArchRule PURE_PACKAGES_ASK_NEITHER_CLOCK_NOR_MACHINE_NOR_CHANCE =
      classes().should(Pure.askNeitherClockNorMachineNorChance());

  @ArchTest
  static final ArchRule ADAPTERS_ARE_CREATED_ONLY_WHERE_PARTS_ARE_PUT_TOGETHER =
      classes().should(Adapters.createAdaptersOnlyWherePartsArePutTogether());

  @ArchTest
  static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED =
      classes().should(ImportTable.standInANullMarkedPackage());

  /** Rules over no classes at all would hold too. */
  @ArchTest
  static void theMainClassesOfAllModulesAreLookedAtAndNoTests(JavaClasses classes) {
    assertThat(classes.contain("casfailover.pair.Pair")).isTrue();
    assertThat(classes.contain("casfailover.decide.Decider")).isTrue();
    assertThat(classes.contain("casfailover.program.package-info")).isTrue();
    assertThat(classes.contain(ArchitectureTest.class)).isFalse();
  }
}
