package casfailover.jnrpe;

import it.jnrpe.ICommandLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The command line of a plugin whose one option has these words. */
record WordsLine(List<String> words) implements ICommandLine {

  WordsLine(List<String> words) {
    this.words = List.copyOf(words);
  }

  @Override
  public @Nullable String getOptionValue(String name) {
    return hasOption(name) ? String.join(" ", words) : null;
  }

  @Override
  public String getOptionValue(String name, String otherwise) {
    return hasOption(name) ? String.join(" ", words) : otherwise;
  }

  @Override
  public List<String> getOptionValues(String name) {
    return hasOption(name) ? words : List.of();
  }

  @Override
  public boolean hasOption(String name) {
    return name.equals(CheckPlugin.OPTION) && !words.isEmpty();
  }

  @Override
  public @Nullable String getOptionValue(char name) {
    return getOptionValue(longName(name));
  }

  @Override
  public String getOptionValue(char name, String otherwise) {
    return getOptionValue(longName(name), otherwise);
  }

  @Override
  public List<String> getOptionValues(char name) {
    return getOptionValues(longName(name));
  }

  @Override
  public boolean hasOption(char name) {
    return hasOption(longName(name));
  }

  private static String longName(char name) {
    return CheckPlugin.SHORT.equals(String.valueOf(name)) ? CheckPlugin.OPTION : "";
  }
}
