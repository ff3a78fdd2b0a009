package casfailover.nrpe;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.util.ReferenceCountUtil;
import java.nio.file.Path;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NoLeaks.class)
class TlsEnginesTest {

  /** The build runs all of this a second time where BoringSSL is switched off. */
  private static final boolean SWITCHED_OFF = Boolean.getBoolean("io.netty.handler.ssl.noOpenSsl");

  @TempDir Path folder = Path.of("");

  @Test
  void bothEndsShakeHandsByTheQuickLibrary() throws Exception {
    TlsFiles files = new TestAuthority(folder, "ca").sign("exch-a");
    assertThat(isQuick(Tls.ofServer(files, ClientCertificates.REQUIRED))).isEqualTo(!SWITCHED_OFF);
    assertThat(isQuick(Tls.ofClient(files))).isEqualTo(!SWITCHED_OFF);
    assertThat(isQuick(Tls.ofClient(files.authority()))).isEqualTo(!SWITCHED_OFF);
  }

  private static boolean isQuick(Tls tls) {
    SSLEngine engine = TlsEngines.of(tls).next(ByteBufAllocator.DEFAULT);
    try {
      return engine instanceof ReferenceCountedOpenSslEngine;
    } finally {
      ReferenceCountUtil.release(engine);
    }
  }
}
