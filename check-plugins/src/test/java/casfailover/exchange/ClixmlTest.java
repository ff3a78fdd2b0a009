package casfailover.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClixmlTest {

  @Test
  void aTextWithoutMarkUpStays() {
    assertThat(Clixml.plain("Access <is> denied & more\r\n"))
        .isEqualTo("Access <is> denied & more\r\n");
  }

  @Test
  void onlyTheWordsForAPersonAreLeft() {
    assertThat(
            Clixml.plain(
                """
                #< CLIXML
                <Objs Version="1.1.0.1"><S S="progress">Loading 10%</S>\
                <S S="Error">New-PSSession : [exch-b] &lt;denied&gt;_x000D__x000A_</S>\
                <S S="warning">twice</S></Objs>"""))
        .isEqualTo("New-PSSession : [exch-b] <denied>\r\ntwice");
  }

  @Test
  void whatStandsBesideTheObjectsIsKept() {
    assertThat(
            Clixml.plain(
                "Process is terminated.\r\n#< CLIXML\r\n<Objs><S S=\"Error\">no</S></Objs>\r\nbye"))
        .contains("Process is terminated.", "no", "bye")
        .doesNotContain("<", "CLIXML");
  }

  @Test
  void objectsThatWereCutOffLeaveNoMarkUp() {
    assertThat(
            Clixml.plain(
                "#< CLIXML\r\n<Objs><S S=\"Error\">Access_x0020_denied</S><S S=\"Error\">and mo"))
        .isEqualTo("Access denied");
  }

  @Test
  void progressAloneIsNothing() {
    assertThat(Clixml.plain("#< CLIXML\r\n<Objs><Obj S=\"progress\"/></Objs>")).isEmpty();
  }
}
