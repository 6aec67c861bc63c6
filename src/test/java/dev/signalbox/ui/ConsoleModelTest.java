package dev.signalbox.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.state.RelayState;
import dev.signalbox.ui.toolkit.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** How often the window moves on in time, without a window. */
@ExtendWith(ApplicationExtension.class)
class ConsoleModelTest {
  private static final Duration TICK = Duration.ofMillis(100);
  private static final int TICKS_OF_A_SECOND = 10;
  private static final int SECONDS = 3;

  private final ScriptedConsole engine = new ScriptedConsole("staging", false);

  @Start
  void start(Stage unseen) {
    assertThat(unseen.isShowing()).isFalse();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void aRelayThatPollsIsDrawnOnceASecondAndOneThatStopsAtEachTick() {
    assertThat(movesWhile(States.running())).isEqualTo(SECONDS);
    assertThat(movesWhile(new RelayState.Paused(States.NOW, "Oracle has not replied for 12 s")))
        .isEqualTo(SECONDS);
    assertThat(movesWhile(States.stopping(Duration.ofSeconds(1))))
        .isEqualTo(SECONDS * TICKS_OF_A_SECOND);
  }

  /** Some seconds after the operator did something for the last time. */
  private int movesWhile(RelayState state) {
    AtomicInteger moves = new AtomicInteger();
    engine.show(state);
    WindowRobot.onFxThread(
        () -> {
          try (ConsoleModel model = new ConsoleModel(engine, new Texts(), States.NOW)) {
            Instant quiet = tick(model, States.NOW, 4 * TICKS_OF_A_SECOND);
            model.programModel().nowProperty().addListener((_, _, _) -> moves.incrementAndGet());
            var _ = tick(model, quiet, SECONDS * TICKS_OF_A_SECOND);
          }
        });
    return moves.get();
  }

  private static Instant tick(ConsoleModel model, Instant from, int times) {
    Instant now = from;
    for (int i = 0; i < times; i++) {
      now = now.plus(TICK);
      model.tick(now, Duration.ZERO);
    }
    return now;
  }
}
