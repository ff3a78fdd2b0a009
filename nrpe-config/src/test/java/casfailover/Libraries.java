package casfailover;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import java.util.Map;

/** Which package hides which library from all the others. */
final class Libraries {

  private static final Map<String, String> OWNERS =
      Map.of(
          "it.jnrpe", "jnrpe",
          "io.netty", "nrpe",
          "org.apache.commons.exec", "process",
          "org.apache.commons.csv", "exchange",
          "jakarta.mail", "mail",
          "picocli", "program",
          "org.objectweb.asm", "program");

  private Libraries() {}

  static ArchCondition<JavaClass> useALibraryOnlyInItsOwnersPackage() {
    return Conditions.eachDependency(
        "use a library only in the package that owns it",
        (from, to) ->
            OWNERS.entrySet().stream()
                .filter(library -> (to.getPackageName() + ".").startsWith(library.getKey() + "."))
                .allMatch(library -> library.getValue().equals(ImportTable.packageOf(from))));
  }
}
