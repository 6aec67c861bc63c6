package dev.signalbox.relay.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.state.PublishLatency;
import dev.signalbox.relay.state.RelayCounters;
import dev.signalbox.testing.ManualScheduler;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ManualScheduler scheduler = new ManualScheduler();
  private final Progress progress = new Progress(scheduler);

  @Test
  void whatIsPublishedMayBeSentAgainUntilTheCheckpointIsBehindIt() {
    progress.published(100);
    progress.acknowledged(60, 0);
    progress.committed(50);

    assertThat(progress.counters())
        .returns(40L, RelayCounters::inFlight)
        .returns(50L, RelayCounters::uncommitted);
  }

  @Test
  void whatIsOverdueIsCountedOnceWhenItIsSentAgain() {
    progress.published(100);
    progress.overdue();
    progress.published(100);

    assertThat(progress.counters()).returns(100L, RelayCounters::inFlight);
  }

  @Test
  void aTermBeginsBehindTheCheckpoint() {
    progress.published(100);
    progress.acknowledged(60, 0);
    progress.term();

    assertThat(progress.counters())
        .returns(0L, RelayCounters::inFlight)
        .returns(0L, RelayCounters::uncommitted)
        .returns(100L, RelayCounters::published);
  }

  @Test
  void rowsThatWereInTheStreamAlreadyTakeNothingFromWhatIsInFlight() {
    progress.acknowledged(5, 5);

    assertThat(progress.counters())
        .returns(0L, RelayCounters::inFlight)
        .returns(5L, RelayCounters::uncommitted);
  }

  @Test
  void theLatencyIsThatOfTheRowsOfTheLastSecond() {
    assertThat(progress.counters().latency()).isEmpty();
    progress.acknowledged(1, 0);
    progress.took(took(3, 50));
    progress.took(took(2, 20));
    assertThat(progress.counters().latency()).contains(took(2, 50));

    scheduler.advance(Duration.ofMillis(900));
    progress.acknowledged(1, 0);
    progress.took(took(7, 7));
    assertThat(progress.counters().latency()).contains(took(2, 50));
    scheduler.advance(Duration.ofMillis(900));
    assertThat(progress.counters().latency()).contains(took(7, 7));
    scheduler.advance(Duration.ofSeconds(1));
    assertThat(progress.counters().latency()).isEmpty();
  }

  private static PublishLatency took(long least, long most) {
    return new PublishLatency(Duration.ofMillis(least), Duration.ofMillis(most));
  }
}
