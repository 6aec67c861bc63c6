package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.PAST;
import static dev.signalbox.relay.RelayTestBed.await;
import static dev.signalbox.relay.RelayTestBed.awaitAcknowledged;
import static dev.signalbox.relay.RelayTestBed.settings;
import static dev.signalbox.relay.RelayTestBed.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Verdict;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.testing.Askers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who asked, and for what there is. */
@Timeout(120)
class RelayCommandsTest {
  private static final Actor KURT = new Actor("kurt", "console-3", "window");
  private static final Actor IDA = new Actor("ida", "console-1", "window");

  @AutoClose private final RelayTestBed bed = new RelayTestBed();

  @Test
  void aSnapshotNamesWhoAskedForTheStateAndNobodyForWhatARunReports() {
    Relay relay = bed.relay(settings(100));
    List<String> told = new CopyOnWriteArrayList<>();
    relay.addListener(snapshot -> told.add(words(snapshot)));

    relay.start(KURT);
    var _ = await(relay, RelayState.Running.class);
    relay.start(IDA);
    relay.stop(IDA);
    relay.stopNow(KURT);

    await().until(() -> told.getLast().startsWith("Stopped"));
    assertThat(told.stream().distinct())
        .containsExactly(
            "Stopped by nobody",
            "Starting by kurt@console-3 (window)",
            "Running by nobody",
            "Stopping by ida@console-1 (window)");
  }

  private static String words(RelaySnapshot snapshot) {
    return snapshot.state().getClass().getSimpleName()
        + " by "
        + snapshot.changedBy().map(Actor::toString).orElse("nobody");
  }

  @Test
  void connectionsAreThoseThatThereAreAtTheStart() throws Exception {
    Map<String, ConnectionSupervisor> roster = new ConcurrentHashMap<>();
    Relay relay = bed.relay(settings(100), name -> Optional.ofNullable(roster.get(name)));
    ConnectionSupervisor first = bed.nats();
    roster.put("mariadb", bed.mariaDb(bed.mariaDb.app()));

    assertThat(relay.start(Askers.TEST))
        .isEqualTo(new Verdict.Refused("there is no connection nats"));
    assertThat(relay.snapshot().state()).isInstanceOf(RelayState.Stopped.class);

    roster.put("nats", first);
    bed.insert(1, PAST);
    assertThat(relay.start(Askers.TEST).isAccepted()).isTrue();
    awaitAcknowledged(relay, 1);
    stop(relay);

    ConnectionSupervisor second = bed.nats();
    roster.put("nats", second);
    first.disconnect(Askers.TEST);
    bed.insert(1, PAST.plusSeconds(1));
    assertThat(relay.start(Askers.TEST).isAccepted()).isTrue();
    awaitAcknowledged(relay, 1);
    assertThat(second.snapshot().state()).isInstanceOf(ConnectionState.Connected.class);
    assertThat(first.snapshot().state()).isNotInstanceOf(ConnectionState.Connected.class);
    stop(relay);

    bed.assertExactlyOnce();
  }
}
