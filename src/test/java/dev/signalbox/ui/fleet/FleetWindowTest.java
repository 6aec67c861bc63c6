package dev.signalbox.ui.fleet;

import static dev.signalbox.ui.WindowRobot.eventually;
import static dev.signalbox.ui.fleet.EngineScript.engine;
import static dev.signalbox.ui.fleet.EngineScript.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.console.fleet.FleetSnapshot.Link;
import dev.signalbox.console.fleet.Outcome;
import dev.signalbox.testing.Thorough;
import dev.signalbox.ui.Contrast;
import dev.signalbox.ui.States;
import dev.signalbox.ui.WindowRobot;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.Theme;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** What an operator sees of many engines. */
@ExtendWith(ApplicationExtension.class)
class FleetWindowTest extends FleetWindowTrial {
  FleetWindowTest() {
    super(new Texts(), three());
  }

  @Start
  @Override
  void open(Stage given) {
    super.open(given);
  }

  @Test
  void theListTellsEachEngineInWords() {
    eventually(() -> assertThat(list().getItems()).hasSize(5));

    assertThat(texts())
        .contains(
            "relay-1",
            "host-of-relay-1",
            "Running",
            "1 of 1 polling",
            "heard 1 s ago",
            "Failed",
            "txlog: Paused · oracle: Failed – access denied")
        .anyMatch(text -> text.startsWith("PRODUCTION · north"));
    assertThat(robot.text("#summary")).isEqualTo("3 engines, 3 known");
    assertThat(robot.text("#chip-FAILED")).isEqualTo("Failed  1");
    assertThat(stage.getTitle()).isEqualTo("Signalbox – fleet – 3 engines, 3 known");
    assertThat(robot.lookup("#chip-SILENT", Node.class).isVisible()).isFalse();

    fleet.show(
        new Link.Online(States.ago(Duration.ofSeconds(3)), List.of("stream ONE: is missing")),
        List.of(running("relay-1").row()));
    pass(Duration.ofSeconds(1));
    eventually(
        () ->
            assertThat(robot.text("#link"))
                .endsWith("Look with \"signalbox fleet setup\" at stream ONE: is missing"));
    assertThat(robot.lookup("#link", Label.class).getStyleClass()).contains("tone-warning");

    fleet.show(
        new Link.Offline(States.ago(Duration.ofSeconds(3)), "connection refused"),
        List.of(running("relay-1").row()));
    pass(Duration.ofSeconds(1));
    eventually(
        () -> assertThat(robot.text("#link")).startsWith("Cut off since ").endsWith("refused"));
    assertThat(texts()).contains("Not known", "not known: this window is cut off");
    assertThat(texts()).doesNotContain("Running", "heard 1 s ago");
    assertThat(greens(list())).isEmpty();
  }

  @Thorough
  @Test
  void chipsAndTextFilterAndEscShowsAllAgain() {
    robot.fire("#chip-FAILED");
    eventually(() -> assertThat(engines()).containsExactly("relay-2"));
    robot.press(KeyCode.ESCAPE);
    eventually(() -> assertThat(engines()).hasSize(3));
    assertThat(robot.lookup("#chip-FAILED", ToggleButton.class).isSelected()).isFalse();

    robot.press(KeyCode.CONTROL, KeyCode.F);
    WindowRobot.onFxThread(
        () -> {
          TextField filter = robot.lookup("#filter", TextField.class);
          assertThat(filter.isFocused()).isTrue();
          filter.setText("nowhere");
        });
    eventually(
        () ->
            assertThat(robot.text("#nothing")).isEqualTo("Nothing matches; 3 engines are hidden"));
    robot.press(KeyCode.ESCAPE);
    eventually(() -> assertThat(list().isFocused()).isTrue());
    WindowRobot.onFxThread(
        () ->
            list()
                .fireEvent(
                    new KeyEvent(
                        KeyEvent.KEY_TYPED,
                        "/",
                        "/",
                        KeyCode.UNDEFINED,
                        false,
                        false,
                        false,
                        false)));
    assertThat(robot.lookup("#filter", TextField.class).isFocused()).isTrue();
    assertThat(robot.lookup("#filter", TextField.class).getText()).isEmpty();
  }

  @Thorough
  @Test
  void keysGoFromRegionToRegionAndToWhateverIsInTrouble() {
    eventually(() -> assertThat(list().isFocused()).isTrue());
    robot.press(KeyCode.F8);
    assertThat(robot.text("#message")).isEqualTo("Enter opens the console of relay-2");
    robot.press(KeyCode.F6);
    assertThat(robot.lookup("#filter", TextField.class).isFocused()).isTrue();
    robot.press(KeyCode.F6);
    assertThat(stage.getScene().getFocusOwner()).isInstanceOf(ToggleButton.class);
    robot.press(KeyCode.F6);
    assertThat(list().isFocused()).isTrue();
    robot.press(KeyCode.F1);
    assertThat(robot.lookup("#keys", Node.class).isVisible()).isTrue();
    robot.press(KeyCode.ESCAPE);
    assertThat(robot.lookup("#keys", Node.class).isVisible()).isFalse();
    robot.press(KeyCode.CONTROL, KeyCode.Q);
    assertThat(closed).hasValue(1);
    assertThat(fleet.engines.listeners()).isZero();
  }

  @Test
  void headingsAreNoPlaceForTheKeyboard() {
    eventually(() -> assertThat(list().isFocused()).isTrue());
    robot.press(KeyCode.HOME);
    List<String> messages =
        Stream.of(KeyCode.UP, KeyCode.DOWN, KeyCode.DOWN, KeyCode.UP, KeyCode.END, KeyCode.HOME)
            .map(
                key -> {
                  robot.press(key);
                  return robot.text("#message").replace("Enter opens the console of ", "");
                })
            .toList();
    assertThat(messages)
        .containsExactly("relay-2", "relay-1", "relay-3", "relay-1", "relay-3", "relay-2");

    robot.press(KeyCode.SHIFT, KeyCode.END);
    assertThat(robot.text("#scope")).isEqualTo("3 selected");
    assertThat(list().getSelectionModel().getSelectedItems()).hasSize(3);
  }

  @Thorough
  @Test
  void aThousandEnginesHaveNoMoreCellsThanFitIntoTheWindow() {
    fleet.show(
        IntStream.range(0, 1_000)
            .mapToObj(i -> running("relay-%03d".formatted(i)))
            .toArray(EngineScript[]::new));
    pass(Duration.ofSeconds(1));
    eventually(() -> assertThat(list().getItems()).hasSize(1_001));

    for (int round = 0; round < 5; round++) {
      int failing = round;
      fleet.show(
          IntStream.range(0, 1_000)
              .mapToObj(
                  i ->
                      i % 10 == failing
                          ? engine("relay-%03d".formatted(i)).relay("Failed")
                          : running("relay-%03d".formatted(i)))
              .toArray(EngineScript[]::new));
      pass(Duration.ofSeconds(4));
      eventually(() -> assertThat(engines().getFirst()).isEqualTo("relay-%03d".formatted(failing)));
      int place = round * 200;
      WindowRobot.onFxThread(() -> list().scrollTo(place));
    }

    assertThat(window.cellsMade()).isLessThan(40);
  }

  @Test
  void whatIsSelectedStaysSelectedWhereverItGoes() {
    choose("relay-1");
    WindowRobot.onFxThread(() -> list().getSelectionModel().select(indexOf("relay-2")));
    eventually(() -> assertThat(robot.text("#scope")).isEqualTo("2 selected"));

    fleet.show(
        engine("relay-1").relay("Failed"), engine("relay-2").relay("Stopped"), running("relay-0"));
    pass(Duration.ofSeconds(4));

    eventually(() -> assertThat(engines()).containsExactly("relay-1", "relay-2", "relay-0"));
    assertThat(robot.text("#scope")).isEqualTo("2 selected");
  }

  @Thorough
  @Test
  void everyTextStandsOutFromWhatLiesBehindIt() {
    fleet.show(inEachStanding());
    pass(Duration.ofSeconds(4));
    eventually(() -> assertThat(engines()).hasSize(7));
    SoftAssertions soft = new SoftAssertions();
    look(soft, "list");
    robot.fire("#chip-FAILED");
    look(soft, "chip");
    robot.press(KeyCode.ESCAPE);
    eventually(() -> assertThat(engines()).hasSize(7));
    robot.fire("#bulkStop");
    look(soft, "question");
    WindowRobot.onFxThread(() -> robot.lookup("#bulkTyped", TextField.class).setText("3"));
    fleet.outcome =
        _ -> CompletableFuture.completedStage(new Outcome.NoAnswer("nothing came within 5 s"));
    robot.fire("#bulkConfirm");
    eventually(() -> assertThat(robot.text("#bulkSummary")).contains("without an answer"));
    look(soft, "result");
    robot.press(KeyCode.F1);
    look(soft, "keys");
    soft.assertAll();
  }

  private void look(SoftAssertions soft, String what) {
    for (Theme.Choice theme : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
      WindowRobot.onFxThread(() -> window.theme().choose(theme));
      WindowRobot.onFxThread(
          () -> {
            Parent root = stage.getScene().getRoot();
            root.applyCss();
            root.layout();
            Contrast contrast = Contrast.below(root);
            soft.assertThat(contrast.looked()).as("texts, %s, %s", what, theme).isGreaterThan(5);
            soft.assertThat(contrast.tooFaint()).as("%s, %s", what, theme).isEmpty();
          });
    }
  }
}
