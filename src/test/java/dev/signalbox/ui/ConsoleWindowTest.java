package dev.signalbox.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.connection.AttemptId;
import dev.signalbox.connection.ConnectionState;
import dev.signalbox.connection.ConnectionStatus;
import dev.signalbox.connection.PasswordPrompt;
import dev.signalbox.connection.Verdict;
import dev.signalbox.relay.RelayState;
import dev.signalbox.settings.Secret;
import dev.signalbox.shutdown.ProgramSnapshot;
import dev.signalbox.shutdown.ProgramState;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class ConsoleWindowTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  private final ScriptedEngine engine = new ScriptedEngine("production", true);
  private final FxRobot robot = new FxRobot();
  private Stage stage;
  private PasswordPrompt passwords;

  @Start
  void open(Stage given) {
    stage = given;
    engine.rowActions.add(endpoint -> Optional.of(new Button("Rehearse " + endpoint.name())));
    MainWindow window = new MainWindow(stage, engine);
    passwords = window.passwordPrompt();
    window.showConsole(engine.model());
  }

  @AfterEach
  void close() {
    engine.close();
  }

  static Stream<ConnectionPresenterTest.Row> matrix() {
    return ConnectionPresenterTest.matrix();
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void aRowShowsItsStateAndItsMainButtonSendsTheCommand(ConnectionPresenterTest.Row row) {
    show(row.state());

    Node oracle = robot.lookup("#connection-oracle").query();
    eventually(
        () -> {
          assertThat(oracle.getAccessibleText()).isEqualTo("Oracle, " + row.sentence());
          Button main = main("oracle");
          assertThat(main.getText()).isEqualTo(row.main().label());
          assertThat(main.isDisabled()).isEqualTo(row.main().command().isEmpty());
          assertThat(main.getAccessibleText()).isEqualTo(row.main().label() + " Oracle");
          Button side = lookup("#connection-oracle #side", Button.class);
          assertThat(side.isVisible()).isEqualTo(row.side().isPresent());
          row.side().ifPresent(action -> assertThat(side.getText()).isEqualTo(action.label()));
        });

    press(KeyCode.CONTROL, KeyCode.DIGIT2);
    press(KeyCode.ENTER);

    assertThat(engine.commands.sent)
        .isEqualTo(
            row.main().command().stream()
                .map(command -> command.name().toLowerCase(Locale.ROOT) + " oracle")
                .toList());
  }

  @Test
  void escapeCancelsTheFocusedConnectAndNeverQuits() {
    show(States.connecting());
    eventually(() -> assertThat(main("oracle").getText()).isEqualTo("Cancel"));
    press(KeyCode.CONTROL, KeyCode.DIGIT1);
    press(KeyCode.ESCAPE);
    assertThat(engine.commands.sent).isEmpty();

    press(KeyCode.CONTROL, KeyCode.DIGIT2);
    press(KeyCode.ESCAPE);

    assertThat(engine.commands.sent).containsExactly("cancel oracle");
  }

  @Test
  void whileConnectingTheRowShowsProgress() {
    ProgressBar bar = lookup("#connection-oracle #progress", ProgressBar.class);
    assertThat(bar.isVisible()).isFalse();

    show(States.connecting());

    eventually(() -> assertThat(bar.isVisible()).isTrue());
  }

  @Test
  void agesAndCountdownsGoOnWithoutNews() {
    show(States.waiting());
    eventually(() -> assertThat(text("#connection-oracle #detail")).startsWith("in 8 s"));

    engine.moveTime(Duration.ofSeconds(3));

    eventually(() -> assertThat(text("#connection-oracle #detail")).startsWith("in 5 s"));
    assertThat(text("#connection-oracle #age")).isEqualTo("0:00:06");
  }

  @Test
  void anAttemptLeftBehindIsShown() {
    engine.show(States.ORACLE, new ConnectionStatus(States.off(), Set.of(new AttemptId(1)), false));

    eventually(
        () ->
            assertThat(text("#connection-oracle #note"))
                .isEqualTo("One cancelled attempt has not ended in the driver yet"));
  }

  @Test
  void disconnectingWhatARelayWorksWithAsksOnce() {
    engine.show(States.running());
    show(States.connected());
    eventually(() -> assertThat(main("oracle").getText()).isEqualTo("Disconnect"));

    fire("#connection-oracle #main");
    eventually(() -> assertThat(robot.lookup("Keep connected").tryQuery()).isPresent());
    assertThat(engine.commands.sent).isEmpty();
    press(KeyCode.ESCAPE);
    assertThat(robot.lookup("Keep connected").tryQuery()).isEmpty();

    fire("#connection-oracle #main");
    fire(".question .danger");

    assertThat(engine.commands.sent).containsExactly("disconnect oracle");
    assertThat(robot.lookup(".question").tryQuery()).isEmpty();
  }

  @Test
  void aRefusalIsSaidInTheStatusBar() {
    engine.commands.answer = new Verdict.Refused("the cancelled attempt is just ending");

    fire("#connection-oracle #main");

    assertThat(robot.lookup("Not done: the cancelled attempt is just ending").tryQuery())
        .isPresent();
  }

  @Test
  void detailsTellWhatWhereWhenAndTheNextStepAndCanBeCopied() {
    engine.show(States.MARIADB, States.failed());
    eventually(() -> assertThat(main("mariadb").getText()).isEqualTo("Retry"));

    WaitForAsyncUtils.waitForAsyncFx(
        5_000, lookup("#connection-mariadb #more", ToggleButton.class)::fire);
    fire("#connection-mariadb .details .button");

    assertThat(text("#connection-mariadb #nextStep")).isEqualTo(States.DENIED.nextStep());
    assertThat(text("#connection-mariadb #where"))
        .isEqualTo("MariaDB at [db-2.rail.example:3306/tracking], phase login");
    assertThat(text("#connection-mariadb #changes")).contains("Failed: Access denied");
    assertThat(clipboard()).isEqualTo(States.DENIED.details());
  }

  @Test
  void aPasswordIsAskedForInItsRow() throws Exception {
    show(States.connecting());
    FutureTask<Secret> asked = new FutureTask<>(() -> passwords.ask("Oracle"));
    Thread.ofVirtual().start(asked);
    eventually(() -> assertThat(robot.lookup("Password for Oracle").tryQuery()).isPresent());
    PasswordField field = lookup("#connection-oracle .password-field", PasswordField.class);
    assertThat(field.isFocused()).isTrue();

    WaitForAsyncUtils.waitForAsyncFx(5_000, () -> field.setText("tiger"));
    press(KeyCode.ENTER);

    assertThat(asked.get(5, TimeUnit.SECONDS).reveal()).isEqualTo("tiger");
    eventually(() -> assertThat(robot.lookup(".password-form").tryQuery()).isEmpty());
    assertThat(engine.commands.sent).isEmpty();
  }

  @Test
  void aPasswordThatIsNoLongerNeededIsNoLongerAskedFor() throws Exception {
    show(States.connecting());
    FutureTask<Secret> asked = new FutureTask<>(() -> passwords.ask("Oracle"));
    Thread asking = Thread.ofVirtual().start(asked);
    eventually(() -> assertThat(robot.lookup("Password for Oracle").tryQuery()).isPresent());
    press(KeyCode.ESCAPE);
    assertThat(engine.commands.sent).containsExactly("cancel oracle");

    asking.interrupt();

    assertThatThrownBy(() -> asked.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(InterruptedException.class);
    eventually(() -> assertThat(robot.lookup(".password-form").tryQuery()).isEmpty());
  }

  @Test
  void eachRowHasTheControlsGivenFromOutside() {
    assertThat(robot.lookup("Rehearse nats").tryQuery()).isPresent();
    assertThat(robot.lookup("Rehearse oracle").tryQuery()).isPresent();
  }

  @Test
  void productionIsLockedUntilArmed() {
    assertThat(text("#environment")).isEqualTo("PRODUCTION");
    assertThat(text("#lockState")).isEqualTo("Polling locked");
    assertThat(relayButton().isDisabled()).isTrue();
    fire("#arm");
    assertThat(engine.commands.sent).containsExactly("arm");

    arm();

    eventually(() -> assertThat(text("#lockState")).isEqualTo("Armed, 10:00 left"));
    assertThat(relayButton().isDisabled()).isFalse();
  }

  @Test
  void aKeyStartsAndStopsPolling() {
    arm();
    eventually(() -> assertThat(relayButton().isDisabled()).isFalse());
    press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
    engine.show(States.running());
    eventually(() -> assertThat(relayButton().getText()).isEqualTo("Stop polling"));
    press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);

    assertThat(engine.commands.sent).containsExactly("start txlog", "stop txlog");
  }

  @Test
  void stopNowNamesWhatMayBeSentAgain() {
    engine.show(States.stopping(Duration.ofSeconds(6)));
    eventually(() -> assertThat(relayButton().getText()).isEqualTo("Stop now"));

    fire("#relay-txlog #main");
    assertThat(text(".question .label")).startsWith("83 published rows have no acknowledgement");
    assertThat(engine.commands.sent).isEmpty();
    fire(".question .danger");

    assertThat(engine.commands.sent).containsExactly("stopNow txlog");
  }

  @Test
  void whatStopsTheRelayIsWrittenOut() {
    engine.show(new RelayState.Paused(States.NOW, "Oracle has not replied for 12 s"));

    eventually(
        () ->
            assertThat(lookup("#relay-txlog", Node.class).getAccessibleText())
                .isEqualTo("txlog, Paused, Oracle has not replied for 12 s"));
  }

  @Test
  void connectAllConnectsWhatIsNot() {
    engine.show(States.NATS, States.connected());
    engine.show(States.MARIADB, States.cancelling());
    eventually(() -> assertThat(text("#summary")).isEqualTo("1 of 3 connected"));
    eventually(() -> assertThat(main("mariadb").isDisabled()).isTrue());

    fire("#connectAll");

    assertThat(engine.commands.sent).containsExactly("connect oracle");
    assertThat(stage.getTitle()).isEqualTo("Signalbox – PRODUCTION – 1 of 3 connected");
  }

  @Test
  void closingAndQuittingAskTheEngine() {
    press(KeyCode.CONTROL, KeyCode.W);
    press(KeyCode.CONTROL, KeyCode.Q);
    WaitForAsyncUtils.waitForAsyncFx(
        5_000, () -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));

    assertThat(engine.commands.sent)
        .containsExactly("shutdown WindowClosed", "shutdown Quit", "shutdown WindowClosed");
    assertThat(stage.isShowing()).isTrue();
  }

  @Test
  void f1ShowsTheKeysAndEscapeClosesThem() {
    press(KeyCode.F1);
    assertThat(lookup("#keys", Node.class).isVisible()).isTrue();

    press(KeyCode.ESCAPE);

    assertThat(lookup("#keys", Node.class).isVisible()).isFalse();
  }

  @Test
  void f6GoesThroughTheRegions() {
    arm();
    eventually(() -> assertThat(relayButton().isDisabled()).isFalse());
    press(KeyCode.CONTROL, KeyCode.DIGIT1);

    press(KeyCode.F6);
    assertThat(lookup(".log-list", Node.class).isFocused()).isTrue();
    press(KeyCode.F6);
    assertThat(relayButton().isFocused()).isTrue();
    press(KeyCode.SHIFT, KeyCode.F6);

    assertThat(lookup(".log-list", Node.class).isFocused()).isTrue();
  }

  private void arm() {
    engine.program.show(
        new ProgramSnapshot(
            new ProgramState.Open(), List.of(), Optional.of(States.NOW.plusSeconds(600))));
  }

  private void show(ConnectionState oracle) {
    engine.show(States.ORACLE, oracle);
  }

  private Button main(String endpoint) {
    return lookup("#connection-" + endpoint + " #main", Button.class);
  }

  private Button relayButton() {
    return lookup("#relay-txlog #main", Button.class);
  }

  private String text(String query) {
    return lookup(query, Labeled.class).getText();
  }

  private <T extends Node> T lookup(String query, Class<T> type) {
    return robot.lookup(query).queryAs(type);
  }

  private void fire(String query) {
    Button button = lookup(query, Button.class);
    WaitForAsyncUtils.waitForAsyncFx(5_000, button::fire);
  }

  private void press(KeyCode... keys) {
    robot.press(keys).release(keys);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static String clipboard() {
    return WaitForAsyncUtils.waitForAsyncFx(
        5_000, () -> Clipboard.getSystemClipboard().getString());
  }

  private static void eventually(Runnable assertion) {
    await().atMost(SOON).untilAsserted(assertion::run);
  }
}
