package casfailover.nrpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {

  @Test
  void splitsAtTheExclamationMark() {
    assertThat(Query.parse("handle_event!state=DOWN!!type=HARD"))
        .isEqualTo(new Query("handle_event", List.of("state=DOWN", "", "type=HARD")));
  }

  @Test
  void aCommandMayHaveNoArguments() {
    assertThat(Query.parse("check_dag")).isEqualTo(Query.of("check_dag"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "x!", "!", "x!a!b", "x!!", "x!comment=wow! great!"})
  void isWrittenAsItWasRead(String text) {
    assertThat(Query.parse(text).text()).isEqualTo(text);
  }

  @Test
  void anArgumentWithTheSeparatorIsAsManyAsWillArrive() {
    assertThat(Query.of("acknowledge", "comment=wow! great").arguments())
        .containsExactly("comment=wow", " great");
  }

  @Test
  void aCommandCannotContainTheSeparator() {
    assertThatThrownBy(() -> Query.of("a!b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the name of a command has no '!': a!b");
  }
}
