package dev.signalbox.ui.fleet;

import static dev.signalbox.ui.fleet.EngineScript.engine;
import static dev.signalbox.ui.fleet.EngineScript.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.ui.States;
import dev.signalbox.ui.WindowRobot;
import dev.signalbox.ui.fleet.standing.EngineLooks;
import dev.signalbox.ui.fleet.standing.FleetFilter;
import dev.signalbox.ui.fleet.standing.Rank;
import dev.signalbox.ui.toolkit.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

/** When engines are judged, and when their order may change. Time passes by hand. */
@ExtendWith(ApplicationExtension.class)
class FleetModelTest {
  private static final Duration MOMENT = Duration.ofMillis(100);

  private final ScriptedFleet fleet = new ScriptedFleet();
  private Instant now = States.NOW;
  private int judged;

  @AfterEach
  void close() {
    fleet.close();
  }

  @Test
  void whatChangesFastIsJudgedTwiceASecond() {
    WindowRobot.onFxThread(
        () -> {
          fleet.show(running("a"));
          FleetModel model = model();
          assertThat(judged).isEqualTo(1);
          for (int i = 0; i < 100; i++) {
            fleet.show(i % 2 == 0 ? engine("a").relay("Failed") : running("a"));
            pass(model, MOMENT);
          }
          assertThat(judged).isBetween(18, 21);
          int before = judged;
          pass(model, Duration.ofSeconds(1));
          pass(model, Duration.ofSeconds(1));
          assertThat(judged).as("nothing has changed").isLessThanOrEqualTo(before + 1);
        });
  }

  @Test
  void theOrderIsHeldForThreeSecondsAfterAKeyAndStatesAreNot() {
    WindowRobot.onFxThread(
        () -> {
          fleet.show(running("a"), running("b"));
          FleetModel model = model();
          assertThat(names(model)).containsExactly("a", "b");

          model.touch(now);
          fleet.show(running("a"), engine("b").relay("Failed"), running("c"));
          pass(model, Duration.ofSeconds(1));

          assertThat(names(model)).containsExactly("a", "b");
          assertThat(model.shown().get(1).rank()).isEqualTo(Rank.FAILED);
          assertThat(model.heldProperty().get()).isTrue();

          pass(model, Duration.ofMillis(1_900));
          assertThat(names(model)).containsExactly("a", "b");
          pass(model, MOMENT);
          assertThat(names(model)).containsExactly("b", "a", "c");
          assertThat(model.heldProperty().get()).isFalse();
        });
  }

  @Test
  void whatIsAskedForIsShownAtOnce() {
    WindowRobot.onFxThread(
        () -> {
          fleet.show(running("a"), engine("b").relay("Failed"));
          FleetModel model = model();
          model.touch(now);

          model.filter(FleetFilter.NONE.withRanks(Set.of(Rank.RUNNING)));

          assertThat(names(model)).containsExactly("a");
        });
  }

  @Test
  void oneThatIsNotThereAnyMoreIsNotHeld() {
    WindowRobot.onFxThread(
        () -> {
          fleet.show(running("a"), running("b"));
          FleetModel model = model();
          model.touch(now);

          fleet.show(running("b"));
          pass(model, Duration.ofSeconds(1));

          assertThat(names(model)).containsExactly("b");
        });
  }

  @Test
  void aLineStaysTheSameWhileWhatItSaysChanges() {
    WindowRobot.onFxThread(
        () -> {
          fleet.show(running("a"), running("b"));
          FleetModel model = model();
          List<FleetLine> before = model.orderProperty().get();

          fleet.show(running("a"), running("b").connection("maria", "Off", Optional.empty()));
          pass(model, Duration.ofSeconds(1));

          assertThat(model.orderProperty().get()).isSameAs(before);
          assertThat(model.shown().get(1).detail()).isEqualTo("1 of 2 connected");
        });
  }

  @Test
  void closingLeavesNoListener() {
    WindowRobot.onFxThread(
        () -> {
          FleetModel model = model();
          assertThat(fleet.engines.listeners()).isEqualTo(1);
          model.close();
          assertThat(fleet.engines.listeners()).isZero();
        });
  }

  /** One that judges at once, on the thread that asks. */
  private FleetModel model() {
    return new FleetModel(
        fleet,
        new Texts(),
        now,
        work -> {
          judged++;
          work.run();
        });
  }

  private void pass(FleetModel model, Duration time) {
    now = now.plus(time);
    model.tick(now);
  }

  private static List<String> names(FleetModel model) {
    return model.shown().stream().map(EngineLooks::name).toList();
  }
}
