package dev.signalbox.ui;

import static dev.signalbox.ui.WindowRobot.eventually;
import static dev.signalbox.ui.WindowRobot.onFxThread;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.testing.ManualScheduler;
import dev.signalbox.testing.Thorough;
import dev.signalbox.ui.toolkit.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Where nothing goes on, nothing is done: what a window costs that is only looked at. */
@ExtendWith(ApplicationExtension.class)
class CalmWindowTest {
  private static final Duration TENTH = Duration.ofMillis(100);
  private static final List<Endpoint> ALL = List.of(States.NATS, States.ORACLE, States.MARIADB);
  private static final Instant LONG_AGO = States.ago(Duration.ofMinutes(11));

  private final ScriptedConsole engine = new ScriptedConsole("staging", false);
  private final ManualScheduler time = new ManualScheduler();
  private final WindowRobot robot = new WindowRobot();

  /** What of the window has changed since it was calm. */
  private final List<String> touched = new ArrayList<>();

  private int pulses;
  private Stage stage;

  @Start
  void open(Stage given) {
    stage = given;
    time.advance(Duration.between(time.now(), States.NOW));
    ALL.forEach(endpoint -> engine.show(endpoint, connected(Duration.ofMillis(3))));
    new MainWindow(WindowRobot.small(stage), time).showConsole(engine.window());
    // Of an engine the window hears first how it is.
    ALL.forEach(endpoint -> answer(endpoint, Duration.ofMillis(3)));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  /** Since long ago, having answered just now. */
  private ConnectionState connected(Duration latency) {
    return new ConnectionState.Connected(
        States.ATTEMPT, LONG_AGO, States.PEER, Optional.of(latency), time.now());
  }

  /** An engine tells of each answer, and records none. */
  private void answer(Endpoint endpoint, Duration latency) {
    Objects.requireNonNull(engine.connections.get(endpoint.name()))
        .show(States.of(endpoint, connected(latency)));
  }

  /** That much of the window's time; the FX thread gets to whatever falls due in it. */
  private void pass(Duration span) {
    for (Duration passed = Duration.ZERO; passed.compareTo(span) < 0; passed = passed.plus(TENTH)) {
      time.advance(TENTH);
      // What is done at a tick may have something done after it.
      onFxThread(() -> {});
      onFxThread(() -> {});
    }
  }

  private void pass(int seconds) {
    pass(Duration.ofSeconds(seconds));
  }

  /** Until nobody has been there for long, and the ages have just been drawn. */
  private void calmDown() {
    pass(60);
    String before = since();
    for (int still = 0, tenths = 0; ; still++, tenths++) {
      assertThat(tenths).as("tenths of a second without calm").isLessThan(900);
      pass(TENTH);
      if (!since().equals(before)) {
        if (still > 90) {
          break;
        }
        before = since();
        still = 0;
      }
    }
    awaitPulse();
    awaitPulse();
    onFxThread(
        () -> {
          stage.getScene().addPreLayoutPulseListener(() -> pulses++);
          watch(stage.getScene().getRoot());
        });
  }

  /** All that has been touched by now is drawn with it. */
  private void awaitPulse() {
    CountDownLatch drawn = new CountDownLatch(1);
    Runnable listener = drawn::countDown;
    onFxThread(
        () -> {
          stage.getScene().addPostLayoutPulseListener(listener);
          Platform.requestNextPulse();
        });
    await().until(() -> drawn.getCount() == 0);
    onFxThread(() -> stage.getScene().removePostLayoutPulseListener(listener));
  }

  private void watch(Node node) {
    node.visibleProperty().addListener((_, _, _) -> touched.add("seen or not: " + node));
    if (node instanceof Labeled labeled) {
      labeled.textProperty().addListener((_, _, _) -> touched.add("text: " + node));
    }
    if (node instanceof Parent parent) {
      parent.needsLayoutProperty().addListener((_, _, _) -> touched.add("layout: " + node));
      parent.getChildrenUnmodifiable().forEach(this::watch);
    }
  }

  private String since() {
    return robot.text("#connection-oracle #since");
  }

  /** What of it has got to the screen. */
  private String drawn() {
    return robot
        .lookup("#connection-oracle #since", Labeled.class)
        .getChildrenUnmodifiable()
        .stream()
        .map(child -> ((Text) child).getText())
        .collect(Collectors.joining());
  }

  private String age() {
    return "up " + TimeText.clock(Duration.between(LONG_AGO, time.now()));
  }

  /** A line whose width has changed has asked for a layout while it was laid out. */
  @Thorough
  @Test
  void theTimeIsDrawnInALineThatHasGotAnotherWidth() {
    for (double place : new double[] {0.4, 0.6, 0.5}) {
      onFxThread(() -> robot.lookup("#upper", SplitPane.class).setDividerPositions(place));
      awaitPulse();
      awaitPulse();
      pass(2);

      eventually(() -> assertThat(drawn()).isEqualTo(age()));
    }
  }

  @Thorough
  @Test
  void heartbeatsAndTheTimeChangeNothingForTenSecondsAndThenAllAtOnce() {
    calmDown();

    for (int i = 0; i < 4; i++) {
      pass(2);
      int latency = 3 + i;
      ALL.forEach(endpoint -> answer(endpoint, Duration.ofMillis(latency)));
    }

    onFxThread(
        () -> {
          assertThat(touched).isEmpty();
          assertThat(pulses).isZero();
        });
    pass(2);
    assertThat(since()).isEqualTo(age());
    assertThat(robot.text("#connection-nats #figure")).isEqualTo("6 ms");
    assertThat(robot.text("#connection-oracle #figure")).isEqualTo("6 ms");
    assertThat(robot.text("#connection-mariadb #detail")).isEqualTo("last reply 2.0 s ago");
  }

  @Thorough
  @Test
  void newsIsShownAtOnceAndItsAgeBySeconds() {
    calmDown();

    engine.show(States.ORACLE, new ConnectionState.Failed(time.now(), States.DENIED));

    eventually(() -> assertThat(robot.text("#connection-oracle #word")).isEqualTo("Failed"));
    pass(3);
    String third = since();
    // The window's seconds begin with the clock's, and an age's with it.
    assertThat(third).isIn("down 0:00:02", "down 0:00:03");
    pass(1);
    assertThat(since()).isIn("down 0:00:03", "down 0:00:04").isNotEqualTo(third);
  }

  @Thorough
  @Test
  void aRelayThatPollsIsDrawnOnceASecond() {
    engine.show(States.running());
    eventually(() -> assertThat(robot.text("#relay-txlog #main")).isEqualTo("Stop polling"));
    pass(70);
    List<String> ages = new ArrayList<>();
    onFxThread(
        () ->
            robot
                .lookup("#relay-txlog #since", Labeled.class)
                .textProperty()
                .addListener((_, _, age) -> ages.add(age)));

    pass(10);

    assertThat(ages).hasSize(10);
  }

  @Thorough
  @Test
  void anAnswerThatTakesNoticeablyLongerIsShownAtOnce() {
    calmDown();

    answer(States.NATS, Duration.ofMillis(740));

    eventually(() -> assertThat(robot.text("#connection-nats #figure")).isEqualTo("740 ms"));
  }

  @Thorough
  @Test
  void whateverTheOperatorDoesBringsTheAgesUpToDate() {
    calmDown();
    pass(7);
    assertThat(since()).isNotEqualTo(age());

    robot.press(KeyCode.SHIFT);
    pass(TENTH);

    assertThat(since()).isEqualTo(age());
  }

  @Thorough
  @Test
  void asAnIconItPlansNothing() {
    calmDown();
    onFxThread(() -> stage.setIconified(true));
    pass(2);

    assertThat(time.waiting()).isZero();

    pass(60);
    onFxThread(() -> stage.setIconified(false));
    eventually(() -> assertThat(since()).isEqualTo(age()));
  }

  @Thorough
  @Test
  void anAnswerIsShownHoweverMuchItDiffersFromTheOneThatIs() {
    calmDown();
    for (int latency : new int[] {60, 140, 20}) {
      answer(States.ORACLE, Duration.ofMillis(latency));
      pass(10);
    }

    eventually(() -> assertThat(robot.text("#connection-oracle #figure")).isEqualTo("20 ms"));
  }
}
