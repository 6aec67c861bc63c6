package dev.signalbox.relay.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.driver.FailureReports;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.relay.RelayKit;
import dev.signalbox.relay.RelayTestBed;
import dev.signalbox.relay.call.CallContext;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayFailures;
import dev.signalbox.relay.call.RunControl;
import dev.signalbox.relay.call.RunStoppedException;
import dev.signalbox.relay.call.TrialLimits;
import dev.signalbox.relay.state.HeldLease;
import dev.signalbox.relay.state.StopMode;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.settings.DatabaseKind;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.HandedOnMariaDb;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A checkpoint as a run uses it. What others do happens while it waits for the lease. */
@Timeout(60)
class CheckpointTest {
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final String HOLDER =
      "SELECT IFNULL(lease_holder, 'free') FROM signalbox_checkpoint";
  private static final String ANOTHER_TAKES_IT =
      "UPDATE tracking.signalbox_checkpoint SET owner_epoch = owner_epoch + 1,"
          + " lease_holder = 'other', lease_until = UTC_TIMESTAMP(6) + INTERVAL 1 HOUR";
  private static final String DELETE = "DELETE FROM tracking.signalbox_checkpoint";
  private static final String NEXT_EPOCH =
      "UPDATE tracking.signalbox_checkpoint SET owner_epoch = owner_epoch + 1";
  private static final String AWAY = "RENAME TABLE tracking.signalbox_checkpoint TO tracking.away";
  private static final String BACK = "RENAME TABLE tracking.away TO tracking.signalbox_checkpoint";

  @AutoClose private final HandedOnMariaDb handedOn;
  @AutoClose private final RelayKit kit = new RelayKit();
  private final MariaDbServer server;
  private final RunControl control = new RunControl(kit.scheduler);
  private final List<String> heard = new ArrayList<>();
  private final Checkpoint checkpoint;

  CheckpointTest() throws Exception {
    this.handedOn = HandedOnMariaDb.take();
    this.server = handedOn.server();
    this.checkpoint = checkpoint();
  }

  /** What happens when it is heard for so many times that it waits. */
  private record Happening(int time, String statement) {}

  private final class Waits implements LeaseWait {
    private final List<Happening> happenings;
    private int looks;

    Waits(Happening... happenings) {
      this.happenings = List.of(happenings);
    }

    @Override
    public void standsBy(HeldLease lease) {
      heard.add(lease.words());
      looks++;
      happenings.stream().filter(one -> one.time() == looks).forEach(this::execute);
      if (lease.words().startsWith("held by ")) {
        // It would wait for ever.
        control.stop(StopMode.FINISH_PAGE);
      }
    }

    private void execute(Happening one) {
      try {
        handedOn.execute(one.statement());
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void barred(String words) {
      heard.add(words);
    }

    @Override
    public void takenByAnother(String words) {
      heard.add("taken: " + words);
    }

    @Override
    public void takenBack(Duration after) {
      heard.add("taken back");
    }

    @Override
    public void taken() {}
  }

  private Checkpoint checkpoint() {
    ConnectionSupervisor database = kit.database(DatabaseKind.MARIADB, server.url(), server.app());
    var _ = database.connect(Askers.TEST);
    var _ =
        database
            .when(now -> now.state() instanceof ConnectionState.Connected)
            .orTimeout(10, TimeUnit.SECONDS)
            .join();
    CallContext calls =
        new CallContext(
            control,
            kit.scheduler,
            new RelayFailures(new FailureReports(text -> text), kit.scheduler),
            TrialLimits.leasePoll(Duration.ofMillis(20)));
    return new Checkpoint(
        database, calls, RelayTestBed.settings(10), LEASE, LeaseHolder.ofThisProcess());
  }

  @BeforeEach
  void takeTheLease() throws Exception {
    prepare();
    checkpoint.takeFreeLease(Duration.ZERO).close();
  }

  private void prepare() throws RelayException {
    checkpoint.prepare("127.0.0.1", StreamEnd.UNASKED, Duration.ZERO, Checkpoint.Reading.AS_IT_IS);
  }

  private void takeAgain(Happening... happenings) throws RelayException {
    checkpoint.takeLease(Duration.ZERO, new Waits(happenings)).close();
  }

  private void handOver() throws RelayException {
    checkpoint.release(Checkpoint.STOPPED, Optional.empty());
    assertThat(checkpoint.handOver().words()).startsWith("handed over");
  }

  private long waited() {
    return heard.stream().filter(words -> words.startsWith("handed over")).count();
  }

  private String value(String sql) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).as(sql).isTrue();
      return rows.getString(1);
    }
  }

  private interface Deed {
    void run() throws Exception;
  }

  private static void assertDeleted(Deed deed) {
    RelayException e = catchThrowableOfType(RelayException.class, deed::run);
    assertThat(e).isNotNull();
    assertThat(e.failure().message()).endsWith("its row was deleted");
    assertThat(e.recovery()).isEqualTo(RelayException.Recovery.NONE);
  }

  @Test
  void aRowThatHasGoneSinceIsNotMadeAnew() throws Exception {
    prepare();
    handedOn.execute(DELETE);

    assertDeleted(this::prepare);

    assertThat(value("SELECT COUNT(*) FROM signalbox_checkpoint")).isEqualTo("0");
  }

  @Test
  void whoWaitsForALeaseWhoseRowGoesDoesNotWaitForEver() throws Exception {
    handedOn.execute(DELETE);
    assertDeleted(this::takeAgain);
    assertDeleted(() -> checkpoint.takeFreeLease(Duration.ZERO));
  }

  @Test
  void whoGivesWayWhileTheRowGoesDoesNotWaitForEver() throws Exception {
    handOver();

    assertDeleted(() -> takeAgain(new Happening(2, DELETE)));

    assertThat(heard).hasSize(2);
  }

  @Test
  void itIsTakenBackAfterFiveLooks() throws Exception {
    handOver();

    takeAgain();

    assertThat(waited()).isEqualTo(5);
    assertThat(heard).hasSize(6).endsWith("taken back");
  }

  @Test
  void aLookThatFailsBeginsTheTimeAnew() throws Exception {
    handOver();
    assertThatThrownBy(() -> takeAgain(new Happening(4, AWAY))).isInstanceOf(RelayException.class);
    handedOn.execute(BACK);
    heard.clear();

    takeAgain();

    assertThat(waited()).isEqualTo(5);
    assertThat(heard).endsWith("taken back");
  }

  /** An operator begins a new term by setting the position, and does not take the lease by that. */
  @Test
  void aNewTermThatNobodyHasTakenIsNoOtherHolder() throws Exception {
    handOver();

    takeAgain(new Happening(1, NEXT_EPOCH));

    assertThat(waited()).isEqualTo(5);
    assertThat(heard).endsWith("taken back");
  }

  @Test
  void aLeaseThatCouldNotBeReleasedIsReleasedWhateverItsTerm() throws Exception {
    handedOn.execute(AWAY);
    assertThatThrownBy(() -> checkpoint.release(Checkpoint.STOPPED, Optional.empty()))
        .isInstanceOf(RelayException.class);
    assertThat(checkpoint.handOver().words())
        .isEqualTo("not released yet; free at the latest in 300 seconds");
    handedOn.execute(BACK);
    handedOn.execute(NEXT_EPOCH);
    assertThat(value(HOLDER)).isNotEqualTo("free");

    assertThatThrownBy(
            () -> takeAgain(new Happening(1, ANOTHER_TAKES_IT + " WHERE lease_holder IS NULL")))
        .isInstanceOf(RunStoppedException.class);

    assertThat(heard)
        .containsExactly(
            "handed over; taken back here if nobody takes it within 0.1 seconds",
            "taken: held by another relay",
            "held by another relay");
  }

  /** As on a database that is frozen by then: there it would wait, and warn of another's lease. */
  @Test
  void whoHasSeenAnotherHolderHasNothingToReleaseInTheEnd() throws Exception {
    handedOn.execute(AWAY);
    assertThatThrownBy(() -> checkpoint.release(Checkpoint.STOPPED, Optional.empty()))
        .isInstanceOf(RelayException.class);
    var _ = checkpoint.handOver();
    handedOn.execute(BACK);
    handedOn.execute(ANOTHER_TAKES_IT);
    assertThatThrownBy(this::takeAgain).isInstanceOf(RunStoppedException.class);
    handedOn.execute(AWAY);

    checkpoint.release(Checkpoint.STOPPED, Optional.empty());

    handedOn.execute(BACK);
    assertThat(value(HOLDER)).isEqualTo("other");
  }

  @Test
  void whoLosesItToAnotherAtTheLastMomentDoesNotSayThatItWasTakenBack() throws Exception {
    handOver();
    handedOn.execute(
        "CREATE TRIGGER tracking.barred BEFORE UPDATE ON tracking.signalbox_checkpoint"
            + " FOR EACH ROW SET NEW.lease_holder = 'other'");

    assertThatThrownBy(this::takeAgain).isInstanceOf(RunStoppedException.class);

    assertThat(waited()).isEqualTo(5);
    assertThat(heard)
        .endsWith("taken: held by another relay", "held by another relay")
        .doesNotContain("taken back");
  }
}
