package casfailover;

import static java.util.stream.Collectors.toMap;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** Who may import whom. A package that is not there yet breaks no rule. */
final class ImportTable {

  static final String ROOT = "casfailover";
  private static final String EVERYTHING = "*";

  /** A package, and those of ours that it may import. */
  private static final Map<String, Set<String>> TABLE =
      """
      pair
      sight        pair
      config       pair
      process
      probe        pair sight process
      exchange     pair sight process
      check        pair sight
      nrpe
      jnrpe        pair sight probe exchange check nrpe
      decide       pair sight
      order        pair decide
      journal      pair sight decide
      takeover     pair sight process decide journal
      handover     pair sight decide journal nrpe
      mail         pair sight decide
      keep         pair sight decide order journal takeover handover mail
      report       pair sight decide journal mail
      certificate  process pair
      agent        *
      program      *
      """
          .lines()
          .map(line -> line.split(" +"))
          .collect(
              toMap(
                  words -> words[0], words -> Set.of(Arrays.copyOfRange(words, 1, words.length))));

  /** The packages that act on the world: {@code keep} says what they are to do, and calls none. */
  private static final Set<String> ACTING = Set.of("journal", "takeover", "handover", "mail");

  private ImportTable() {}

  /** The package of ours that a class stands in, as one word; empty for all other classes. */
  static String packageOf(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(ROOT + ".") ? name.substring(ROOT.length() + 1) : "";
  }

  static ArchCondition<JavaClass> standInAPackageOfTheTable() {
    return Conditions.each(
        "stand in a package of the import table", type -> TABLE.containsKey(packageOf(type)));
  }

  static ArchCondition<JavaClass> standInANullMarkedPackage() {
    return Conditions.each(
        "stand in a package whose package-info says @NullMarked",
        type -> type.getPackage().isAnnotatedWith(NullMarked.class));
  }

  static ArchCondition<JavaClass> importOnlyWhatTheTableSays() {
    return Conditions.eachDependency(
        "import only what the import table says",
        (from, to) -> !isOurs(to) || mayImport(packageOf(from), packageOf(to)));
  }

  static ArchCondition<JavaClass> useOnlyValuesOfThePackagesThatAct() {
    return Conditions.eachDependency(
        "use, in keep, only records, enums and sealed interfaces of the packages that act",
        (from, to) ->
            !packageOf(from).equals("keep")
                || !ACTING.contains(packageOf(to))
                || to.isRecord()
                || to.isEnum()
                || (to.isInterface() && to.isSealed()));
  }

  private static boolean isOurs(JavaClass type) {
    return (type.getPackageName() + ".").startsWith(ROOT + ".");
  }

  private static boolean mayImport(String from, String to) {
    Set<String> allowed = TABLE.getOrDefault(from, Set.of());
    boolean everything = allowed.contains(EVERYTHING) && !to.equals("program");
    return from.equals(to) || everything || allowed.contains(to);
  }
}
