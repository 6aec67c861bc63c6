package dev.signalbox.app.engine;

import static dev.signalbox.ui.WindowRobot.eventually;
import static dev.signalbox.ui.WindowRobot.onFxThread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.SystemScheduler;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.sandbox.NatsServer;
import dev.signalbox.settings.reading.SettingsLoader;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.Thorough;
import dev.signalbox.ui.MainWindow;
import dev.signalbox.ui.WindowEngine;
import dev.signalbox.ui.WindowRobot;
import dev.signalbox.ui.toolkit.FxWorkExecutor;
import dev.signalbox.ui.workspace.WorkspaceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The configuration, edited in the window of a real engine that connects to a real server. */
@Timeout(120)
@ExtendWith(ApplicationExtension.class)
class ConfigurationWindowTest {
  private static @Nullable NatsServer nats;

  @TempDir private static Path folder = Path.of("");
  private final WindowRobot robot = new WindowRobot();
  private final SystemScheduler scheduler = new SystemScheduler();
  private final FxWorkExecutor executor = new FxWorkExecutor();
  private @Nullable Engine engine;
  private Path file = Path.of("");
  private @Nullable MainWindow window;

  @BeforeAll
  static void startServer() throws Exception {
    nats = NatsServer.start();
  }

  @AfterAll
  static void stopServer() {
    if (nats != null) {
      nats.close();
    }
  }

  @Start
  void prepare(Stage stage) {
    window = new MainWindow(WindowRobot.small(stage), scheduler);
  }

  @AfterEach
  void close() throws Exception {
    if (engine != null) {
      var _ = engine.coordinator().shutdown(new ShutdownReason.Quit()).get(20, TimeUnit.SECONDS);
    }
    scheduler.close();
  }

  @Test
  void anEmptyWindowLeadsByTheKeyboardToAConnectionThatIsTestedSavedAndConnected()
      throws Exception {
    open("environment: staging\n# here\nconnections: {}\n");
    eventually(() -> assertThat(robot.text("#nothing")).isEqualTo("No connections yet"));
    robot.press(KeyCode.CONTROL, KeyCode.COMMA);
    eventually(() -> assertThat(field("#draftName").isFocused()).isTrue());
    eventually(() -> assertThat(node("#settingsSave").isDisabled()).isTrue());

    type("#draftName", "two words");
    eventually(() -> assertThat(robot.text("#problem-NAME")).isEmpty());
    type("#draftAddress", "here");
    eventually(
        () -> {
          assertThat(robot.text("#problem-ADDRESS")).contains("not an address of NATS");
          assertThat(robot.text("#problem-NAME")).contains("is not a connection name");
          assertThat(robot.text("#problem-USERNAME")).isEmpty();
          assertThat(robot.text("#settingsReason")).isEqualTo("2 things are missing or wrong");
        });
    type("#draftName", "first");
    type("#draftAddress", server().url());
    eventually(() -> assertThat(node("#settingsTest").isDisabled()).isFalse());

    robot.fire("#settingsTest");
    eventually(
        () -> {
          assertThat(robot.text("#trialWords")).startsWith("Connected, answers in");
          assertThat(robot.text(".settings #ladderHead")).contains("connected");
        });
    assertThat(Files.readString(file)).endsWith("connections: {}\n");
    onFxThread(() -> node("#settingsSave").requestFocus());
    robot.press(KeyCode.SPACE);
    eventually(
        () -> {
          assertThat(node("#settings").isVisible()).isFalse();
          assertThat(state("first")).isInstanceOf(ConnectionState.Connected.class);
          assertThat(node("#connection-first")).isNotNull();
        });
    assertThat(Files.readString(file))
        .isEqualTo(
            "environment: staging\n# here\nconnections:\n  first:\n    type: nats\n    servers: [\""
                + server().url()
                + "\"]\n");
  }

  @Thorough
  @Test
  void aConnectionIsEditedDuplicatedAndRemovedAndNothingIsLostByEsc() throws Exception {
    open(
        "connections:\n  first: {type: nats, servers: [\""
            + server().url()
            + "\"], discover: false} # one\n");
    eventually(() -> assertThat(robot.isThere("#editConnection")).isTrue());
    robot.fire("#editConnection");
    eventually(() -> assertThat(field("#draftAddress").getText()).isEqualTo(server().url()));
    type("#draftTimeout", "soon");
    eventually(
        () -> assertThat(robot.text("#problem-CONNECT_TIMEOUT")).contains("is not a duration"));
    robot.press(KeyCode.ESCAPE);
    eventually(() -> assertThat(robot.isThere("Discard")).isTrue());
    robot.press(KeyCode.ESCAPE);
    eventually(() -> assertThat(robot.isThere("Discard")).isFalse());
    type("#draftTimeout", "9s");
    eventually(() -> assertThat(node("#settingsSave").isDisabled()).isFalse());
    robot.fire("#settingsSave");
    eventually(() -> assertThat(node("#settings").isVisible()).isFalse());
    assertThat(Files.readString(file)).contains("discover: false, connect_timeout: 9s} # one\n");

    robot.press(KeyCode.CONTROL, KeyCode.COMMA);
    eventually(() -> assertThat(field("#draftTimeout").getText()).isEqualTo("9s"));
    robot.fire("#settingsDuplicate");
    eventually(() -> assertThat(field("#draftName").getText()).isEqualTo("first-copy"));
    eventually(() -> assertThat(node("#settingsSave").isDisabled()).isFalse());
    robot.fire("#settingsSave");
    eventually(() -> assertThat(state("first-copy")).isInstanceOf(ConnectionState.Connected.class));
    eventually(() -> assertThat(node("#settings").isVisible()).isFalse());

    robot.press(KeyCode.CONTROL, KeyCode.COMMA);
    eventually(() -> assertThat(field("#draftName").getText()).isEqualTo("first-copy"));
    eventually(() -> assertThat(node("#settingsRemove").isDisabled()).isFalse());
    robot.fire("#settingsRemove");
    eventually(() -> assertThat(robot.isThere("Remove")).isTrue());
    robot.fire("Remove");
    eventually(() -> assertThat(engine().console().connection("first-copy")).isEmpty());
    assertThat(Files.readString(file)).doesNotContain("first-copy").contains("first: {");
  }

  @Test
  void aPasswordIsAReferenceAndNothingElse() throws Exception {
    open(
        "connections:\n"
            + "  db: {type: mariadb, url: \"127.0.0.1:1/x\", username: app, password: s3cr3t-pw,"
            + " auto_connect: false}\n");
    robot.press(KeyCode.CONTROL, KeyCode.COMMA);
    eventually(
        () -> {
          assertThat(field("#draftUsername").getText()).isEqualTo("app");
          assertThat(robot.text("#settingsReason")).isEmpty();
          assertThat(robot.isThere("s3cr3t-pw")).isFalse();
        });
    onFxThread(
        () -> {
          ComboBox<?> way = robot.lookup("#secretWay", ComboBox.class);
          assertThat(way.getItems()).hasSize(4);
          way.getSelectionModel().select(1);
        });
    type("#secretName", "s3cr3t pw!");
    eventually(
        () ->
            assertThat(robot.text("#problem-SECRET"))
                .contains("this is no name of an environment variable")
                .doesNotContain("s3cr3t"));
    onFxThread(() -> robot.lookup("#draftKind", ComboBox.class).getSelectionModel().selectFirst());
    assertThat(((Labeled) node("#settingsSave")).isDisabled()).isTrue();
  }

  @Thorough
  @Test
  void anotherRowIsChosenAndAnotherTypeOnlyWithoutHarmToWhatIsWritten() throws Exception {
    open(
        """
        connections:
          first: {type: nats, servers: ["nats://127.0.0.1:1"], auto_connect: false}
          second: {type: nats, servers: ["nats://127.0.0.1:2"], auto_connect: false}
        """);
    robot.press(KeyCode.CONTROL, KeyCode.COMMA);
    eventually(() -> assertThat(field("#draftName").getText()).isEqualTo("first"));
    type("#draftTimeout", "9s");
    onFxThread(() -> connections().getSelectionModel().select(1));
    eventually(
        () -> {
          assertThat(robot.isThere("Discard")).isTrue();
          assertThat(connections().getSelectionModel().getSelectedIndex()).isZero();
        });
    assertThat(field("#draftTimeout").getText()).isEqualTo("9s");
    robot.press(KeyCode.ESCAPE);
    eventually(() -> assertThat(robot.isThere("Discard")).isFalse());
    assertThat(field("#draftName").getText()).isEqualTo("first");
    onFxThread(() -> connections().getSelectionModel().select(1));
    eventually(() -> assertThat(connections().getSelectionModel().getSelectedIndex()).isZero());
    robot.fire("Discard");
    eventually(() -> assertThat(field("#draftName").getText()).isEqualTo("second"));
    assertThat(connections().getSelectionModel().getSelectedIndex()).isOne();

    AtomicReference<Throwable> thrown = new AtomicReference<>();
    onFxThread(
        () -> {
          Thread thread = Thread.currentThread();
          Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
          thread.setUncaughtExceptionHandler((_, failure) -> thrown.set(failure));
          ComboBox<?> kind = robot.lookup("#draftKind", ComboBox.class);
          ComboBox<?> way = robot.lookup("#secretWay", ComboBox.class);
          for (int from = 0; from < kind.getItems().size(); from++) {
            for (int chosen = 0; chosen < 4; chosen++) {
              kind.getSelectionModel().select(from);
              way.getSelectionModel().select(Math.min(chosen, way.getItems().size() - 1));
              kind.getSelectionModel().select((from + 1) % kind.getItems().size());
              assertThat(way.getValue()).isNotNull();
            }
          }
          thread.setUncaughtExceptionHandler(before);
        });
    assertThat(thrown.get()).isNull();
  }

  @Thorough
  @Test
  void whatIsBegunWhileASaveIsUnderWayStays() throws Exception {
    open("connections: {}\n");
    robot.press(KeyCode.CONTROL, KeyCode.COMMA);
    eventually(() -> assertThat(field("#draftName").isFocused()).isTrue());
    type("#draftName", "first");
    type("#draftAddress", "nats://127.0.0.1:1");
    eventually(() -> assertThat(node("#settingsSave").isDisabled()).isFalse());
    onFxThread(
        () -> {
          robot.lookup("#settingsSave", ButtonBase.class).fire();
          field("#draftTimeout").setText("9s");
        });
    eventually(() -> assertThat(connections().getItems()).hasSize(1));
    eventually(() -> assertThat(node("#settingsSave").isDisabled()).isFalse());
    assertThat(node("#settings").isVisible()).isTrue();
    assertThat(field("#draftTimeout").getText()).isEqualTo("9s");
    robot.fire("#settingsSave");
    eventually(() -> assertThat(node("#settings").isVisible()).isFalse());
    assertThat(Files.readString(file)).contains("first:", "connect_timeout: 9s");
  }

  @Thorough
  @Test
  void aTestAsksForThePasswordInItsPlaceAndCanBeCalledOff() throws Exception {
    open(
        "connections:\n  first: {type: nats, servers: [\""
            + server().url()
            + "\"], username: app, password: ask, auto_connect: false}\n");
    robot.press(KeyCode.CONTROL, KeyCode.COMMA);
    eventually(() -> assertThat(field("#draftUsername").getText()).isEqualTo("app"));
    eventually(() -> assertThat(node("#settingsTest").isDisabled()).isFalse());
    robot.fire("#settingsTest");
    eventually(() -> assertThat(robot.isThere(".settings .password-form")).isTrue());
    assertThat(robot.text("#trialWords")).isEqualTo("Waiting for the password");
    robot.fire("#settingsCancelTest");
    eventually(
        () -> {
          assertThat(robot.text("#trialWords")).isEqualTo("Test cancelled");
          assertThat(robot.isThere(".settings .password-form")).isFalse();
        });

    robot.fire("#settingsTest");
    eventually(() -> assertThat(robot.isThere(".settings .password-form")).isTrue());
    onFxThread(
        () -> {
          TextField password =
              robot.lookup(".settings .password-form .text-field", TextField.class);
          password.setText("s3cr3t-9");
          password.fireEvent(new ActionEvent());
        });
    eventually(() -> assertThat(robot.text("#trialWords")).startsWith("Connected, answers in"));
    assertThat(robot.isThere(".settings .password-form")).isFalse();
    assertThat(robot.isThere("s3cr3t-9")).isFalse();
  }

  @Thorough
  @Test
  void productionIsArmedHereAndLockedAgain() throws Exception {
    open("environment: production\nconnections: {}\n");
    robot.press(KeyCode.CONTROL, KeyCode.COMMA);
    type("#draftName", "first");
    type("#draftAddress", server().url());
    eventually(
        () -> {
          assertThat(robot.text("#settingsReason")).startsWith("This is production");
          assertThat(node("#settingsSave").isDisabled()).isTrue();
          assertThat(node("#settingsTest").isDisabled()).isFalse();
        });
    robot.fire("#settingsArm");
    eventually(() -> assertThat(node("#settingsSave").isDisabled()).isFalse());
    robot.fire("#settingsSave");
    eventually(() -> assertThat(state("first")).isInstanceOf(ConnectionState.Connected.class));
    eventually(() -> assertThat(robot.text("#arm")).isEqualTo("Renew 10 min"));
    robot.fire("#lockNow");
    eventually(() -> assertThat(robot.text("#arm")).isEqualTo("Arm for 10 min"));
    assertThat(engine().coordinator().snapshot().armedUntil()).isEmpty();
  }

  @Test
  void aChangeOnDiskIsOfferedAndReloaded() throws Exception {
    open("connections: {}\n");
    eventually(() -> assertThat(node("#reloadCard").isVisible()).isFalse());
    Files.writeString(
        file, "connections:\n  later: {type: nats, servers: [\"" + server().url() + "\"]}\n");
    eventually(() -> assertThat(node("#reloadCard").isVisible()).isTrue());
    robot.fire("#reload");
    eventually(
        () -> {
          assertThat(node("#reloadCard").isVisible()).isFalse();
          assertThat(state("later")).isInstanceOf(ConnectionState.Connected.class);
        });
  }

  private void open(String text) throws Exception {
    file = Files.writeString(Files.createTempDirectory(folder, "conf").resolve("s.yaml"), text);
    MainWindow shown = Objects.requireNonNull(window);
    Engine made =
        Engine.create(
            SettingsLoader.load(file, Map.of()),
            scheduler,
            new Engine.Surfaces(
                executor,
                shown.passwordPrompt(),
                true,
                _ -> {},
                Optional.empty(),
                Optional.of(file),
                () -> {}));
    engine = made;
    made.connectAutomatically();
    onFxThread(
        () ->
            shown.showConsole(
                new WindowEngine(
                    made.console(), made.console(), Askers.TEST, List.of(), WorkspaceFile.none())));
  }

  private Engine engine() {
    return Objects.requireNonNull(engine);
  }

  private static NatsServer server() {
    return Objects.requireNonNull(nats);
  }

  private ConnectionState state(String name) {
    return engine()
        .console()
        .connection(name)
        .map(s -> s.snapshot().state())
        .orElseThrow(() -> new AssertionError("no connection " + name));
  }

  private Node node(String query) {
    return robot.lookup(query, Node.class);
  }

  private ListView<?> connections() {
    return robot.lookup("#settingsList", ListView.class);
  }

  private TextField field(String query) {
    return robot.lookup(query, TextField.class);
  }

  private void type(String query, String text) {
    onFxThread(() -> field(query).setText(text));
  }
}
