package dev.signalbox.ui.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.Actor;
import dev.signalbox.journal.Subject;
import dev.signalbox.journal.Transition;
import dev.signalbox.journal.samples.Stretch;
import dev.signalbox.ui.States;
import dev.signalbox.ui.objects.ObjectLooks;
import dev.signalbox.ui.objects.Trouble;
import dev.signalbox.ui.past.Past;
import dev.signalbox.ui.past.Segment;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.Tone;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PastLooksTest {
  private static final Subject TXLOG = Subject.relay("txlog");
  private static final PastLooks LOOKS = new PastLooks(new Texts());

  private static ObjectLooks minutesAgo(long minutes) {
    Past past =
        new Past(
            Map.of(
                TXLOG,
                List.of(
                    new Transition(
                        TXLOG,
                        States.ago(Duration.ofMinutes(35)),
                        "",
                        "Standby",
                        Optional.of("held by host b pid 2"),
                        Optional.empty()),
                    new Transition(
                        TXLOG,
                        States.ago(Duration.ofMinutes(30)),
                        "",
                        "Running",
                        Optional.empty(),
                        Optional.of(new Actor("kurt", "console-3", "window"))),
                    new Transition(
                        TXLOG,
                        States.ago(Duration.ofMinutes(9)),
                        "",
                        "Paused",
                        Optional.of("oracle does not reply"),
                        Optional.empty()))),
            List.of(
                new Stretch(
                    States.ago(Duration.ofMinutes(40)), States.NOW, Stretch.Gap.NOT_RUNNING)));
    var at = States.ago(Duration.ofMinutes(minutes));
    Segment state = past.at(TXLOG, at, States.NOW);
    return LOOKS.of("txlog", state, at);
  }

  @Test
  void anObjectLooksAsItDidThen() {
    ObjectLooks standby = minutesAgo(33);
    assertThat(standby.word()).isEqualTo("Standby");
    assertThat(standby.detail()).isEqualTo("held by host b pid 2");
    assertThat(standby.trouble()).isEqualTo(Trouble.WELL);
    assertThat(standby.tone()).isEqualTo(Tone.ACCENT);

    ObjectLooks running = minutesAgo(10);
    assertThat(running.word()).isEqualTo("Running");
    assertThat(running.since()).isEqualTo("up 0:20:00");
    assertThat(running.detail()).contains("by kurt");
    assertThat(running.trouble()).isEqualTo(Trouble.WELL);

    ObjectLooks paused = minutesAgo(4);
    assertThat(paused.word()).isEqualTo("Paused");
    assertThat(paused.since()).isEqualTo("down 0:05:00");
    assertThat(paused.detail()).isEqualTo("oracle does not reply");
    assertThat(paused.trouble()).isEqualTo(Trouble.LOST);
    assertThat(paused.spoken()).startsWith("txlog, Paused, as it was at ");
  }

  @Test
  void whatNobodySawIsNotTakenForWellAndNothingCanBeAsked() {
    ObjectLooks before = minutesAgo(50);
    assertThat(before.word()).isEqualTo("Not recorded");
    assertThat(before.trouble()).isEqualTo(Trouble.IDLE);
    assertThat(List.of(before, minutesAgo(4)))
        .allSatisfy(
            looks -> {
              assertThat(looks.main().command()).isEmpty();
              assertThat(looks.side()).isEmpty();
              assertThat(looks.cancel()).isEmpty();
            });
  }
}
