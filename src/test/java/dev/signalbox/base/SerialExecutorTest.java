package dev.signalbox.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.testing.LiveThreads;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SerialExecutorTest {
  private static final int MANY = 2_000;

  @Test
  void oneAfterAnotherInTheirOrderAndNoThreadIsLeft() {
    SerialExecutor executor = new SerialExecutor("serial trial");
    AtomicInteger atWork = new AtomicInteger();
    List<Integer> overlaps = new CopyOnWriteArrayList<>();
    List<Integer> done = new CopyOnWriteArrayList<>();
    for (int i = 0; i < MANY; i++) {
      int number = i;
      executor.execute(
          () -> {
            if (atWork.incrementAndGet() > 1) {
              overlaps.add(number);
            }
            done.add(number);
            atWork.decrementAndGet();
          });
    }
    await().until(() -> done.size() == MANY);
    assertThat(done).isEqualTo(IntStream.range(0, MANY).boxed().toList());
    assertThat(overlaps).isEmpty();
    LiveThreads.awaitNone("serial trial");
  }
}
