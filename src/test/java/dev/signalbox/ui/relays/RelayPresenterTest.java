package dev.signalbox.ui.relays;

import static dev.signalbox.ui.relays.RelayCommand.CANCEL_START;
import static dev.signalbox.ui.relays.RelayCommand.START;
import static dev.signalbox.ui.relays.RelayCommand.STOP;
import static dev.signalbox.ui.relays.RelayCommand.STOP_NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.relay.state.HeldLease;
import dev.signalbox.relay.state.RelayCounters;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.relay.state.RowTiming;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.shutdown.state.ShutdownPhase;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.ui.States;
import dev.signalbox.ui.connections.ConnectionPresenterTest;
import dev.signalbox.ui.toolkit.Action;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import dev.signalbox.ui.toolkit.Tone;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RelayPresenterTest {
  private static final Texts TEXTS = new Texts();
  private static final ProgramSnapshot OPEN =
      new ProgramSnapshot(new ProgramState.Open(), List.of(), Optional.empty());

  record Row(RelayState state, String icon, String sentence, Action<RelayCommand> main) {}

  static Stream<Row> matrix() {
    return Stream.of(
        new Row(
            new RelayState.Stopped(States.NOW),
            "stop-circle",
            "Stopped, Ready",
            Action.of("Start polling", START)),
        new Row(
            new RelayState.Starting(States.NOW, "connecting Oracle", 2, 4),
            "loader",
            "Starting, step 2 of 4: connecting Oracle",
            Action.of("Cancel start", CANCEL_START)),
        new Row(
            States.running(), "play-circle", "Running, cycle 248", Action.of("Stop polling", STOP)),
        new Row(
            new RelayState.Paused(States.NOW, "Oracle has not replied for 12 s"),
            "pause-circle",
            "Paused, Oracle has not replied for 12 s",
            Action.of("Stop polling", STOP)),
        new Row(
            new RelayState.Standby(
                States.NOW,
                new HeldLease("held by host b pid 2", Optional.of(States.NOW.minusSeconds(60))),
                Optional.empty()),
            "shield",
            "Standby, held by host b pid 2 since "
                + TimeText.timeOfDay(States.NOW.minusSeconds(60)),
            Action.of("Stop polling", STOP)),
        new Row(
            new RelayState.Stalled(States.NOW, States.REFUSED),
            "alert-triangle",
            "Stalled, Connection refused. Is the server running there?",
            Action.of("Stop polling", STOP)),
        new Row(
            States.stopping(Duration.ofSeconds(4)),
            "arrow-down-circle",
            "Stopping, draining 37 of 120 acknowledgements",
            Action.disabled(
                "Stopping…", "It is finishing what it has begun; after 5 s that can be cut short")),
        new Row(
            new RelayState.Failed(States.NOW, States.DENIED),
            "x-octagon",
            "Failed, Access denied for user 'tracking'@'10.4.0.17' (1045). "
                + States.DENIED.nextStep(),
            Action.of("Start polling", START)));
  }

  @Test
  void whoStandsByAndCouldNotGoOnIsNotWell() {
    RelayPresentation hindered =
        present(
            new RelayState.Standby(
                States.NOW,
                new HeldLease("held by host b pid 2", Optional.empty()),
                Optional.of("MariaDB: not connected")),
            States.connected(),
            OPEN,
            false);

    assertThat(hindered.spoken("txlog"))
        .isEqualTo(
            "txlog, Standby, could not go on now: MariaDB: not connected (as last seen held by"
                + " host b pid 2)");
    assertThat(hindered.icon()).isEqualTo("fth-shield-off");
    assertThat(hindered.tone()).isEqualTo(Tone.WARNING);
    assertThat(hindered.main()).isEqualTo(Action.of("Stop polling", STOP));
  }

  @Test
  void whatANewerEngineSaysIsNotKnownAndNoFailure() {
    RelayState gliding = new RelayState.Stalled(States.NOW, States.GLIDING);
    RelayPresentation looks = present(gliding, States.connected(), OPEN, false);

    assertThat(looks.spoken("txlog"))
        .isEqualTo(
            "txlog, Not known here, this engine's program, Signalbox 2.0, says “Gliding”, which is"
                + " not known here. Update this program: the engine's is newer.");
    assertThat(looks.icon()).isEqualTo("fth-help-circle");
    assertThat(looks.tone()).isEqualTo(Tone.WARNING);
    assertThat(looks.main()).isEqualTo(Action.of("Stop polling", STOP));
    assertThat(looks.changeObjection()).isPresent();
    assertThat(looks.age()).isEqualTo("–");
    assertThat(looks.figures().rate()).isEqualTo("–");
  }

  @Test
  void aConnectionThatIsNotKnownKeepsAStartBack() {
    assertThat(
            present(
                    new RelayState.Stopped(States.NOW),
                    new ConnectionState.Failed(States.NOW, States.GLIDING),
                    OPEN,
                    false)
                .detail())
        .isEqualTo("How Oracle stands is not known here: update this program");
  }

  @Test
  void aHolderThatDoesNotSaySinceWhenIsNamedAllTheSame() {
    RelayState standing =
        new RelayState.Standby(
            States.NOW, new HeldLease("held by another relay", Optional.empty()), Optional.empty());
    assertThat(present(standing, States.connected(), OPEN, false).detail())
        .isEqualTo("held by another relay");
  }

  private static String running(RowTiming timing) {
    return running(States.relay(States.running()).counters(), timing);
  }

  private static String running(RelayCounters counters, RowTiming timing) {
    RelaySnapshot usual = States.relay(States.running());
    return new RelayPresenter(TEXTS, new StartRule(TEXTS, false))
        .present(
            new RelaySnapshot(
                usual.settings(),
                usual.state(),
                counters,
                timing,
                usual.position(),
                false,
                Optional.empty()),
            Map.of(),
            OPEN,
            States.NOW)
        .detail();
  }

  @Test
  void whatIsRemarkableAboutTheTimesOfRowsIsShownWhileItRuns() {
    RowTiming none = RowTiming.NONE;
    assertThat(running(none.withLate(3).withAhead(new RowTiming.Ahead(1_000))))
        .isEqualTo("cycle 248 · late rows: 3 · rows dated ahead: at least 1000");
    assertThat(
            running(
                none.withHeldBack(
                    Optional.of(
                        new RowTiming.HeldBack(Duration.ofSeconds(245), "transaction 421")))))
        .isEqualTo("cycle 248 · held back 0:04:05 by transaction 421");
  }

  @Test
  void rowsThatWereDivertedAreCounted() {
    assertThat(
            running(
                new RelayCounters(
                    7, 30, 20, 20, 0, 10, 0, 0, 0, 0, Optional.empty(), Optional.empty()),
                RowTiming.NONE))
        .isEqualTo("cycle 7 · diverted rows: 10");
  }

  @Test
  void rowsThatMayBeSentAgainAreCounted() {
    assertThat(
            running(
                new RelayCounters(
                    7, 30, 20, 20, 0, 0, 4, 0, 0, 0, Optional.empty(), Optional.empty()),
                RowTiming.NONE))
        .isEqualTo("cycle 7 · rows in doubt: up to 4");
  }

  @Test
  void theMatrixCoversEveryStateOnce() {
    assertThat(matrix().<Class<?>>map(row -> row.state().getClass()))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.asList(RelayState.class.getPermittedSubclasses()));
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void everyStateHasItsShapeWordsAndButton(Row row) {
    RelayPresentation looks = present(row.state(), States.connected(), OPEN, false);

    assertThat(looks.icon()).isEqualTo("fth-" + row.icon());
    assertThat(looks.spoken("txlog")).isEqualTo("txlog, " + row.sentence());
    assertThat(looks.main()).isEqualTo(row.main());
  }

  @Test
  void stopNowIsOfferedAfterFiveSeconds() {
    RelayState stopping = States.stopping(Duration.ofSeconds(5));

    assertThat(present(stopping, States.connected(), OPEN, false).main())
        .isEqualTo(Action.of("Stop now", STOP_NOW));
  }

  static Stream<ConnectionState> connectionStates() {
    return ConnectionPresenterTest.states().stream();
  }

  @ParameterizedTest
  @MethodSource("connectionStates")
  void whatCannotStartSaysWhy(ConnectionState oracle) {
    RelayPresentation looks = present(new RelayState.Stopped(States.NOW), oracle, OPEN, false);

    Optional<String> reason =
        switch (oracle) {
          case ConnectionState.Off _, ConnectionState.Connecting _, ConnectionState.Connected _ ->
              Optional.empty();
          case ConnectionState.Cancelling _ -> Optional.of("Oracle is just cancelling its connect");
          case ConnectionState.Stale _ -> Optional.of("Oracle does not reply: reconnect it first");
          case ConnectionState.Waiting _ -> Optional.of("Oracle waits to retry");
          case ConnectionState.Failed _ -> Optional.of("Oracle has failed: retry it first");
          case ConnectionState.Closing _ -> Optional.of("Oracle is just closing");
        };
    assertThat(looks.main().command().isPresent()).isEqualTo(reason.isEmpty());
    assertThat(looks.detail()).isEqualTo(reason.orElse("Ready"));
  }

  @Test
  void productionIsLockedUntilArmed() {
    RelayState stopped = new RelayState.Stopped(States.NOW);
    ProgramSnapshot armed =
        new ProgramSnapshot(
            new ProgramState.Open(), List.of(), Optional.of(States.NOW.plusSeconds(60)));

    assertThat(present(stopped, States.connected(), OPEN, true).detail())
        .isEqualTo("Polling is locked in production: arm it first");
    assertThat(present(stopped, States.connected(), OPEN, true).main().command()).isEmpty();
    assertThat(present(stopped, States.connected(), armed, true).main().command()).contains(START);
  }

  @Test
  void stoppingIsNeverLocked() {
    assertThat(present(States.running(), States.failed(), OPEN, true).main().command())
        .contains(STOP);
  }

  @Test
  void aClosingProgramStartsNothing() {
    ProgramSnapshot closing =
        new ProgramSnapshot(
            new ProgramState.Closing(
                ShutdownPhase.NATS,
                States.NOW.plusSeconds(5),
                States.NOW,
                States.NOW.plusSeconds(10),
                new ShutdownReason.Quit()),
            List.of(),
            Optional.empty());

    RelayPresentation looks =
        present(new RelayState.Stopped(States.NOW), States.connected(), closing, false);

    assertThat(looks.main().command()).isEmpty();
    assertThat(looks.detail()).isEqualTo("Signalbox is closing");
  }

  @Test
  void aRelayIsChangedOnlyAtRestAndOnlyWhereNothingIsLocked() {
    assertThat(present(States.running(), States.connected(), OPEN, false).changeObjection())
        .contains("Stop polling first");
    assertThat(
            present(new RelayState.Stopped(States.NOW), States.connected(), OPEN, true)
                .changeObjection())
        .contains("Polling is locked in production: arm it first");
    assertThat(
            present(new RelayState.Stopped(States.NOW), States.stale(), OPEN, false)
                .changeObjection())
        .isEmpty();
  }

  @Test
  void figuresAreWrittenForPeople() {
    RelayPresentation.Figures figures =
        present(States.running(), States.connected(), OPEN, false).figures();

    assertThat(figures)
        .isEqualTo(
            new RelayPresentation.Figures(
                "1,204",
                "37",
                "171",
                "297,375",
                "12",
                "2026-03-02 10:14:05.118204 / 88213407",
                "0.3 s ago",
                "no",
                "0",
                "0",
                "0",
                "0"));
  }

  @Test
  void aRateEndsWithWhatItMeasures() {
    for (RelayState resting :
        List.of(
            new RelayState.Stopped(States.NOW),
            new RelayState.Paused(States.NOW, "not connected"),
            new RelayState.Standby(
                States.NOW, new HeldLease("held by b", Optional.empty()), Optional.empty()),
            new RelayState.Failed(States.NOW, States.SILENT))) {
      RelayPresentation.Figures figures =
          present(resting, States.connected(), OPEN, false).figures();
      assertThat(figures.rate()).isEqualTo("–");
      assertThat(figures.acknowledged()).isEqualTo("297,375");
    }
  }

  private static RelayPresentation present(
      RelayState state, ConnectionState oracle, ProgramSnapshot program, boolean armingNeeded) {
    Map<String, ConnectionSnapshot> connections =
        Map.of(
            "nats", States.of(States.NATS, States.connected()),
            "oracle", States.of(States.ORACLE, oracle),
            "mariadb", States.of(States.MARIADB, States.off()));
    return new RelayPresenter(TEXTS, new StartRule(TEXTS, armingNeeded))
        .present(States.relay(state), connections, program, States.NOW);
  }
}
