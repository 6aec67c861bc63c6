package dev.signalbox.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TransitionHistoryTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Subject NATS = Subject.connection("nats");
  private static final Subject ORACLE = Subject.connection("oracle");
  private static final Subject RELAY = Subject.relay("nats");

  private final TransitionHistory history = new TransitionHistory(2, 4);

  @Test
  void mergesAStateThatGoesOn() {
    record(NATS, 0, "Connected", Optional.empty());
    record(NATS, 1, "Connected", Optional.empty());
    history.record(
        new Transition(
            NATS,
            NOW,
            "Connecting",
            "Connected",
            Optional.empty(),
            Optional.of(Actor.program("start-up"))));

    assertThat(history.of(NATS, 10)).containsExactly(transition(NATS, 0, "Connected"));
  }

  @Test
  void aNewCauseIsANewEntry() {
    record(NATS, 0, "Waiting", Optional.of("refused"));
    record(NATS, 1, "Waiting", Optional.of("timed out"));

    assertThat(history.of(NATS, 10)).hasSize(2);
  }

  @Test
  void keepsTheNewestOfEachSubject() {
    record(NATS, "Off", "Connecting", "Connected");
    record(ORACLE, "Off");

    assertThat(history.of(NATS, 10))
        .extracting(Transition::to)
        .containsExactly("Connecting", "Connected");
    assertThat(history.of(NATS, 1)).extracting(Transition::to).containsExactly("Connected");
    assertThat(history.of(NATS, 0)).isEmpty();
    assertThat(history.of(ORACLE, 10)).hasSize(1);
    assertThat(history.of(Subject.connection("nobody"), 10)).isEmpty();
  }

  @Test
  void aConnectionAndARelayOfOneNameHaveEachTheirOwn() {
    record(NATS, "Off");
    record(RELAY, "Stopped");

    assertThat(history.of(NATS, 10)).containsExactly(transition(NATS, 0, "Off"));
    assertThat(history.of(RELAY, 10)).containsExactly(transition(RELAY, 0, "Stopped"));
    assertThat(history.subjects()).containsExactlyInAnyOrder(NATS, RELAY);
  }

  @Test
  void keepsTheNewestInTotalAndForgetsWhomNothingIsKeptOf() {
    record(NATS, "Off");
    record(ORACLE, "Off", "Connecting");
    record(RELAY, "Starting", "Running");

    assertThat(history.newest(10))
        .extracting(t -> t.subject() + " " + t.to())
        .containsExactly(
            "connection oracle Off",
            "connection oracle Connecting",
            "relay nats Starting",
            "relay nats Running");
    assertThat(history.newest(1)).extracting(Transition::to).containsExactly("Running");
    assertThat(history.subjects()).containsExactlyInAnyOrder(ORACLE, RELAY);
  }

  @Test
  void aListenerHearsAllThereIsAndThenEachInOrderUntilItIsRemoved() throws Exception {
    TransitionHistory large = new TransitionHistory();
    BlockingQueue<List<Transition>> heard = new LinkedBlockingQueue<>();
    Consumer<List<Transition>> listener = heard::add;
    large.record(transition(NATS, 0, "Off"));
    large.addListener(listener);
    large.record(transition(NATS, 1, "Connecting"));
    large.record(transition(NATS, 2, "Connecting"));
    large.record(transition(NATS, 3, "Connected"));

    assertThat(heard.poll(5, TimeUnit.SECONDS)).containsExactly(transition(NATS, 0, "Off"));
    assertThat(heard.poll(5, TimeUnit.SECONDS)).containsExactly(transition(NATS, 1, "Connecting"));
    assertThat(heard.poll(5, TimeUnit.SECONDS)).containsExactly(transition(NATS, 3, "Connected"));

    large.removeListener(listener);
    large.record(transition(NATS, 4, "Off"));
    BlockingQueue<List<Transition>> later = new LinkedBlockingQueue<>();
    large.addListener(later::add);
    assertThat(later.poll(5, TimeUnit.SECONDS)).hasSize(4);
    assertThat(heard).isEmpty();
  }

  @Test
  void aListenerMayAskTheHistory() throws Exception {
    BlockingQueue<Integer> sizes = new LinkedBlockingQueue<>();
    history.addListener(_ -> sizes.add(history.newest(10).size()));

    assertThat(sizes.poll(5, TimeUnit.SECONDS)).isZero();
  }

  @Test
  void whoListensWhileOthersRecordMissesNothingAndHearsNothingTwice() throws Exception {
    TransitionHistory large = new TransitionHistory();
    BlockingQueue<List<Transition>> heard = new LinkedBlockingQueue<>();
    List<Transition> all =
        IntStream.range(0, 1_000).mapToObj(i -> transition(NATS, i, "State " + i)).toList();
    Thread recorder = Thread.ofVirtual().start(() -> all.forEach(large::record));
    large.addListener(heard::add);
    assertThat(recorder.join(Duration.ofSeconds(10))).isTrue();

    List<Transition> together = new ArrayList<>();
    while (together.size() < all.size()) {
      List<Transition> next = heard.poll(5, TimeUnit.SECONDS);
      assertThat(next).isNotNull();
      together.addAll(next);
    }
    assertThat(together).isEqualTo(all);
    assertThat(heard).isEmpty();
  }

  @Test
  void whatWasReadBackComesBeforeWhatIsThereAndIsBoundedToo() {
    record(NATS, "Connecting");
    history.restore(
        List.of(
            transition(NATS, 0, "Off"),
            transition(NATS, 1, "Failed"),
            transition(ORACLE, 2, "Off")));

    assertThat(history.of(NATS, 10))
        .extracting(Transition::to)
        .containsExactly("Failed", "Connecting");
    assertThat(history.newest(10))
        .extracting(Transition::to)
        .containsExactly("Failed", "Off", "Connecting");
  }

  @Test
  void aStateThatGoesOnFromAnEarlierRunIsOneEntry() {
    history.restore(List.of(transition(NATS, 0, "Off")));
    record(NATS, 60, "Off", Optional.empty());

    assertThat(history.of(NATS, 10)).containsExactly(transition(NATS, 0, "Off"));
  }

  private void record(Subject subject, String... states) {
    for (int i = 0; i < states.length; i++) {
      record(subject, i, states[i], Optional.empty());
    }
  }

  private void record(Subject subject, int second, String state, Optional<String> cause) {
    history.record(
        new Transition(subject, NOW.plusSeconds(second), "", state, cause, Optional.empty()));
  }

  private static Transition transition(Subject subject, int second, String state) {
    return new Transition(
        subject, NOW.plusSeconds(second), "", state, Optional.empty(), Optional.empty());
  }
}
