package dev.signalbox.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveThreadsTest {

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void seesAThreadUntilItEnds(boolean virtual) {
    Gate gate = new Gate();
    Thread.Builder builder = virtual ? Thread.ofVirtual() : Thread.ofPlatform();
    builder.name("left behind").start(gate::awaitDeaf);

    await().until(() -> LiveThreads.named("left ").equals(List.of("left behind")));
    gate.open();
    LiveThreads.awaitNone("left ");
  }

  @Test
  void looksForTheBeginningOfAName() {
    assertThat(LiveThreads.named(Thread.currentThread().getName())).isNotEmpty();
    assertThat(LiveThreads.named("no thread is called this")).isEmpty();
  }
}
