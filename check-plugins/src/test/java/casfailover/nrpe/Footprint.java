package casfailover.nrpe;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.lang.management.ManagementFactory;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;

/**
 * What this program holds on to, in bytes, measured while nothing is under way.
 *
 * @param heap the used heap after two collections
 * @param pinned of Netty's pooled buffers, those in use, on and off the heap
 * @param pools what Netty's pools have taken from the system, and their unpooled buffers
 */
record Footprint(long heap, long pinned, long pools) {

  private static final long MOST_MILLIS_FOR_A_COLLECTION = 20_000;

  static Footprint now() throws InterruptedException {
    // The second collection takes what the first has only found.
    collect();
    collect();
    PooledByteBufAllocator pooled = PooledByteBufAllocator.DEFAULT;
    return new Footprint(
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        pinnedNow(),
        pooled.metric().usedDirectMemory()
            + pooled.metric().usedHeapMemory()
            + UnpooledByteBufAllocator.DEFAULT.metric().usedDirectMemory());
  }

  /** What of Netty's pooled buffers is in use. */
  static long pinnedNow() {
    PooledByteBufAllocator pooled = PooledByteBufAllocator.DEFAULT;
    return pooled.pinnedDirectMemory() + pooled.pinnedHeapMemory();
  }

  private static void collect() throws InterruptedException {
    ReferenceQueue<Object> collected = new ReferenceQueue<>();
    PhantomReference<Object> sign = new PhantomReference<>(new Object(), collected);
    System.gc();
    assertThat(collected.remove(MOST_MILLIS_FOR_A_COLLECTION)).isSameAs(sign);
  }
}
