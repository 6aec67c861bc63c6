package dev.signalbox.relay.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayException.Recovery;
import dev.signalbox.relay.call.RelayLimits;
import dev.signalbox.relay.call.RunStoppedException;
import dev.signalbox.relay.state.RelayExamples;
import dev.signalbox.relay.state.StopMode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens while rows are being sent is noticed at once. */
@Timeout(60)
class PublisherTest {
  @AutoClose private final PublisherTrial trial = new PublisherTrial();

  @Test
  void aStopWhileRowsAreSentEndsTheWaitForAcknowledgements() throws Exception {
    AckWindow window = trial.window(2);
    trial.server().suspend();
    trial.whileSending(1, _ -> trial.control().stop(StopMode.AT_ONCE));

    long begun = System.nanoTime();
    assertThatThrownBy(() -> trial.publish(window)).isInstanceOf(RunStoppedException.class);

    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isLessThan(RelayLimits.STANDARD.publishing().acknowledgement().dividedBy(2));
    assertThat(window.status().outstanding()).isEqualTo(2);
    trial.server().resume();
  }

  @Test
  void aRowThatIsNotSentAnyMoreIsNotWaitedFor() {
    AckWindow window = trial.window(3);
    trial.whileSending(
        0,
        acknowledgement -> {
          var _ = acknowledgement.join();
          trial.control().stop(StopMode.AT_ONCE);
        });

    assertThatThrownBy(() -> trial.publish(window)).isInstanceOf(RunStoppedException.class);

    assertThat(window.status().acknowledged()).isEqualTo(1);
    assertThat(window.status().outstanding()).isZero();
  }

  @Test
  void nothingMoreIsSentFromTheMomentThatTheLeaseIsLost() {
    AckWindow window = trial.window(5);
    AtomicBoolean lost = new AtomicBoolean();
    trial.whileSending(1, _ -> lost.set(true));
    RelayException loss = new RelayException(RelayExamples.FAILURE, Recovery.NONE);

    assertThatThrownBy(
            () ->
                trial.publish(
                    window,
                    () -> {
                      if (lost.get()) {
                        throw loss;
                      }
                    }))
        .isEqualTo(loss);

    assertThat(trial.sent()).isEqualTo(2);
  }
}
