package casfailover.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A system may read and write fewer bytes than it was asked to. */
class NioDiskTest {

  private final PiecemealChannel channel = new PiecemealChannel();
  private final Disk.AppendFile file = new NioDisk.Channel(channel);

  @Test
  void allIsWrittenHoweverSmallThePieces() throws IOException {
    file.write(0, bytes("0123456789"));
    file.write(4, bytes("abcdefgh"));

    assertThat(channel.content()).isEqualTo("0123abcdefgh");
    assertThat(file.readAll()).isEqualTo(bytes("0123abcdefgh"));
  }

  @Test
  void whatIsCutOffWhileItIsReadIsNotReadAsZeroes() throws IOException {
    file.write(0, bytes("0123456789"));
    channel.shrinksAfterItsSizeWasAsked(7);

    assertThat(file.readAll()).isEqualTo(bytes("0123456"));
  }

  @Test
  void theDiskHasItOnceItWasForced() throws IOException {
    file.write(0, bytes("0123456789"));
    assertThat(channel.forced()).isEmpty();

    file.force();

    assertThat(channel.forced()).isEqualTo("0123456789");
  }

  @Test
  void theChannelIsClosedWithTheFile() throws IOException {
    file.close();

    assertThat(channel.isOpen()).isFalse();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
