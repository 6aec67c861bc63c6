package dev.signalbox.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.testing.Gate;
import dev.signalbox.testing.LiveThreads;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FreshThreadTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  @Test
  void theActionSeesNoInterruptAndTheCallerKeepsItsOwn() throws Exception {
    CompletableFuture<Boolean> seen = new CompletableFuture<>();
    Thread.currentThread().interrupt();
    FreshThread.run("close", LONG, () -> seen.complete(Thread.currentThread().isInterrupted()));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(seen).isCompletedWithValue(false);
  }

  @Test
  void theActionsFailureIsTheCallers() {
    assertThatThrownBy(
            () ->
                FreshThread.run(
                    "close",
                    LONG,
                    () -> {
                      throw new IOException("broken pipe");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("broken pipe");
  }

  @Test
  void anActionThatTakesTooLongIsInterruptedUntilItEnds() {
    IOException complaint = new IOException("ended by an interrupt");
    assertThatThrownBy(
            () ->
                FreshThread.run(
                    "close",
                    Duration.ofMillis(20),
                    () -> {
                      try {
                        new Gate().awaitSwallowing(3);
                      } catch (InterruptedException e) {
                        throw complaint;
                      }
                      return null;
                    }))
        .isInstanceOf(TimeoutException.class)
        .hasMessageStartingWith("close took longer than ")
        .hasSuppressedException(complaint);
    assertThat(LiveThreads.named("close")).isEmpty();
  }

  @Test
  void aDeafActionIsInterruptedAndWaitedForUntilItEnds() throws Exception {
    // More than fit into the time in which they come often.
    CountDownLatch interrupts =
        new CountDownLatch(2 + (int) Interruption.LIMIT.dividedBy(Interruption.INTERVAL));
    CompletableFuture<Void> over = new CompletableFuture<>();
    Thread waiting =
        start(
            () -> FreshThread.run("close", Duration.ZERO, () -> countUntilOver(interrupts, over)));
    assertThat(interrupts.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(waiting.isAlive()).as("whoever waits is counted").isTrue();
    over.complete(null);
    assertThat(waiting.join(LONG)).isTrue();
    assertThat(LiveThreads.named("close")).isEmpty();
  }

  private static @Nullable Void countUntilOver(
      CountDownLatch interrupts, CompletableFuture<Void> over) throws Exception {
    while (true) {
      try {
        return over.get(LONG.toSeconds(), TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        interrupts.countDown();
      }
    }
  }

  @Test
  void anInterruptOfTheCallerIsPassedOnSoon() throws Exception {
    CompletableFuture<Void> begun = new CompletableFuture<>();
    Thread waiting =
        start(
            () ->
                FreshThread.run(
                    "close",
                    Duration.ofMinutes(1),
                    () -> {
                      begun.complete(null);
                      new Gate().await();
                      return null;
                    }));
    begun.get(10, TimeUnit.SECONDS);
    waiting.interrupt();
    assertThat(waiting.join(LONG)).isTrue();
  }

  private static Thread start(ThrowingCallable wait) {
    return Thread.ofVirtual()
        .name("waits for the close")
        .start(() -> assertThatThrownBy(wait).isInstanceOf(TimeoutException.class));
  }
}
