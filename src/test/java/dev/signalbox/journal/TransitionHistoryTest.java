package dev.signalbox.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransitionHistoryTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private final TransitionHistory history = new TransitionHistory(2);

  @Test
  void mergesAStateThatGoesOn() {
    record("nats", 0, "Connected", Optional.empty());
    record("nats", 1, "Connected", Optional.empty());

    assertThat(history.of("nats"))
        .containsExactly(new Transition(NOW, "Connected", Optional.empty()));
  }

  @Test
  void aNewCauseIsANewEntry() {
    record("nats", 0, "Waiting", Optional.of("refused"));
    record("nats", 1, "Waiting", Optional.of("timed out"));

    assertThat(history.of("nats")).hasSize(2);
  }

  @Test
  void keepsTheNewestOfEachSubject() {
    record("nats", 0, "Off", Optional.empty());
    record("nats", 1, "Connecting", Optional.empty());
    record("nats", 2, "Connected", Optional.empty());
    record("oracle", 3, "Off", Optional.empty());

    assertThat(history.of("nats"))
        .extracting(Transition::state)
        .containsExactly("Connecting", "Connected");
    assertThat(history.of("oracle")).hasSize(1);
    assertThat(history.of("nobody")).isEmpty();
  }

  private void record(String subject, int second, String state, Optional<String> cause) {
    history.record(subject, new Transition(NOW.plusSeconds(second), state, cause));
  }
}
