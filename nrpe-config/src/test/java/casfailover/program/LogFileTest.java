package casfailover.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

  private static final int BYTES = 2000;
  private static final int LINE = 100;

  @TempDir Path folder;

  private void write(String name, String... texts) throws IOException {
    Handler handler = LogFile.handler(folder.resolve(name), BYTES);
    try {
      for (String text : texts) {
        handler.publish(new LogRecord(Level.INFO, text));
      }
    } finally {
      handler.close();
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  @Test
  void aFullFileGivesWayAndNeverAreThereMoreThanFive() throws IOException {
    write(
        "agent.log",
        Stream.iterate(1, n -> n + 1).limit(1000).map(n -> "event " + n).toArray(String[]::new));

    assertThat(files())
        .containsExactly("agent.log.0", "agent.log.1", "agent.log.2", "agent.log.3", "agent.log.4");
    for (String each : files()) {
      assertThat(Files.size(folder.resolve(each))).isLessThan(BYTES + LINE);
    }
    assertThat(Files.readAllLines(folder.resolve("agent.log.0")))
        .last()
        .asString()
        .endsWith("INFO event 1000");
    String oldestOfNewest = Files.readAllLines(folder.resolve("agent.log.0")).get(0);
    String newestOfOlder = last(Files.readAllLines(folder.resolve("agent.log.1")));
    assertThat(number(newestOfOlder)).isEqualTo(number(oldestOfNewest) - 1);
  }

  private static String last(List<String> lines) {
    return lines.get(lines.size() - 1);
  }

  private static int number(String line) {
    return Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1));
  }

  @Test
  void anotherStartWritesOnWhereTheLastOneEnded() throws IOException {
    write("agent.log", "one");
    write("agent.log", "two");

    assertThat(Files.readString(folder.resolve("agent.log.0"))).matches("(?s).* one\\R.* two\\R");
  }

  @Test
  void umlautsAreUtf8WhateverTheSystemPrefers() throws IOException {
    write("agent.log", "Jürgen Groß");

    assertThat(Files.readString(folder.resolve("agent.log.0"))).endsWith("Jürgen Groß\n");
  }

  @Test
  void aPercentSignInItsNameStandsForItself() throws IOException {
    write("100%h.log", "here");

    assertThat(files()).containsExactly("100%h.log.0");
  }
}
