package dev.signalbox.base;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.testing.Gate;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OutboxTest {
  private final Outbox outbox = new Outbox();

  @Test
  void deliversInOrder() {
    List<Integer> heard = new CopyOnWriteArrayList<>();
    IntStream.range(0, 1000).forEach(i -> outbox.add(() -> heard.add(i)));

    await().until(() -> heard.size() == 1000);
    assertThat(heard).isSorted();
  }

  @Test
  void neverDeliversOnTheThreadThatAdds() throws Exception {
    CompletableFuture<Thread> deliverer = new CompletableFuture<>();
    Thread.currentThread().interrupt();
    outbox.add(() -> deliverer.complete(Thread.currentThread()));
    assertThat(Thread.interrupted()).isTrue();

    assertThat(deliverer.get(10, SECONDS)).isNotSameAs(Thread.currentThread());
  }

  @Test
  void whatIsAddedWhileDeliveringComesLater() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    CountDownLatch done = new CountDownLatch(1);
    Gate gate = new Gate();
    outbox.add(
        () -> {
          gate.awaitDeaf();
          outbox.add(() -> heard.add("inner"));
          outbox.add(done::countDown);
          heard.add("outer");
        });
    outbox.add(() -> heard.add("next"));
    gate.open();

    assertThat(done.await(10, SECONDS)).isTrue();
    assertThat(heard).containsExactly("outer", "next", "inner");
  }

  @Test
  void deliversEverythingOfManyProducersOneAtATime() throws Exception {
    int producers = 8;
    int each = 20_000;
    List<int[]> heard = new ArrayList<>();
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger collisions = new AtomicInteger();
    CountDownLatch delivered = new CountDownLatch(producers * each);
    for (int producer = 0; producer < producers; producer++) {
      int name = producer;
      Thread.ofVirtual()
          .start(
              () -> {
                for (int i = 0; i < each; i++) {
                  int number = i;
                  outbox.add(
                      () -> {
                        if (inside.getAndIncrement() != 0) {
                          collisions.incrementAndGet();
                        }
                        heard.add(new int[] {name, number});
                        inside.decrementAndGet();
                        delivered.countDown();
                      });
                }
              });
    }

    assertThat(delivered.await(30, SECONDS)).as("all delivered").isTrue();
    assertThat(collisions).hasValue(0);
    for (int producer = 0; producer < producers; producer++) {
      int name = producer;
      assertThat(heard.stream().filter(entry -> entry[0] == name).map(entry -> entry[1]))
          .hasSize(each)
          .isSorted();
    }
  }

  @Test
  void aNotificationThatFailsStopsNoOther() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    outbox.add(
        () -> {
          throw new IllegalStateException("a mistake");
        });
    outbox.add(
        () -> {
          throw new AssertionError("a worse mistake");
        });
    outbox.add(done::countDown);

    assertThat(done.await(10, SECONDS)).isTrue();
  }

  @Test
  void whatFoundNoThreadIsDeliveredWithTheNext() throws Exception {
    AtomicInteger started = new AtomicInteger();
    Outbox cramped =
        new Outbox(
            task -> {
              if (started.getAndIncrement() == 0) {
                throw new OutOfMemoryError("Java heap space");
              }
              Thread.startVirtualThread(task);
            });
    List<String> heard = new CopyOnWriteArrayList<>();
    CountDownLatch done = new CountDownLatch(1);

    cramped.add(() -> heard.add("first"));
    cramped.add(done::countDown);

    assertThat(done.await(10, SECONDS)).isTrue();
    assertThat(heard).containsExactly("first");
  }

  @Test
  void aDeliveryThatDiesStopsNoLaterOne() throws Exception {
    Outbox dying =
        new Outbox(task -> Thread.ofVirtual().uncaughtExceptionHandler((_, _) -> {}).start(task));
    CountDownLatch died = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    dying.add(
        () -> {
          died.countDown();
          throw new Undescribable();
        });
    assertThat(died.await(10, SECONDS)).isTrue();

    await()
        .untilAsserted(
            () -> {
              dying.add(done::countDown);
              assertThat(done.await(10, MILLISECONDS)).isTrue();
            });
  }

  /** Where memory is short, even to log an error may fail. */
  private static final class Undescribable extends Error {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new OutOfMemoryError("Java heap space");
    }
  }
}
