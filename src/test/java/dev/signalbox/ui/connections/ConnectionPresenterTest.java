package dev.signalbox.ui.connections;

import static dev.signalbox.ui.connections.ConnectionCommand.CANCEL;
import static dev.signalbox.ui.connections.ConnectionCommand.CONNECT;
import static dev.signalbox.ui.connections.ConnectionCommand.DISCONNECT;
import static dev.signalbox.ui.connections.ConnectionCommand.RECONNECT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.AttemptId;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.ConnectionStatus;
import dev.signalbox.ui.States;
import dev.signalbox.ui.objects.ObjectLooks;
import dev.signalbox.ui.objects.Trouble;
import dev.signalbox.ui.toolkit.Action;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.Tone;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

public class ConnectionPresenterTest {
  private final ConnectionPresenter presenter = new ConnectionPresenter(new Texts());

  /** One row of the matrix of states and buttons. */
  public record Row(
      ConnectionState state,
      String icon,
      String sentence,
      Action<ConnectionCommand> main,
      Optional<Action<ConnectionCommand>> side) {

    public String mainLabel() {
      return main.label();
    }

    /** What the main button sends, in small letters; empty if it sends nothing. */
    public Optional<String> mainCommand() {
      return main.command().map(command -> command.name().toLowerCase(Locale.ROOT));
    }

    public Optional<String> sideLabel() {
      return side.map(Action::label);
    }
  }

  public static Stream<Row> matrix() {
    return Stream.of(
        row(States.off(), "circle", "Not connected", Action.of("Connect", CONNECT)),
        row(
            States.connecting(),
            "loader",
            "Connecting 8 of 30 s, attempt 1, login",
            Action.of("Cancel", CANCEL)),
        row(
            States.asking(),
            "key",
            "Password needed no time is running",
            Action.of("Cancel", CANCEL)),
        row(
            States.cancelling(),
            "slash",
            "Cancelling…",
            Action.disabled("Cancelling…", "The cancel is under way, which takes a moment")),
        row(
            States.connected(),
            "check-circle",
            "Connected last reply 0.4 s ago",
            Action.of("Disconnect", DISCONNECT)),
        row(
            States.stale(),
            "alert-triangle",
            "No reply for 12 s: The heartbeat was not answered within 3 s (ORA-18730)",
            Action.of("Reconnect", RECONNECT),
            Action.of("Disconnect", DISCONNECT)),
        row(
            States.waiting(),
            "clock",
            "Retry 3 in 8 s: Connection refused",
            Action.of("Retry now", CONNECT),
            Action.of("Stop retrying", CANCEL)),
        row(
            States.failed(),
            "x-octagon",
            "Failed Access denied for user 'tracking'@'10.4.0.17' (1045)",
            Action.of("Retry", CONNECT)),
        row(
            States.closing(),
            "arrow-down-circle",
            "Closing 1.2 s",
            Action.disabled("Closing…", "It is being closed")));
  }

  private static Row row(
      ConnectionState state, String icon, String sentence, Action<ConnectionCommand> main) {
    return new Row(state, icon, sentence, main, Optional.empty());
  }

  private static Row row(
      ConnectionState state,
      String icon,
      String sentence,
      Action<ConnectionCommand> main,
      Action<ConnectionCommand> side) {
    return new Row(state, icon, sentence, main, Optional.of(side));
  }

  @Test
  void theMatrixCoversEveryState() {
    assertThat(matrix().<Class<?>>map(row -> row.state().getClass()).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.asList(ConnectionState.class.getPermittedSubclasses()).stream()
                .filter(Class::isRecord)
                .toList());
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void everyStateHasItsShapeWordsAndButtons(Row row) {
    ConnectionPresentation looks = present(row.state(), Set.of());

    assertThat(looks.icon()).isEqualTo("fth-" + row.icon());
    assertThat(looks.spoken("Oracle")).isEqualTo("Oracle, " + row.sentence());
    assertThat(looks.main()).isEqualTo(row.main());
    assertThat(looks.side()).isEqualTo(row.side());
    assertThat(looks.age()).matches("\\d+:\\d\\d:\\d\\d");
  }

  @Test
  void noTwoStatesShareAShape() {
    assertThat(matrix().map(Row::icon)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void withThreeAttemptsLeftBehindNoneCanBeBegun(Row row) {
    ConnectionPresentation looks =
        present(row.state(), Set.of(new AttemptId(1), new AttemptId(2), new AttemptId(3)));

    assertThat(looks.main().command()).isNotIn(Optional.of(CONNECT), Optional.of(RECONNECT));
    assertThat(looks.note())
        .contains("3 cancelled attempts have not ended in the driver; Connect waits until one has");
  }

  @Test
  void oneAttemptLeftBehindIsABadge() {
    ConnectionPresentation looks = present(States.off(), Set.of(new AttemptId(1)));

    assertThat(looks.main().command()).contains(CONNECT);
    assertThat(looks.note()).contains("One cancelled attempt has not ended in the driver yet");
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void whileTheProgramClosesNothingCanBeBegun(Row row) {
    ConnectionPresentation looks =
        presenter.present(
            new ConnectionSnapshot(
                States.ORACLE, new ConnectionStatus(row.state(), Set.of(), true), Optional.empty()),
            States.NOW);

    assertThat(looks.main().command()).isNotIn(Optional.of(CONNECT), Optional.of(RECONNECT));
  }

  @Test
  void whatANewerEngineSaysIsNotKnownAndNoFailure() {
    ConnectionState gliding = new ConnectionState.Failed(States.NOW, States.GLIDING);
    ObjectLooks looks =
        presenter.looks(States.of(States.ORACLE, gliding), Standing.NEW.after(gliding), States.NOW);

    assertThat(looks.word()).isEqualTo("Not known here");
    assertThat(looks.icon()).isEqualTo("fth-help-circle");
    assertThat(looks.tone()).isEqualTo(Tone.WARNING);
    assertThat(looks.trouble()).isEqualTo(Trouble.LOST);
    assertThat(looks.since()).as("since when it is down").isEqualTo("–");
    assertThat(looks.main().command()).isEmpty();
    assertThat(looks.main().reason().orElseThrow()).contains("“Gliding”");
  }

  private ConnectionPresentation present(ConnectionState state, Set<AttemptId> abandoned) {
    return presenter.present(
        new ConnectionSnapshot(
            States.ORACLE, new ConnectionStatus(state, abandoned, false), Optional.empty()),
        States.NOW);
  }

  public static List<ConnectionState> states() {
    return matrix().map(Row::state).toList();
  }
}
