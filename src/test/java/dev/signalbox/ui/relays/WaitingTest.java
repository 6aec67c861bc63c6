package dev.signalbox.ui.relays;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.console.Answer;
import dev.signalbox.console.Backlog;
import dev.signalbox.console.PositionPlan.Count;
import dev.signalbox.ui.States;
import dev.signalbox.ui.toolkit.Texts;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaitingTest {
  private static final Texts TEXTS = new Texts();

  @Test
  void aBacklogIsGivenWithItsAgeAndTheTimeToCatchUp() {
    assertThat(of(new Count(4_318, false), 10))
        .isEqualTo(
            new Waiting("about 4,300", "0:02:14", "0:07:12", "Waiting rows counted 7 s ago"));
  }

  @Test
  void fewRowsAreGivenAsTheyAre() {
    assertThat(of(new Count(318, false), 10).rows()).isEqualTo("318");
  }

  @Test
  void whereCountingEndedThereAreMore() {
    assertThat(of(new Count(100_000, true), 100))
        .returns("more than 100,000", Waiting::rows)
        .returns("at least 0:16:40", Waiting::catchUp);
  }

  @Test
  void whatDoesNotMoveNeverCatchesUp() {
    assertThat(of(new Count(318, false), 0).catchUp()).isEqualTo("stands still");
  }

  @Test
  void withoutABacklogNothingHasToBeCaughtUp() {
    Waiting nothing =
        Waiting.of(
            new Answer.Given<>(new Backlog(new Count(0, false), Optional.empty())),
            States.NOW,
            0,
            States.NOW,
            TEXTS);

    assertThat(nothing).isEqualTo(new Waiting("0", "none", "none", "Waiting rows counted 0 s ago"));
  }

  @Test
  void whyItIsNotKnownIsSaid() {
    assertThat(
            Waiting.of(new Answer.Failed<>(States.SILENT), States.NOW, 10, States.NOW, TEXTS)
                .note())
        .isEqualTo("Not known: The heartbeat was not answered within 3 s (ORA-18730)");
    assertThat(
            Waiting.of(new Answer.Refused<>("closing"), States.NOW, 10, States.NOW, TEXTS).note())
        .isEqualTo("Not known: closing");
  }

  private static Waiting of(Count rows, double rate) {
    return Waiting.of(
        new Answer.Given<>(new Backlog(rows, Optional.of(Duration.ofSeconds(134)))),
        States.ago(Duration.ofSeconds(7)),
        rate,
        States.NOW,
        TEXTS);
  }
}
