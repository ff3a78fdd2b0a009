package casfailover.jnrpe;

import it.jnrpe.ICommandLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command line on which every option has the same value, or none is there. */
record FixedLine(@Nullable String value) implements ICommandLine {

  @Override
  public @Nullable String getOptionValue(String name) {
    return value;
  }

  @Override
  public List<String> getOptionValues(String name) {
    return value == null ? List.of() : List.of(value);
  }

  @Override
  public String getOptionValue(String name, String otherwise) {
    return value == null ? otherwise : value;
  }

  @Override
  public @Nullable String getOptionValue(char name) {
    return value;
  }

  @Override
  public List<String> getOptionValues(char name) {
    return getOptionValues("");
  }

  @Override
  public String getOptionValue(char name, String otherwise) {
    return getOptionValue("", otherwise);
  }

  @Override
  public boolean hasOption(String name) {
    return value != null;
  }

  @Override
  public boolean hasOption(char name) {
    return value != null;
  }
}
