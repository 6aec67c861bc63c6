package dev.signalbox.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.testing.Gate;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
  void anActionThatTakesTooLongGoesOnByItself() throws Exception {
    Gate gate = new Gate();
    CompletableFuture<Void> over = new CompletableFuture<>();
    assertThatThrownBy(
            () ->
                FreshThread.run(
                    "close",
                    Duration.ofMillis(20),
                    () -> {
                      gate.await();
                      return over.complete(null);
                    }))
        .isInstanceOf(TimeoutException.class)
        .hasMessageStartingWith("close took longer than ");
    gate.open();
    over.get(10, TimeUnit.SECONDS);
  }
}
