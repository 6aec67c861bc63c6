package dev.signalbox.journal.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RingTest {
  private static final int BUCKETS = Step.SECOND.buckets();
  private static final long BEGIN = 1_800_000_000L;

  /**
   * What is measured now and then for an hour, with a clock that is set, against all that is known.
   */
  @Test
  void itHasWhatWasPutIntoItAndForgetsWhatIsOld() throws Exception {
    Random random = new Random(20_251_128);
    for (int round = 0; round < 20; round++) {
      Ring ring = new Ring(BUCKETS);
      TreeMap<Long, short[]> known = new TreeMap<>();
      long now = BEGIN;
      for (int i = 0; i < 300; i++) {
        now +=
            switch (random.nextInt(20)) {
              case 0 -> random.nextInt(2 * BUCKETS);
              case 1 -> -random.nextInt(BUCKETS);
              default -> random.nextInt(4);
            };
        short value = (short) (1 + random.nextInt(0xFFFF));
        ring.put(now, value);
        known.tailMap(now, false).clear();
        known.headMap(now - BUCKETS, true).clear();
        known.merge(
            now,
            new short[] {value, value},
            (one, other) ->
                new short[] {
                  Quantity.smaller(one[0], other[0]), Quantity.larger(one[1], other[1])
                });
      }
      for (Ring each : new Ring[] {ring, ring.copy(), read(written(ring))}) {
        for (long bucket = now - 2L * BUCKETS; bucket < now + BUCKETS; bucket++) {
          short[] expected = known.getOrDefault(bucket, new short[2]);
          assertThat(new short[] {each.low(bucket), each.high(bucket)})
              .as("%d of %d", bucket, now)
              .isEqualTo(expected);
        }
      }
    }
  }

  private static byte[] written(Ring ring) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ring.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static Ring read(byte[] bytes) throws IOException {
    Ring read = new Ring(BUCKETS);
    read.read(Step.SECOND, new DataInputStream(new ByteArrayInputStream(bytes)));
    return read;
  }

  /** A ring of this many buckets takes 34 kB when it is full. */
  @Test
  void whatIsNotMeasuredTakesNoRoom() throws Exception {
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Ring ring = new Ring(Step.TEN_SECONDS.buckets());
    ring.put(BEGIN, Quantity.encode(1));
    long before = thread.getCurrentThreadAllocatedBytes();
    Ring copy = ring.copy();
    long taken = thread.getCurrentThreadAllocatedBytes() - before;
    assertThat(copy.high(BEGIN)).isEqualTo(Quantity.encode(1));

    assertThat(taken).isLessThan(2_000);
  }
}
