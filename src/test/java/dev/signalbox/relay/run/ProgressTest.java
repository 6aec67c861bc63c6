package dev.signalbox.relay.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.state.RelayCounters;
import dev.signalbox.testing.ManualScheduler;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final Progress progress = new Progress(new ManualScheduler());

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
}
