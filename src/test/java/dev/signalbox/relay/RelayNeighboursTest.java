package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.PAST;
import static dev.signalbox.relay.RelayTestBed.await;
import static dev.signalbox.relay.RelayTestBed.awaitAcknowledged;
import static dev.signalbox.relay.RelayTestBed.settings;
import static dev.signalbox.relay.RelayTestBed.stop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.relay.call.TrialLimits;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.testing.Askers;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Relays that have their connections in common stand and fall alone. */
@Timeout(120)
class RelayNeighboursTest {
  private static final int LOCKED = 3;

  @AutoClose private final RelayTestBed bed = new RelayTestBed();

  private static PollingSettings named(String name, String table) {
    PollingSettings usual = settings(table, Duration.ofMillis(100), 10);
    return new PollingSettings(
        name,
        usual.source(),
        usual.sink(),
        usual.checkpoint(),
        usual.table(),
        usual.idColumn(),
        usual.timestampColumn(),
        usual.stream(),
        "txlog." + name,
        usual.interval(),
        usual.batchSize(),
        usual.timestamps());
  }

  /** Long before it is given up, which is after a minute in operation. */
  @Test
  void aPageThatIsOverdueStallsVisiblyAndGoesOn() throws Exception {
    bed.insert(2, PAST);
    Relay relay =
        bed.relay(
            settings(10),
            bed.mariaDb(bed.mariaDb.app()),
            bed.nats(),
            TrialLimits.pageQuery(Duration.ofSeconds(18)));
    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 2);
    String term = bed.value("SELECT owner_epoch FROM signalbox_checkpoint");
    try (Connection locking = bed.mariaDb.connect();
        Statement statement = locking.createStatement()) {
      statement.execute("LOCK TABLES TXLOG_EVENTS WRITE");
      Failure cause = await(relay, RelayState.Stalled.class).cause();
      assertThat(cause.oneLine()).isEqualTo("reading a page takes longer than 3 seconds");
      assertThat(cause.where()).startsWith("MariaDB at ");
      assertThat(cause.nextStep()).contains("after 18 seconds");
      statement.execute("UNLOCK TABLES");
    }
    var _ = await(relay, RelayState.Running.class);
    bed.insert(3, PAST.plusSeconds(1));
    awaitAcknowledged(relay, 5);
    assertThat(bed.value("SELECT owner_epoch FROM signalbox_checkpoint")).isEqualTo(term);
    stop(relay);
  }

  /** Each has a connection of the pool for its query, as many as the pool is configured for. */
  @Test
  void tablesThatAreLockedHoldUpTheirRelaysAloneAndThatIsSaid() throws Exception {
    ConnectionSupervisor database = bed.mariaDb(bed.mariaDb.app());
    ConnectionSupervisor nats = bed.nats();
    bed.insert(2, PAST);
    for (int i = 0; i < LOCKED; i++) {
      bed.execute("CREATE TABLE tracking.LOCKED%d LIKE tracking.TXLOG_EVENTS".formatted(i));
    }
    Relay[] held = new Relay[LOCKED];
    for (int i = 0; i < LOCKED; i++) {
      held[i] =
          bed.relay(
              named("held" + i, "LOCKED" + i),
              database,
              nats,
              TrialLimits.pageQuery(Duration.ofSeconds(2)));
      held[i].start(Askers.TEST);
      var _ = await(held[i], RelayState.Running.class);
    }
    Relay free = bed.relay(named("free", "TXLOG_EVENTS"), database, nats);
    free.start(Askers.TEST);
    awaitAcknowledged(free, 2);
    try (Connection locking = bed.mariaDb.connect();
        Statement statement = locking.createStatement()) {
      statement.execute("LOCK TABLES LOCKED0 WRITE, LOCKED1 WRITE, LOCKED2 WRITE");
      for (Relay each : held) {
        String reason = await(each, RelayState.Paused.class).reason();
        assertThat(reason).contains("no reply for 2 seconds");
      }
      bed.insert(3, PAST.plusSeconds(1));
      awaitAcknowledged(free, 5);
      assertThat(free.snapshot().state()).isInstanceOf(RelayState.Running.class);
      statement.execute("UNLOCK TABLES");
    }
    for (Relay each : held) {
      var _ = await(each, RelayState.Running.class);
      stop(each);
    }
    stop(free);
  }
}
