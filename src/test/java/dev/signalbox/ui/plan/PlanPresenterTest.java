package dev.signalbox.ui.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.console.Answer;
import dev.signalbox.console.Backlog;
import dev.signalbox.console.PositionPlan.Count;
import dev.signalbox.relay.state.HeldLease;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.relay.state.RowTiming;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.ui.States;
import dev.signalbox.ui.connections.ConnectionModel;
import dev.signalbox.ui.connections.ConnectionPresenter;
import dev.signalbox.ui.plan.PlanBasis.Counted;
import dev.signalbox.ui.plan.PlanPicture.Flow;
import dev.signalbox.ui.plan.PlanPicture.Part;
import dev.signalbox.ui.plan.PlanPicture.Track;
import dev.signalbox.ui.relays.RelayModel;
import dev.signalbox.ui.relays.RelayPresenter;
import dev.signalbox.ui.relays.StartRule;
import dev.signalbox.ui.toolkit.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanPresenterTest {
  private static final Texts TEXTS = new Texts();
  private static final PlanPresenter PRESENTER = new PlanPresenter(TEXTS);
  private static final Duration SEEN = Duration.ofSeconds(12);

  private final List<PlanBasis.Connection> connections = new ArrayList<>();

  private static final class Still
      implements ConnectionModel.Surroundings, RelayModel.Surroundings {
    @Override
    public Instant now() {
      return States.NOW;
    }

    @Override
    public List<String> relaysAtWorkWith(String connection) {
      return List.of();
    }

    @Override
    public List<String> relaysThatWaitOnlyFor(String connection) {
      return List.of();
    }

    @Override
    public long unsavedRowsWith(String connection) {
      return 0;
    }

    @Override
    public Map<String, dev.signalbox.connection.state.ConnectionSnapshot> connections() {
      return Map.of();
    }

    @Override
    public ProgramSnapshot program() {
      return new ProgramSnapshot(new ProgramState.Open(), List.of(), Optional.empty());
    }
  }

  private void add(Endpoint endpoint, ConnectionState state) {
    ConnectionModel model =
        new ConnectionModel(
            new ConnectionPresenter(TEXTS), new Still(), () -> States.of(endpoint, state));
    connections.add(new PlanBasis.Connection(model.snapshot().get(), model.looks().get()));
  }

  private PlanPicture picture(RelaySnapshot relay, Map<String, Counted> counted) {
    RelayModel model =
        new RelayModel(
            new RelayPresenter(TEXTS, new StartRule(TEXTS, false)), new Still(), () -> relay);
    return PRESENTER.picture(
        new PlanBasis(
            List.of(new PlanBasis.Relay(relay, model.looks().get())),
            connections,
            counted,
            States.NOW));
  }

  private Track track(RelayState state) {
    return picture(States.relay(state), Map.of()).tracks().getFirst();
  }

  private void allConnected() {
    add(States.NATS, States.connected());
    add(States.ORACLE, States.connected());
    add(States.MARIADB, States.connected());
  }

  private static Map<String, Counted> counted(int rows, boolean orMore) {
    return Map.of(
        "txlog",
        new Counted(
            new Answer.Given<>(
                new Backlog(new Count(rows, orMore), Optional.of(Duration.ofSeconds(94)))),
            States.ago(SEEN)));
  }

  @Test
  void aRowComesFromTheSourceOverTheRelayAndTheStreamToTheCheckpoint() {
    allConnected();
    Track track =
        picture(States.relay(States.running()), counted(4_312, false)).tracks().getFirst();

    assertThat(track.parts())
        .extracting(Part::name)
        .containsExactly("Oracle", "txlog", "NATS", "MariaDB");
    assertThat(track.parts())
        .extracting(part -> String.join(", ", part.figures()))
        .containsExactly("4,312 waiting", "1,204 rows/s", "37 in flight", "171 unsaved");
    assertThat(track.flows()).containsExactly(Flow.MOVING, Flow.MOVING, Flow.MOVING);
    assertThat(track.sentence())
        .isEqualTo("Rows move, lag 0:01:34. Acknowledged 0 s ago. Counted 12 s ago.");
    assertThat(track.parts().get(2).spoken())
        .isEqualTo("Stream of txlog: NATS, Connected, 37 in flight");
  }

  @Test
  void whatIsNotCountedIsNotNothing() {
    allConnected();
    assertThat(track(States.running()).parts().getFirst().figures()).containsExactly("– waiting");
    assertThat(track(States.running()).sentence()).endsWith("Waiting rows not counted.");
    assertThat(
            picture(States.relay(States.running()), counted(100_000, true))
                .tracks()
                .getFirst()
                .parts()
                .getFirst()
                .figures())
        .containsExactly("100,000+ waiting");
    Counted refused = new Counted(new Answer.Refused<>("no such table"), States.ago(SEEN));
    assertThat(
            picture(States.relay(States.running()), Map.of("txlog", refused))
                .tracks()
                .getFirst()
                .sentence())
        .endsWith("Waiting rows: Not known: no such table.");
  }

  @Test
  void itIsHeldUpWhereAConnectionIsNotThere() {
    add(States.NATS, States.waiting());
    add(States.ORACLE, States.connected());
    add(States.MARIADB, States.connected());
    Track track =
        track(new RelayState.Paused(States.ago(Duration.ofSeconds(9)), "NATS waits to retry"));

    assertThat(track.flows()).containsExactly(Flow.RESTING, Flow.BROKEN, Flow.RESTING);
    assertThat(track.sentence()).startsWith("Held up at NATS for 0:00:09: NATS waits to retry. ");
  }

  @Test
  void elseWhereTheFailureWasElseInTheRelayItself() {
    allConnected();
    Track stalled = track(new RelayState.Stalled(States.ago(SEEN), States.SILENT));
    assertThat(stalled.flows()).containsExactly(Flow.BROKEN, Flow.RESTING, Flow.RESTING);
    assertThat(stalled.sentence()).startsWith("Stands still at Oracle for 0:00:12: ");
    Track failed = track(new RelayState.Failed(States.ago(SEEN), States.DENIED));
    assertThat(failed.flows()).containsExactly(Flow.RESTING, Flow.RESTING, Flow.BROKEN);
    assertThat(failed.sentence()).startsWith("Gave up at MariaDB, 0:00:12 ago: Access denied");
  }

  @Test
  void aRelayThatStandsByIsHeldUpByNothing() {
    allConnected();
    RelayState standing =
        new RelayState.Standby(
            States.ago(SEEN), new HeldLease("held by relay-9", Optional.empty()), Optional.empty());
    Track track = track(standing);

    assertThat(track.flows()).containsOnly(Flow.RESTING);
    assertThat(track.sentence()).isEqualTo("Standby for 0:00:12: held by relay-9.");
    assertThat(summary(standing)).isEqualTo("One relay: it stands by");
  }

  @Test
  void aRelayThatNobodyWantsToMoveIsHeldUpByNothing() {
    add(States.NATS, States.off());
    Track track = track(new RelayState.Stopped(States.ago(SEEN)));

    assertThat(track.flows()).containsOnly(Flow.RESTING);
    assertThat(track.sentence()).isEqualTo("Stopped for 0:00:12: Ready.");
    assertThat(track.parts().getFirst().word()).isEqualTo("Not there");
    assertThat(track.parts().get(2).word()).isEqualTo("Not connected");
  }

  @Test
  void rowsThatAWriterHoldsBackAreTold() {
    allConnected();
    RelaySnapshot usual = States.relay(States.running());
    RelaySnapshot held =
        new RelaySnapshot(
            usual.settings(),
            usual.state(),
            usual.counters(),
            RowTiming.NONE.withHeldBack(
                Optional.of(new RowTiming.HeldBack(Duration.ofSeconds(75), "transaction 7"))),
            usual.position(),
            false,
            Optional.empty());
    assertThat(picture(held, Map.of()).tracks().getFirst().sentence())
        .startsWith("Rows move, held back 0:01:15 by transaction 7. ");
  }

  @Test
  void theOnlyRelayIsToldOfInASentence() {
    allConnected();
    assertThat(summary(new RelayState.Paused(States.NOW, "Oracle does not reply")))
        .isEqualTo("One relay: it is held up");
    assertThat(summary(new RelayState.Stopped(States.NOW))).isEqualTo("One relay: it is stopped");
    assertThat(summary(States.stopping(Duration.ZERO))).isEqualTo("One relay: it is under way");
  }

  private String summary(RelayState state) {
    return picture(States.relay(state), Map.of()).summary().words();
  }

  @Test
  void connectionsThatNoRelayUsesStandApart() {
    allConnected();
    add(
        new Endpoint(
            "spare",
            States.NATS.kind(),
            "NATS spare",
            "spare:4222",
            States.NATS.connectTimeout(),
            true,
            States.NATS.heartbeat()),
        States.failed());
    PlanPicture picture = picture(States.relay(States.running()), Map.of());

    assertThat(picture.unused())
        .extracting(Part::spoken)
        .containsExactly("Used by no relay: NATS spare, Failed");
    assertThat(picture.summary().words()).isEqualTo("One relay: it moves");
  }
}
