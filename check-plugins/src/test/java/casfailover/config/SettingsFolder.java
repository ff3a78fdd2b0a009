package casfailover.config;

import casfailover.pair.Ipv4;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder with copies of the example files, in which {@code @FOLDER@} has become its path, and
 * with the keys, passwords and programs that they name.
 */
record SettingsFolder(Path path) {

  static final Set<Ipv4> OF_EXCH_A = Set.of(Ipv4.parse("192.0.2.11"), Ipv4.parse("192.0.2.15"));

  static SettingsFolder in(Path path) throws IOException {
    for (Path file : examples()) {
      byte[] bytes = Files.readAllBytes(file);
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      String there = text.replace("@FOLDER@", path.toString());
      Files.write(path.resolve(file.getFileName()), there.getBytes(StandardCharsets.ISO_8859_1));
    }
    Files.createDirectories(path.resolve("tls"));
    Files.createDirectories(path.resolve("tls-without-key"));
    Files.createDirectories(path.resolve("letters"));
    for (String name : List.of("tls/ca.pem", "tls/exch-a.pem", "tls/exch-a.key")) {
      Files.writeString(path.resolve(name), "key");
    }
    for (String name : List.of("ca.pem", "exch-a.pem")) {
      Files.writeString(path.resolve("tls-without-key").resolve(name), "key");
    }
    write(path, "powershell", "#!/bin/sh\n", "rwx------");
    write(path, "password", "correct horse\n", "rw-------");
    write(path, "password-open", "correct horse\n", "rw-r-----");
    write(path, "password-empty", "", "rw-------");
    return new SettingsFolder(path);
  }

  private static void write(Path folder, String name, String text, String rights)
      throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
  }

  /** The example files as they are kept. */
  static List<Path> examples() throws IOException {
    URL minimal = Objects.requireNonNull(SettingsFolder.class.getResource("minimal.cfg"));
    try (Stream<Path> files = Files.list(Path.of(minimal.toURI()).resolveSibling("."))) {
      return files.sorted().toList();
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  Path file(String name) {
    return path.resolve(name);
  }

  Reading read(String name) {
    return SettingsReader.read(file(name), exchA());
  }

  /** The settings in a file that must be good. */
  Settings good(String name) {
    return good(read(name));
  }

  static Settings good(Reading reading) {
    if (reading instanceof Reading.Good good) {
      return good.settings();
    }
    throw new AssertionError(reading);
  }

  /** What a person is told, with FOLDER in place of this folder. */
  String told(List<?> findings) {
    StringBuilder text = new StringBuilder();
    for (Object finding : findings) {
      text.append(finding.toString().replace(path.toString(), "FOLDER")).append('\n');
    }
    return text.toString();
  }

  /** The server exch-a on Linux, where exch-trap and relay are names that lead elsewhere. */
  static LocalView exchA() {
    return new LocalView(OF_EXCH_A, SettingsFolder::resolve, new Platform.Posix());
  }

  static Set<Ipv4> resolve(String name) {
    return switch (name) {
      case "exch-trap" -> Set.of(Ipv4.parse("192.0.2.100"));
      case "relay.corp.example" -> Set.of(Ipv4.parse("192.0.2.12"));
      default -> Set.of();
    };
  }
}
