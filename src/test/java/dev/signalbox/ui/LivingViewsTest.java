package dev.signalbox.ui;

import static dev.signalbox.ui.WindowRobot.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.Actor;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.journal.Severity;
import dev.signalbox.journal.Subject;
import dev.signalbox.journal.Transition;
import dev.signalbox.relay.state.RelayCounters;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.settings.HeartbeatSettings;
import dev.signalbox.testing.Thorough;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** No view outlives what it shows, and the keyboard stays with the object it was given to. */
@ExtendWith(ApplicationExtension.class)
class LivingViewsTest {
  private static final Endpoint BACKUP =
      new Endpoint(
          "backup",
          EndpointKind.MARIADB,
          "MariaDB backup",
          "db-2:3306/tracking",
          Duration.ofSeconds(30),
          true,
          HeartbeatSettings.DEFAULT);

  private final ScriptedConsole engine = new ScriptedConsole("staging", false);
  private final WindowRobot robot = new WindowRobot();
  private Stage stage;

  @Start
  void open(Stage given) {
    stage = given;
    engine.add(States.relay("second", new RelayState.Running(States.NOW)));
    new MainWindow(WindowRobot.small(stage), engine).showConsole(engine.window());
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Thorough
  @Test
  void theKeyboardStaysWithTheRelayThatIsStopped() {
    engine.show(States.running());
    eventually(() -> assertThat(robot.text("#relay-txlog #main")).isEqualTo("Stop polling"));
    choose("txlog");
    focus("#page #main");

    engine.show(States.stopping(Duration.ofSeconds(1)));
    eventually(() -> assertThat(node("#page #main").isDisabled()).isTrue());
    assertThat(focused()).isEqualTo(node("#page"));

    engine.show(new RelayState.Stopped(States.NOW));
    eventually(() -> assertThat(focused()).isEqualTo(node("#page #main")));
  }

  @Test
  void figuresComeWithTheNextSecondAndNewsAtOnce() {
    engine.show(States.running());
    eventually(() -> assertThat(robot.text("#relay-txlog #figure")).isEqualTo("1,204 rows/s"));

    engine.show(faster(States.running()));
    engine.moveTime(Duration.ofSeconds(1));
    eventually(() -> assertThat(robot.text("#relay-txlog #figure")).isEqualTo("9,000 rows/s"));

    engine.show(faster(new RelayState.Stopped(States.NOW)));
    eventually(() -> assertThat(robot.text("#relay-txlog #figure")).isEqualTo("–"));
  }

  private static RelaySnapshot faster(RelayState state) {
    RelaySnapshot usual = States.relay(state);
    return new RelaySnapshot(
        usual.settings(),
        state,
        new RelayCounters(
            1, 9_000, 9_000, 9_000, 0, 0, 0, 0, 0, 9_000, Optional.empty(), Optional.empty()),
        usual.timing(),
        usual.position(),
        false,
        Optional.empty());
  }

  @Test
  void theKeyboardStaysWithTheConnectionThatIsCancelled() {
    engine.show(States.ORACLE, States.connecting());
    choose("Oracle");
    eventually(() -> assertThat(robot.text("#page #main")).isEqualTo("Cancel"));
    focus("#page #main");

    engine.show(States.ORACLE, States.cancelling());

    eventually(() -> assertThat(node("#page #main").isDisabled()).isTrue());
    assertThat(focused()).isEqualTo(node("#page"));
  }

  @Thorough
  @Test
  void theKeyboardStaysWithTheConnectionWhoseSecondButtonVanishes() {
    engine.show(States.ORACLE, States.waiting());
    choose("Oracle");
    eventually(() -> assertThat(node("#page #side").isVisible()).isTrue());
    focus("#page #side");

    engine.show(States.ORACLE, States.off());

    eventually(() -> assertThat(node("#page #side").isVisible()).isFalse());
    assertThat(focused()).isEqualTo(node("#page"));
  }

  @Test
  void theQuestionWhetherToDisconnectFollowsTheRelaysItNames() {
    engine.show(States.ORACLE, States.connected());
    engine.show(States.running());
    eventually(() -> assertThat(robot.text("#relay-txlog #main")).isEqualTo("Stop polling"));
    robot.fire("#connection-oracle #main");
    assertThat(question()).contains("txlog, second");

    engine.show(States.relay("second", new RelayState.Stopped(States.NOW)));
    eventually(() -> assertThat(question()).contains("txlog").doesNotContain("second"));

    engine.show(new RelayState.Stopped(States.NOW));
    eventually(() -> assertThat(robot.isThere(".question")).isFalse());
    assertThat(engine.sent).isEmpty();
  }

  @Thorough
  @Test
  void theQuestionWhetherToDisconnectGoesWithTheConnection() {
    engine.show(States.ORACLE, States.connected());
    engine.show(States.running());
    eventually(() -> assertThat(robot.text("#relay-txlog #main")).isEqualTo("Stop polling"));
    robot.fire("#connection-oracle #main");
    assertThat(robot.isThere(".question")).isTrue();

    engine.show(States.ORACLE, States.waiting());

    eventually(() -> assertThat(robot.isThere(".question")).isFalse());
    assertThat(focused()).isEqualTo(node("#page #main"));
  }

  @Test
  void theQuestionWhetherToStopAtOnceCountsWhatIsStillOpenAndGoesWithTheStop() {
    engine.show(States.stopping(Duration.ofSeconds(6)));
    eventually(() -> assertThat(robot.text("#relay-txlog #main")).isEqualTo("Stop now"));
    robot.fire("#relay-txlog #main");
    String before = question();

    engine.show(new RelayState.Stopping(States.ago(Duration.ofSeconds(6)), 99, 100, false));
    eventually(() -> assertThat(question()).isNotEqualTo(before).contains("1"));

    engine.show(new RelayState.Stopped(States.NOW));
    eventually(() -> assertThat(robot.isThere(".question")).isFalse());
  }

  @Test
  void rowsComeAndGoWithTheRoster() {
    engine.add(BACKUP);
    eventually(() -> assertThat(robot.isThere("#connection-backup")).isTrue());
    assertThat(robot.text("#connection-backup #name")).isEqualTo("MariaDB backup");
    eventually(() -> assertThat(stage.getTitle()).contains("0 of 4"));
    var source = Objects.requireNonNull(engine.connections.get("backup"));
    assertThat(source.listeners()).isEqualTo(1);

    engine.remove(BACKUP);

    eventually(() -> assertThat(robot.isThere("#connection-backup")).isFalse());
    assertThat(source.listeners()).isZero();
  }

  @Test
  void aConnectionThatIsReplacedHasARowOfItsOwnInTheSamePlace() {
    var before = Objects.requireNonNull(engine.connections.get("oracle"));
    engine.add(
        new Endpoint(
            "oracle",
            EndpointKind.ORACLE,
            "Oracle",
            "//db-9:1521/OTHER",
            Duration.ofSeconds(30),
            true,
            HeartbeatSettings.DEFAULT));

    choose("Oracle");
    eventually(() -> assertThat(robot.text("#page #place")).isEqualTo("//db-9:1521/OTHER"));
    assertThat(before.listeners()).isZero();
    engine.show(States.ORACLE, States.failed());
    eventually(() -> assertThat(robot.text("#connection-oracle #word")).isEqualTo("Failed"));
  }

  @Thorough
  @Test
  void theKeyboardStaysOnThePageOfWhatTakesThePlaceOfAConnection() {
    choose("Oracle");
    focus("#page #main");

    engine.replace(States.ORACLE, "//db-9:1521/OTHER");

    eventually(
        () -> {
          assertThat(robot.text("#page #place")).isEqualTo("//db-9:1521/OTHER");
          assertThat(focused()).isEqualTo(node("#page #main"));
        });
  }

  @Thorough
  @Test
  void theNeighbourOfAConnectionThatHasGoneIsChosen() {
    choose("MariaDB");

    engine.remove(States.MARIADB);

    eventually(() -> assertThat(robot.text("#page #name")).isEqualTo("second"));
    assertThat(focused()).isEqualTo(node(".object-list"));
  }

  @Thorough
  @Test
  void theKeyboardStaysInTheListWhenConnectHasNothingLeft() {
    eventually(() -> assertThat(node("#connectAll").isDisabled()).isFalse());
    focus("#connectAll");

    engine.show(States.NATS, States.connected());
    engine.show(States.ORACLE, States.connected());
    engine.show(States.MARIADB, States.connected());

    eventually(() -> assertThat(node("#connectAll").isDisabled()).isTrue());
    assertThat(focused()).isNotInstanceOf(Button.class);
  }

  @Test
  void aRelayThatComesLaterHasABar() {
    engine.add(States.relay("third", new RelayState.Stopped(States.NOW)));

    eventually(() -> assertThat(robot.isThere("#relay-third")).isTrue());
  }

  @Test
  void aConnectionAndARelayOfOneNameAreToldApart() {
    Subject connection = Subject.connection("oracle");
    Subject relay = Subject.relay("oracle");
    engine.history.record(change(connection, "Connected"));
    engine.history.record(change(relay, "Paused"));
    engine.journal.append(States.NOW, Severity.INFO, connection, "said by it", Optional.empty());
    engine.journal.append(States.NOW, Severity.INFO, relay, "said by the other", Optional.empty());

    choose("Oracle");
    eventually(() -> assertThat(robot.text("#page #changes")).contains("Connected"));
    assertThat(robot.text("#page #changes")).doesNotContain("Paused");

    robot.fire("#page #showInLog");
    eventually(
        () ->
            assertThat(robot.lookup("#list", ListView.class).getItems().toString())
                .contains("said by it")
                .doesNotContain("said by the other"));
  }

  @Test
  void everyCommandSaysWhoAsked() {
    robot.fire("#connection-oracle #main");

    assertThat(engine.sent).containsExactly("connect oracle");
    assertThat(engine.askers).containsExactly(new Actor("kurt", "console-3", "window"));
  }

  private static Transition change(Subject subject, String to) {
    return new Transition(subject, States.NOW, "", to, Optional.empty(), Optional.empty());
  }

  private String question() {
    return ((Label) robot.lookup(".question", Node.class).lookup(".label")).getText();
  }

  private void choose(String name) {
    robot.choose(name);
  }

  private Node node(String query) {
    return robot.lookup(query, Node.class);
  }

  private Node focused() {
    return stage.getScene().getFocusOwner();
  }

  private void focus(String query) {
    WindowRobot.onFxThread(() -> node(query).requestFocus());
    assertThat(focused()).isEqualTo(node(query));
  }
}
