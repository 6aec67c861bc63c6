package dev.signalbox.ui;

import static dev.signalbox.ui.WindowRobot.clipboard;
import static dev.signalbox.ui.WindowRobot.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.connection.state.AttemptId;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.ConnectionStatus;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.settings.PasswordPrompt;
import dev.signalbox.settings.Secret;
import dev.signalbox.testing.Thorough;
import dev.signalbox.ui.connections.ConnectionPresenterTest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The row of one connection: what it shows and what it sends. */
@ExtendWith(ApplicationExtension.class)
class ConnectionRowWindowTest {
  private final ScriptedConsole engine = new ScriptedConsole("production", true);
  private final WindowRobot robot = new WindowRobot();
  private PasswordPrompt passwords;

  @Start
  void open(Stage stage) {
    engine.rowActions.add(endpoint -> Optional.of(new Button("Rehearse " + endpoint.name())));
    MainWindow window = new MainWindow(WindowRobot.small(stage), engine);
    passwords = window.passwordPrompt();
    window.showConsole(engine.window());
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Thorough
  @Test
  void aRowShowsItsStateAndItsMainButtonSendsTheCommand() {
    ConnectionPresenterTest.matrix().forEach(this::showsAndSends);
  }

  private void showsAndSends(ConnectionPresenterTest.Row row) {
    engine.sent.clear();
    robot.press(KeyCode.CONTROL, KeyCode.DIGIT2);
    show(row.state());

    eventually(
        () -> {
          Node oracle = robot.lookup("#connection-oracle", Node.class);
          assertThat(oracle.getAccessibleText()).isEqualTo("Oracle, " + row.sentence());
          Button main = main("oracle");
          assertThat(main.getText()).isEqualTo(row.mainLabel());
          assertThat(main.isDisabled()).isEqualTo(row.mainCommand().isEmpty());
          assertThat(main.getAccessibleText()).isEqualTo(row.mainLabel() + " Oracle");
          Button side = robot.lookup("#page #side", Button.class);
          assertThat(side.isVisible()).isEqualTo(row.sideLabel().isPresent());
          row.sideLabel().ifPresent(label -> assertThat(side.getText()).isEqualTo(label));
        });

    robot.press(KeyCode.CONTROL, KeyCode.DIGIT2);
    robot.press(KeyCode.ENTER);

    assertThat(engine.sent)
        .as(row.sentence())
        .isEqualTo(row.mainCommand().stream().map(command -> command + " oracle").toList());
  }

  @Test
  void escapeCancelsTheFocusedConnectAndNeverQuits() {
    show(States.connecting());
    eventually(() -> assertThat(main("oracle").getText()).isEqualTo("Cancel"));
    robot.press(KeyCode.CONTROL, KeyCode.DIGIT1);
    robot.press(KeyCode.ESCAPE);
    assertThat(engine.sent).isEmpty();

    robot.press(KeyCode.CONTROL, KeyCode.DIGIT2);
    robot.press(KeyCode.ESCAPE);

    assertThat(engine.sent).containsExactly("cancel oracle");
  }

  @Test
  void whileConnectingTheRowShowsProgress() {
    robot.press(KeyCode.CONTROL, KeyCode.DIGIT2);
    ProgressBar bar = robot.lookup("#page #progress", ProgressBar.class);
    assertThat(bar.isVisible()).isFalse();

    show(States.connecting());

    eventually(() -> assertThat(bar.isVisible()).isTrue());
    assertThat(bar.getProgress()).isCloseTo(8.4 / 30, within(1e-9));

    engine.moveTime(Duration.ofSeconds(6));

    eventually(() -> assertThat(bar.getProgress()).isCloseTo(14.4 / 30, within(1e-9)));

    engine.moveTime(Duration.ofMinutes(5));

    eventually(() -> assertThat(bar.getProgress()).isEqualTo(1));
  }

  @Test
  void agesAndCountdownsGoOnWithoutNews() {
    show(States.waiting());
    eventually(() -> assertThat(robot.text("#connection-oracle #detail")).startsWith("in 8 s"));

    engine.moveTime(Duration.ofSeconds(3));

    eventually(() -> assertThat(robot.text("#connection-oracle #detail")).startsWith("in 5 s"));
    assertThat(robot.text("#connection-oracle #since")).isEqualTo("down 0:00:23");
  }

  @Test
  void anAttemptLeftBehindIsShown() {
    engine.show(States.ORACLE, new ConnectionStatus(States.off(), Set.of(new AttemptId(1)), false));

    eventually(
        () ->
            assertThat(robot.lookup("#connection-oracle #badge", Node.class).isVisible()).isTrue());
    robot.press(KeyCode.CONTROL, KeyCode.DIGIT2);
    eventually(
        () ->
            assertThat(robot.text("#page #note"))
                .isEqualTo("One cancelled attempt has not ended in the driver yet"));
  }

  @Test
  void disconnectingWhatARelayWorksWithAsksOnce() {
    engine.show(States.running());
    show(States.connected());
    eventually(() -> assertThat(main("oracle").getText()).isEqualTo("Disconnect"));

    robot.fire("#connection-oracle #main");
    eventually(() -> assertThat(robot.isThere("Keep connected")).isTrue());
    assertThat(engine.sent).isEmpty();
    robot.press(KeyCode.ESCAPE);
    assertThat(robot.isThere("Keep connected")).isFalse();

    robot.fire("#connection-oracle #main");
    robot.fire(".question .danger");

    assertThat(engine.sent).containsExactly("disconnect oracle");
    assertThat(robot.isThere(".question")).isFalse();
  }

  @Test
  void whatHasNoRoomOnAPageIsToldWhole() {
    engine.show(new RelayState.Failed(States.NOW, States.DENIED));
    robot.choose("txlog");

    eventually(
        () ->
            assertThat(robot.lookup("#page #detail", Label.class).getTooltip().getText())
                .contains(States.DENIED.oneLine())
                .contains(States.DENIED.nextStep()));
  }

  @Test
  void detailsTellWhatWhereWhenAndTheNextStepAndCanBeCopied() {
    engine.show(States.MARIADB, States.failed());
    eventually(() -> assertThat(main("mariadb").getText()).isEqualTo("Retry"));

    robot.press(KeyCode.CONTROL, KeyCode.DIGIT3);
    robot.fire("#page #copyDetails");

    assertThat(robot.text("#page #nextStep")).isEqualTo(States.DENIED.nextStep());
    assertThat(robot.text("#page #where"))
        .isEqualTo("MariaDB at [db-2.rail.example:3306/tracking], phase login");
    assertThat(robot.text("#page #changes")).contains("Failed: Access denied");
    assertThat(clipboard()).isEqualTo(States.DENIED.details());
  }

  @Test
  void aPasswordIsAskedForOnItsPage() throws Exception {
    show(States.connecting());
    FutureTask<Secret> asked = new FutureTask<>(() -> passwords.ask("Oracle"));
    Thread.ofVirtual().start(asked);
    eventually(() -> assertThat(robot.isThere("Password for Oracle")).isTrue());
    PasswordField field = robot.lookup("#page .password-field", PasswordField.class);
    assertThat(field.isFocused()).isTrue();

    WindowRobot.onFxThread(() -> field.setText("tiger"));
    robot.press(KeyCode.ENTER);

    assertThat(asked.get(5, TimeUnit.SECONDS).reveal()).isEqualTo("tiger");
    eventually(() -> assertThat(robot.isThere(".password-form")).isFalse());
    assertThat(engine.sent).isEmpty();
  }

  @Test
  void nothingIsNoPassword() throws Exception {
    show(States.asking());
    FutureTask<Secret> asked = new FutureTask<>(() -> passwords.ask("Oracle"));
    Thread asking = Thread.ofVirtual().start(asked);
    eventually(() -> assertThat(robot.isThere("Password for Oracle")).isTrue());
    assertThat(robot.text("#connection-oracle #word")).isEqualTo("Password needed");
    assertThat(robot.lookup("#page #progress", ProgressBar.class).isVisible()).isFalse();

    robot.press(KeyCode.ENTER);

    assertThat(robot.isThere(".password-form")).isTrue();
    assertThat(robot.lookup("#page .password-form .accent", Button.class).isDisabled()).isTrue();
    assertThat(asked.isDone()).isFalse();
    asking.interrupt();
    eventually(() -> assertThat(robot.isThere(".password-form")).isFalse());
  }

  @Thorough
  @Test
  void aPasswordThatIsNoLongerNeededIsNoLongerAskedFor() throws Exception {
    show(States.connecting());
    FutureTask<Secret> asked = new FutureTask<>(() -> passwords.ask("Oracle"));
    Thread asking = Thread.ofVirtual().start(asked);
    eventually(() -> assertThat(robot.isThere("Password for Oracle")).isTrue());
    robot.press(KeyCode.ESCAPE);
    assertThat(engine.sent).containsExactly("cancel oracle");

    asking.interrupt();

    assertThatThrownBy(() -> asked.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(InterruptedException.class);
    eventually(() -> assertThat(robot.isThere(".password-form")).isFalse());
  }

  @Test
  void eachPageHasTheControlsGivenFromOutside() {
    assertThat(robot.isThere("Rehearse nats")).isTrue();
    robot.press(KeyCode.CONTROL, KeyCode.DIGIT2);
    assertThat(robot.isThere("Rehearse oracle")).isTrue();
  }

  private void show(ConnectionState oracle) {
    engine.show(States.ORACLE, oracle);
  }

  private Button main(String endpoint) {
    return robot.lookup("#connection-" + endpoint + " #main", Button.class);
  }

  @Thorough
  @Test
  void aPasswordIsAskedForOnThePageThatTakesThePlaceOfTheFirst() throws Exception {
    show(States.connecting());
    FutureTask<Secret> asked = new FutureTask<>(() -> passwords.ask("Oracle"));
    Thread.ofVirtual().start(asked);
    eventually(() -> assertThat(robot.isThere("Password for Oracle")).isTrue());

    engine.replace(States.ORACLE, "//db-9:1521/OTHER");
    eventually(() -> assertThat(robot.text("#page #place")).isEqualTo("//db-9:1521/OTHER"));

    PasswordField field = robot.lookup("#page .password-field", PasswordField.class);
    WindowRobot.onFxThread(
        () -> {
          field.requestFocus();
          field.setText("tiger");
        });
    robot.press(KeyCode.ENTER);
    assertThat(asked.get(5, TimeUnit.SECONDS).reveal()).isEqualTo("tiger");
  }
}
