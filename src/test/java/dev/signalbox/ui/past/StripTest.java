package dev.signalbox.ui.past;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.journal.Subject;
import dev.signalbox.journal.Transition;
import dev.signalbox.journal.samples.Stretch;
import dev.signalbox.journal.samples.Stretch.Gap;
import dev.signalbox.relay.state.RelayState;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripTest {
  private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
  private static final Subject NATS = Subject.connection("nats");

  private static Instant at(int second) {
    return START.plusSeconds(second);
  }

  private static Transition to(int second, String word) {
    return new Transition(NATS, at(second), "", word, Optional.empty(), Optional.empty());
  }

  private static Stretch watched(int from, int to, Gap before) {
    return new Stretch(at(from), at(to), before);
  }

  /** As {@code from-to signal}, in seconds. */
  private static List<String> told(Strip strip) {
    return strip.segments().stream()
        .map(
            segment ->
                "%d-%d %s"
                    .formatted(
                        Duration.between(START, segment.from()).toSeconds(),
                        Duration.between(START, segment.to()).toSeconds(),
                        segment.signal()))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(classes = {ConnectionState.class, RelayState.class})
  void everyStateMeansSomething(Class<?> states) {
    List<Class<?>> all =
        Arrays.stream(states.getPermittedSubclasses())
            .<Class<?>>map(each -> each)
            .filter(states::isAssignableFrom)
            .toList();
    assertThat(all).isNotEmpty();
    assertThat(all)
        .allSatisfy(
            state -> assertThat(Signal.of(state.getSimpleName())).isNotEqualTo(Signal.UNKNOWN));
    assertThat(Signal.of("Levitating")).isEqualTo(Signal.UNKNOWN);
  }

  @Test
  void aStateLastsUntilTheNextAndTheLastOneUntilNow() {
    assertThat(
            told(
                Strip.of(
                    List.of(to(-50, "Connected"), to(20, "Stale"), to(30, "Connected")),
                    List.of(),
                    START,
                    at(100))))
        .containsExactly("0-20 WELL", "20-30 LOST", "30-100 WELL");
  }

  @Test
  void beforeTheFirstStateNothingIsKnown() {
    assertThat(told(Strip.of(List.of(to(20, "Off")), List.of(), START, at(100))))
        .containsExactly("0-20 UNKNOWN", "20-100 IDLE");
    assertThat(told(Strip.of(List.of(), List.of(), START, at(100))))
        .containsExactly("0-100 UNKNOWN");
  }

  @Test
  void equalStatesAreOne() {
    assertThat(
            told(
                Strip.of(
                    List.of(to(0, "Connected"), to(40, "Connected"), to(70, "Connected")),
                    List.of(),
                    START,
                    at(100))))
        .containsExactly("0-100 WELL");
  }

  @Test
  void aTimeThatNobodySawIsNeverWell() {
    List<Stretch> watched =
        List.of(
            watched(10, 30, Gap.NOT_RUNNING),
            watched(40, 60, Gap.ASLEEP),
            watched(80, 100, Gap.NOT_RUNNING));
    assertThat(told(Strip.of(List.of(to(-5, "Connected")), watched, START, at(100))))
        .containsExactly(
            "0-10 UNKNOWN",
            "10-30 WELL",
            "30-40 ASLEEP",
            "40-60 WELL",
            "60-80 NOT_RUNNING",
            "80-100 WELL");
  }

  @Test
  void whatWasBeforeTheTimeShownDoesNotShow() {
    List<Stretch> watched =
        List.of(watched(-90, -70, Gap.NOT_RUNNING), watched(-60, 100, Gap.NOT_RUNNING));
    assertThat(
            told(
                Strip.of(
                    List.of(to(-80, "Failed"), to(-20, "Connected")), watched, START, at(100))))
        .containsExactly("0-100 WELL");
  }

  @Test
  void theEngineThatIsWatchedIsThereUntilNow() {
    Past past =
        new Past(
            Map.of(NATS, List.of(to(-80, "Connected"))),
            List.of(watched(-90, 95, Gap.NOT_RUNNING)));
    assertThat(told(past.strip(NATS, START, at(100)))).containsExactly("0-100 WELL");
    assertThat(told(past.strip(NATS, START, at(200))))
        .containsExactly("0-95 WELL", "95-200 UNKNOWN");
  }

  @Test
  void theStateOfAMomentBeganWhenItBeganAlsoIfTheComputerSleptMeanwhile() {
    Past past =
        new Past(
            Map.of(NATS, List.of(to(-80, "Connected"), to(20, "Stale"))),
            List.of(watched(-90, 40, Gap.NOT_RUNNING), watched(60, 100, Gap.ASLEEP)));

    assertThat(past.at(NATS, at(10), at(100)).word()).isEqualTo("Connected");
    assertThat(past.at(NATS, at(10), at(100)).from()).isEqualTo(at(-80));
    assertThat(past.at(NATS, at(20), at(100)).word()).isEqualTo("Stale");
    assertThat(past.at(NATS, at(50), at(100)).signal()).isEqualTo(Signal.ASLEEP);
    assertThat(past.at(NATS, at(70), at(100)).from()).isEqualTo(at(20));
    assertThat(past.at(NATS, at(-85), at(100)).signal()).isEqualTo(Signal.UNKNOWN);
    assertThat(past.at(NATS, at(100), at(100)).word()).isEqualTo("Stale");
  }

  @Test
  void whatEndedBeforeTheEngineBeganIsNotTakenForThePresent() {
    Past past =
        new Past(
            Map.of(NATS, List.of(to(5, "Connected"))),
            List.of(watched(0, 20, Gap.NOT_RUNNING), watched(60, 100, Gap.NOT_RUNNING)));
    assertThat(told(past.strip(NATS, START, at(50))))
        .containsExactly("0-5 UNKNOWN", "5-20 WELL", "20-50 NOT_RUNNING");
  }

  @Test
  void theWorstOfAColumnIsSeen() {
    Strip strip =
        Strip.of(
            List.of(to(0, "Connected"), to(50, "Failed"), to(51, "Connected")),
            List.of(),
            START,
            at(1_000));
    List<Signal> columns = strip.columns(10);
    assertThat(columns.getFirst()).isEqualTo(Signal.FAILED);
    assertThat(columns.subList(1, 10)).containsOnly(Signal.WELL);
  }

  @Test
  void whatEndsWhereAColumnBeginsIsNotInIt() {
    Strip strip =
        Strip.of(List.of(to(0, "Failed"), to(50, "Connected")), List.of(), START, at(100));
    assertThat(strip.columns(2)).containsExactly(Signal.FAILED, Signal.WELL);
  }

  @Test
  void moreColumnsThanThereAreStatesAreFilled() {
    Strip strip = Strip.of(List.of(to(0, "Connected"), to(5, "Stale")), List.of(), START, at(10));
    assertThat(strip.columns(1_000)).doesNotContain(Signal.UNKNOWN);
  }

  @Test
  void theMomentFindsItsState() {
    Strip strip = Strip.of(List.of(to(0, "Connected"), to(50, "Stale")), List.of(), START, at(100));
    assertThat(strip.indexAt(at(-5))).isZero();
    assertThat(strip.indexAt(at(49))).isZero();
    assertThat(strip.indexAt(at(50))).isEqualTo(1);
    assertThat(strip.indexAt(at(500))).isEqualTo(1);
  }

  @Test
  void aHeartbeatHasATickForEachHalfMinute() {
    Past past = new Past(Map.of(NATS, List.of(to(0, "Connected"), to(870, "Failed"))), List.of());
    List<Signal> ticks = Heartbeat.ticks(past, NATS, at(899));
    assertThat(ticks).hasSize(30);
    assertThat(ticks.subList(0, 29)).containsOnly(Signal.WELL);
    assertThat(ticks.getLast()).isEqualTo(Signal.FAILED);
    assertThat(Heartbeat.ticks(past, NATS, at(898))).isEqualTo(ticks);
  }
}
