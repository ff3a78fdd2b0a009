package casfailover.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The list of materials beside what was built: the same jars are in both. Run by the profile lab.
 */
class MaterialsIT {

  private static final Path BUILT = Path.of("target");
  private static final Pattern PART =
      Pattern.compile(
          "\"purl\" : \"pkg:maven/[^/]+/([^@\"]+)@([^?\"]+)[?](?:classifier=([^&\"]+)&)?type=(\\w+)\"");

  @Test
  void itNamesEachJarOfTheDistributionAndNoOther() throws IOException {
    assertThat(named("jar")).isEqualTo(shipped());
  }

  @Test
  void itNamesWhatMakesAServiceOnWindows() throws IOException {
    assertThat(named("zip")).singleElement().asString().startsWith("commons-daemon-");
  }

  private static Set<String> named(String type) throws IOException {
    Path list = BUILT.resolve("cas-failover-sbom.json");
    assertThat(list).as("made by mvn package, and not offline (-o)").isRegularFile();
    return PART.matcher(Files.readString(list))
        .results()
        .filter(part -> part.group(4).equals(type))
        .map(MaterialsIT::file)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String file(MatchResult part) {
    String classifier = part.group(3) == null ? "" : "-" + part.group(3);
    return part.group(1) + "-" + part.group(2) + classifier + "." + part.group(4);
  }

  private static Set<String> shipped() throws IOException {
    try (Stream<Path> files = Files.list(BUILT.resolve("cas-failover").resolve("lib"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".jar"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
