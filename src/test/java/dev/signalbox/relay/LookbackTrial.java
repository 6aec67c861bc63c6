package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.PAST;
import static dev.signalbox.relay.RelayTestBed.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.call.TrialLimits;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.sandbox.Account;
import dev.signalbox.sandbox.SandboxSchema;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.settings.TimestampSettings;
import dev.signalbox.testing.Askers;
import io.nats.client.Message;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;
import org.awaitility.Awaitility;

/** Relays that look back, for a user who cannot see who writes. */
final class LookbackTrial implements AutoCloseable {
  static final Account PLAIN = new Account("plain", "plain");

  private static final Duration INTERVAL = Duration.ofMillis(50);

  final RelayTestBed bed = new RelayTestBed();

  void createUserWithoutRights() throws Exception {
    bed.execute("CREATE USER plain@'%' IDENTIFIED BY 'plain'");
    bed.execute("GRANT ALL ON tracking.* TO plain@'%'");
  }

  void beginAnew() throws Exception {
    bed.execute("TRUNCATE TABLE tracking.TXLOG_EVENTS");
    bed.execute(
        "DROP TABLE IF EXISTS tracking.signalbox_checkpoint,"
            + " tracking.signalbox_checkpoint_history, tracking.signalbox_seen");
    bed.stream.delete();
    bed.stream.create();
  }

  static PollingSettings settings(Optional<Duration> lookback, int batchSize) {
    return new PollingSettings(
        "txlog",
        "mariadb",
        "nats",
        "mariadb",
        "TXLOG_EVENTS",
        "ID",
        "EVENT_TIMESTAMP",
        SandboxSchema.STREAM,
        SandboxSchema.SUBJECT,
        INTERVAL,
        batchSize,
        new TimestampSettings(Optional.empty(), Optional.empty(), lookback));
  }

  Relay running(PollingSettings settings) {
    return begun(bed.relay(settings, bed.mariaDb(PLAIN), bed.nats(), TrialLimits.eagerLook()));
  }

  /** A relay whose lease lasts for so long. */
  Relay running(PollingSettings settings, Duration lease) {
    return begun(
        bed.relay(settings, bed.mariaDb(PLAIN), bed.nats(), TrialLimits.eagerLook(), lease));
  }

  private static Relay begun(Relay relay) {
    relay.start(Askers.TEST);
    var _ = await(relay, RelayState.Running.class);
    return relay;
  }

  Relay running() {
    return running(settings(Optional.empty(), 100));
  }

  String lateIds() throws Exception {
    return String.join(
        " ",
        bed.stream.messages().stream()
            .filter(message -> "true".equals(header(message, "Sbx-Late")))
            .map(message -> header(message, "Sbx-Pos").replaceAll(".* / ", ""))
            .toList());
  }

  private static String header(Message message, String name) {
    return String.valueOf(message.getHeaders().getFirst(name));
  }

  /** Waits until a look that began from now on is over: it would have found what is there. */
  void awaitLook(Relay relay) throws Exception {
    long before = bed.checkpointed();
    bed.insert(1, PAST.plusSeconds(1));
    Awaitility.await().atMost(RelayTestBed.LIMIT).until(() -> bed.checkpointed() > before);
    assertThat(relay.snapshot().state()).isInstanceOf(RelayState.Running.class);
  }

  void assertEachOnce() throws Exception {
    assertThat(bed.stream.ids()).containsExactlyInAnyOrderElementsOf(bed.tableIds());
    assertThat(bed.checkpointed()).isEqualTo(bed.tableIds().size());
  }

  static String insert(int id, LocalDateTime timestamp) {
    return "INSERT INTO TXLOG_EVENTS (ID, CASE_ID, EVENT_TYPE, EVENT_DATA, EVENT_TIMESTAMP,"
        + " CREATED_AT) VALUES (%d, 'c', 'e', 'd', '%s', NOW())".formatted(id, timestamp);
  }

  void insert(LocalDateTime timestamp, int id) throws Exception {
    bed.execute(insert(id, timestamp).replace("TXLOG_EVENTS", "tracking.TXLOG_EVENTS"));
  }

  Relay relayedAll() {
    Relay relay = running();
    bed.awaitAllRelayed();
    return relay;
  }

  void insertAtOnce(int rows, LocalDateTime timestamp) throws Exception {
    bed.execute(
        ("INSERT INTO tracking.TXLOG_EVENTS"
                + " (CASE_ID, EVENT_TYPE, EVENT_DATA, EVENT_TIMESTAMP, CREATED_AT)"
                + " SELECT 'c', 'e', 'd', '%s', NOW() FROM seq_1_to_%d")
            .formatted(timestamp, rows));
  }

  @Override
  public void close() {
    bed.close();
  }
}
