package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.PAST;
import static dev.signalbox.relay.RelayTestBed.await;
import static dev.signalbox.relay.RelayTestBed.settings;
import static dev.signalbox.relay.RelayTestBed.stop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.testing.Askers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Source and checkpoint share one connection, and a page takes longer than a heartbeat waits. */
@Timeout(180)
class SingleConnectionTest {
  @AutoClose private final RelayTestBed bed = new RelayTestBed();

  @Test
  void aPageThatTakesLongIsCommitted() throws Exception {
    bed.insert(40, PAST);
    bed.execute(
        "CREATE VIEW tracking.SLOW AS"
            + " SELECT e.*, SLEEP(0.05) AS TAKEN FROM tracking.TXLOG_EVENTS e");
    ConnectionSupervisor single = bed.singleMariaDb();
    List<ConnectionState> states = new CopyOnWriteArrayList<>();
    single.addListener(s -> states.add(s.state()));
    Relay relay = bed.relay(settings("SLOW", Duration.ofMillis(200), 100), single, bed.nats());
    relay.start(Askers.TEST);
    var _ = await(relay, RelayState.Running.class);

    bed.awaitAllRelayed();

    assertThat(states).doesNotHaveAnyElementsOfTypes(ConnectionState.Stale.class);
    assertThat(bed.stream.ids()).isEqualTo(bed.tableIds());
    stop(relay);
  }
}
