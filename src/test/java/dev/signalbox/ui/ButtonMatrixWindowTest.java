package dev.signalbox.ui;

import static dev.signalbox.ui.WindowRobot.atOnce;
import static dev.signalbox.ui.WindowRobot.eventually;
import static dev.signalbox.ui.WindowRobot.onFxThread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.console.Configured;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.testing.Extent;
import dev.signalbox.testing.Thorough;
import dev.signalbox.ui.ButtonMatrix.OfConnection;
import dev.signalbox.ui.ButtonMatrix.OfRelay;
import dev.signalbox.ui.ButtonMatrix.Offer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/**
 * Every cell of the {@link ButtonMatrix}, in the window: what stands on the button, whether it can
 * be pressed, and what is sent when it is pressed by key and by mouse; and that nothing else is.
 */
@ExtendWith(ApplicationExtension.class)
class ButtonMatrixWindowTest {
  private static final String ROW = "#connection-oracle";
  private static final String RELAY = "#relay-txlog";

  private final ScriptedConsole engine = new ScriptedConsole("production", true);
  private final WindowRobot robot = new WindowRobot();

  @Start
  void open(Stage stage) {
    engine.configuring =
        new ScriptedConfiguring(new Configured("/etc/signalbox.yaml", List.of(), false));
    new MainWindow(WindowRobot.small(stage), engine).showConsole(engine.window());
  }

  @BeforeEach
  void arm() {
    lockAt(Optional.of(States.NOW.plusSeconds(600)));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private void lockAt(Optional<Instant> time) {
    engine.program.show(new ProgramSnapshot(new ProgramState.Open(), List.of(), time));
  }

  @Test
  void everyButtonOfAConnection() {
    everyButton(inTurn(ButtonMatrix.CONNECTIONS));
  }

  @Test
  @Thorough
  void everyButtonOfAConnectionWhateverElseIsSo() {
    everyButton(ButtonMatrix.CIRCUMSTANCES);
  }

  /** Half of them on each of two days; a thorough run has them all. */
  private static <T> List<T> inTurn(List<T> lines) {
    return Extent.ofThisRun().inTurn(lines, 2);
  }

  private void everyButton(List<OfConnection> lines) {
    robot.press(KeyCode.CONTROL, KeyCode.DIGIT2);
    assertThat(buttons(ROW)).isEqualTo(ButtonMatrix.IN_A_ROW);
    assertThat(buttons("#page")).isEqualTo(ButtonMatrix.ON_A_CONNECTIONS_PAGE);

    for (OfConnection line : lines) {
      show(line);
      press(line, "in the row", ROW + " #main", ".object-list", line.main());
      press(line, "on the page", "#page #main", "#page #main", line.main());
      press(line, "second one", "#page #side", "#page #side", line.side());
      pressWhatIsAlwaysThere(line);
    }
  }

  private void show(OfConnection line) {
    engine.show(line.relayAtWork() ? States.running() : new RelayState.Stopped(States.NOW));
    engine.show(States.ORACLE, line.status());
    atOnce(
        () -> {
          assertThat(robot.text(ROW + " #word")).isEqualTo(line.word());
          assertThat(robot.text("#page #word")).isEqualTo(line.word());
          assertLooks(line, ROW + " #main", line.main());
          assertLooks(line, "#page #main", line.main());
          assertLooks(line, "#page #side", line.side());
          assertThat(robot.lookup(ROW + " #badge", Node.class).isVisible())
              .isEqualTo(line.status().orphans() > 0);
          assertThat(robot.lookup("#page #note", Node.class).isVisible())
              .isEqualTo(line.status().orphans() > 0);
          assertThat(robot.text(RELAY + " #main"))
              .isEqualTo(line.relayAtWork() ? "Stop polling" : "Start polling");
          assertThat(button(RELAY + " #main").isDisabled())
              .as("Start polling, %s", line)
              .isEqualTo(!line.relayAtWork() && !line.start());
        });
  }

  private void pressWhatIsAlwaysThere(OfConnection line) {
    for (String button : List.of("copyDetails", "showInLog", "editConnection")) {
      engine.sent.clear();
      assertThat(button("#page #" + button).isDisabled()).as("%s, %s", button, line).isFalse();
      pressByKey("#page #" + button);
      if (button.equals("editConnection")) {
        assertThat(robot.lookup("#settings", Node.class).isVisible()).isTrue();
        onFxThread(() -> WindowRobot.type(KeyCode.ESCAPE));
      }
      assertThat(engine.sent).as("%s, %s", button, line).isEmpty();
    }
  }

  @Test
  void everyButtonOfARelay() {
    robot.choose("txlog");
    eventually(() -> assertThat(robot.text("#page #name")).isEqualTo("txlog"));
    assertThat(buttons(RELAY)).isEqualTo(ButtonMatrix.IN_A_ROW);
    assertThat(buttons("#page #actions")).isEqualTo(ButtonMatrix.ON_A_RELAYS_PAGE);

    for (OfRelay line : inTurn(ButtonMatrix.RELAYS)) {
      show(line, line.main());
      press(line, "in the row", RELAY + " #main", ".object-list", line.main());
      press(line, "on the page", "#page #main", "#page #main", line.main());
      press(line, "second one", "#page #side", "#page #side", line.side());
    }

    lockAt(Optional.empty());
    eventually(() -> assertThat(robot.text("#lockState")).isEqualTo("Polling locked"));
    for (OfRelay line : inTurn(ButtonMatrix.RELAYS)) {
      show(line, line.locked());
      press(line, "in the row, locked", RELAY + " #main", ".object-list", line.locked());
      press(line, "second one, locked", "#page #side", "#page #side", line.side());
    }
  }

  private void show(OfRelay line, Offer main) {
    engine.show(line.state());
    atOnce(
        () -> {
          assertThat(robot.text("#page #word")).isEqualTo(line.word());
          assertLooks(line, RELAY + " #main", main);
          assertLooks(line, "#page #main", main);
          assertLooks(line, "#page #side", line.side());
        });
  }

  private void assertLooks(Object line, String query, Offer offer) {
    Button button = button(query);
    switch (offer) {
      case Offer.Sends(String label, String _) -> assertUsable(line, button, label);
      case Offer.Asks(String label, String _) -> assertUsable(line, button, label);
      case Offer.Disabled(String label) -> {
        assertThat(button.getText()).as("%s", line).isEqualTo(label);
        assertThat(button.isDisabled()).as("%s, %s", label, line).isTrue();
      }
      case Offer.Absent() -> assertThat(button.isVisible()).as("%s %s", query, line).isFalse();
    }
  }

  private static void assertUsable(Object line, Button button, String label) {
    assertThat(button.getText()).as("%s", line).isEqualTo(label);
    assertThat(button.isVisible()).as("%s, %s", label, line).isTrue();
    assertThat(button.isDisabled()).as("%s, %s", label, line).isFalse();
  }

  /**
   * Presses it by key, then by mouse.
   *
   * @param keyboard what has the keyboard when its key is pressed
   */
  private void press(Object line, String where, String query, String keyboard, Offer offer) {
    if (offer instanceof Offer.Absent) {
      return;
    }
    for (Runnable press : List.<Runnable>of(() -> pressByKey(keyboard), () -> tap(query))) {
      engine.sent.clear();
      press.run();
      switch (offer) {
        case Offer.Sends(String _, String command) -> assertSent(line, where, command);
        case Offer.Asks(String _, String command) -> assertAsks(line, where, command, press);
        case Offer.Disabled _ -> assertThat(engine.sent).as("%s, %s", where, line).isEmpty();
        case Offer.Absent _ -> {}
      }
    }
  }

  private void assertAsks(Object line, String where, String command, Runnable press) {
    assertThat(robot.isThere(".question .danger")).as("%s asks, %s", where, line).isTrue();
    onFxThread(() -> WindowRobot.type(KeyCode.ESCAPE));
    assertThat(robot.isThere(".question")).as("%s asks, %s", where, line).isFalse();
    assertThat(engine.sent).as("%s, %s", where, line).isEmpty();
    press.run();
    pressByKey(".question .danger");
    assertSent(line, where, command);
  }

  private void assertSent(Object line, String where, String command) {
    String name = line instanceof OfRelay ? "txlog" : "oracle";
    assertThat(engine.sent).as("%s, %s", where, line).containsExactly(command + " " + name);
  }

  private void pressByKey(String keyboard) {
    onFxThread(
        () -> {
          robot.lookup(keyboard, Node.class).requestFocus();
          WindowRobot.type(KeyCode.ENTER);
        });
  }

  private void tap(String query) {
    onFxThread(() -> WindowRobot.tap(button(query)));
  }

  private Button button(String query) {
    return robot.lookup(query, Button.class);
  }

  /** The names of all buttons that are part of this, shown or not. */
  private Set<String> buttons(String query) {
    return robot.lookup(query, Node.class).lookupAll(".button").stream()
        .map(node -> String.valueOf(node.getId()))
        .collect(Collectors.toSet());
  }
}
