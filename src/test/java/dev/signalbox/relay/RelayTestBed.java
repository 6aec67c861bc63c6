package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.relay.call.RelayLimits;
import dev.signalbox.relay.call.RunControl;
import dev.signalbox.relay.run.ConnectionLookup;
import dev.signalbox.relay.run.RelayConnections;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.relay.tools.Bench;
import dev.signalbox.sandbox.Account;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.sandbox.NatsServer;
import dev.signalbox.sandbox.SandboxSchema;
import dev.signalbox.settings.DatabaseKind;
import dev.signalbox.settings.HeartbeatSettings;
import dev.signalbox.settings.NatsSettings;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.settings.TimestampSettings;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.HandedOnMariaDb;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A real MariaDB as source and checkpoint, a real NATS, and relays between them. */
public final class RelayTestBed implements AutoCloseable {
  public static final Duration LIMIT = Duration.ofSeconds(30);

  /** When events happened that are settled already. */
  public static final LocalDateTime PAST = LocalDateTime.of(2026, 1, 1, 10, 0);

  private static final Duration ALL_LIMIT = Duration.ofSeconds(60);

  static final HeartbeatSettings DEAF =
      new HeartbeatSettings(Duration.ofMinutes(1), Duration.ofMinutes(1));

  private final HandedOnMariaDb handedOn;

  public final MariaDbServer mariaDb;

  public final NatsServer nats;
  public final TrialStream stream;

  private final RelayKit kit = new RelayKit();

  public RelayTestBed() {
    try {
      handedOn = HandedOnMariaDb.take();
      mariaDb = handedOn.server();
      nats = NatsServer.start();
      stream = new TrialStream(nats);
      SandboxSchema.createEventTable(mariaDb);
      SandboxSchema.createStream(nats);
    } catch (Exception e) {
      // Unchecked, so that the field of a test may begin with it.
      throw new IllegalStateException("The servers cannot be started", e);
    }
  }

  public static PollingSettings settings(int batchSize) {
    return settings("TXLOG_EVENTS", Duration.ofMillis(200), batchSize);
  }

  public static PollingSettings settings(String table, Duration interval, int batchSize) {
    return settings(table, interval, batchSize, TimestampSettings.DEFAULT);
  }

  public static PollingSettings settings(
      String table, Duration interval, int batchSize, TimestampSettings timestamps) {
    return new PollingSettings(
        "txlog",
        "mariadb",
        "nats",
        "mariadb",
        table,
        "ID",
        "EVENT_TIMESTAMP",
        SandboxSchema.STREAM,
        SandboxSchema.SUBJECT,
        interval,
        batchSize,
        timestamps);
  }

  /** A relay with connections of its own, as another console would have them. */
  Relay relay(PollingSettings settings) {
    return relay(settings, mariaDb(mariaDb.app()), nats());
  }

  Relay relay(PollingSettings settings, ConnectionSupervisor database, ConnectionSupervisor sink) {
    return kit.relay(settings, new RelayConnections(database, sink, database));
  }

  Relay relay(
      PollingSettings settings,
      ConnectionSupervisor source,
      ConnectionSupervisor sink,
      ConnectionSupervisor checkpoint) {
    return kit.relay(settings, new RelayConnections(source, sink, checkpoint));
  }

  Relay relay(
      PollingSettings settings,
      ConnectionSupervisor source,
      ConnectionSupervisor sink,
      ConnectionSupervisor checkpoint,
      RelayLimits limits) {
    return kit.relay(settings, new RelayConnections(source, sink, checkpoint), limits);
  }

  /** A relay that gives up or tries again sooner than one in operation. */
  Relay relay(
      PollingSettings settings,
      ConnectionSupervisor database,
      ConnectionSupervisor sink,
      RelayLimits limits) {
    return kit.relay(settings, new RelayConnections(database, sink, database), limits);
  }

  /** The same with a lease that lasts for so long. */
  Relay relay(
      PollingSettings settings,
      ConnectionSupervisor database,
      ConnectionSupervisor sink,
      RelayLimits limits,
      Duration lease) {
    return kit.relay(settings, new RelayConnections(database, sink, database), limits, lease);
  }

  /** A relay whose connections may come and go. */
  Relay relay(PollingSettings settings, ConnectionLookup lookup) {
    return kit.relay(settings, lookup, RelayLimits.STANDARD);
  }

  /** A relay as tools work on it, with connections of its own. */
  Bench bench(PollingSettings settings) throws Exception {
    return bench(settings, mariaDb(mariaDb.app()));
  }

  Bench bench(PollingSettings settings, ConnectionSupervisor database) throws Exception {
    return bench(settings, database, database);
  }

  Bench bench(
      PollingSettings settings, ConnectionSupervisor source, ConnectionSupervisor checkpoint)
      throws Exception {
    return kit.bench(settings, new RelayConnections(source, nats(), checkpoint));
  }

  ConnectionSupervisor mariaDb(Account account) {
    return kit.database(DatabaseKind.MARIADB, mariaDb.url(), account);
  }

  /** By another address. */
  ConnectionSupervisor mariaDb(String url) {
    return kit.database(DatabaseKind.MARIADB, url, mariaDb.app());
  }

  /** A connection of which there is only one. */
  ConnectionSupervisor singleMariaDb() {
    return kit.database(DatabaseKind.MARIADB, mariaDb.url(), mariaDb.app(), 1);
  }

  ConnectionSupervisor oracle(String url, Account account) {
    return kit.database(DatabaseKind.ORACLE, url, account);
  }

  ConnectionSupervisor nats() {
    return nats(nats.url());
  }

  /** Another server. */
  ConnectionSupervisor nats(String url) {
    return kit.nats(url, RelayKit.HEARTBEAT);
  }

  ConnectionSupervisor nats(NatsSettings settings) {
    return kit.nats(settings);
  }

  /** A connection that notices a frozen server late, so that acknowledgements are overdue first. */
  ConnectionSupervisor deafNats() {
    return kit.nats(nats.url(), DEAF);
  }

  /** Inserts rows that are settled already, all of one timestamp. */
  public void insert(int rows, LocalDateTime timestamp) throws SQLException {
    try (Connection connection = mariaDb.connect();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO TXLOG_EVENTS"
                    + " (CASE_ID, EVENT_TYPE, EVENT_DATA, EVENT_TIMESTAMP, CREATED_AT)"
                    + " VALUES ('c', 'e', 'd', ?, ?)")) {
      for (int i = 0; i < rows; i++) {
        insert.setObject(1, timestamp);
        insert.setObject(2, timestamp);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  public void execute(String sql) throws SQLException {
    handedOn.execute(sql);
  }

  /** As a crash between acknowledgements and commit, or an older copy, leaves the checkpoint. */
  void forgetPosition() throws SQLException {
    execute(
        "UPDATE tracking.signalbox_checkpoint SET processed = 0, stream_seq = 0,"
            + " pos_timestamp = NULL, pos_id = NULL, last_msg_id = NULL");
  }

  /** The first column of the first row. */
  public String value(String sql) throws SQLException {
    try (Connection connection = mariaDb.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).as(sql).isTrue();
      return String.valueOf(rows.getString(1));
    }
  }

  long checkpointed() throws SQLException {
    return Long.parseLong(value("SELECT processed FROM signalbox_checkpoint"));
  }

  /** The ids of the table in the order of the relay. */
  List<String> tableIds() throws SQLException {
    List<String> ids = new ArrayList<>();
    try (Connection connection = mariaDb.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT ID FROM TXLOG_EVENTS ORDER BY EVENT_TIMESTAMP, ID")) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return ids;
  }

  public void awaitAllRelayed() {
    Awaitility.await().atMost(ALL_LIMIT).until(() -> checkpointed() == tableIds().size());
  }

  /** Every row once, in order, and the checkpoint says the same. */
  public void assertExactlyOnce() throws Exception {
    List<String> ids = tableIds();
    assertThat(stream.ids()).isEqualTo(ids);
    assertThat(checkpointed()).isEqualTo(ids.size());
  }

  static RelaySnapshot await(Relay relay, Predicate<RelaySnapshot> condition) {
    return relay.when(condition).orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  static <S extends RelayState> S await(Relay relay, Class<S> state) {
    return state.cast(await(relay, s -> state.isInstance(s.state())).state());
  }

  public static void awaitAcknowledged(Relay relay, long rows) {
    var _ = await(relay, s -> s.counters().acknowledged() >= rows);
  }

  /** Waits for something that may well not happen in time. */
  void awaitBriefly(Duration limit, BooleanSupplier condition) {
    RunControl control = new RunControl(kit.scheduler);
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() - end < 0) {
      var _ = control.await(() -> false, Duration.ofMillis(1));
    }
  }

  public static void stop(Relay relay) {
    assertThat(relay.stop(Askers.TEST).isAccepted()).isTrue();
    var _ = await(relay, RelayState.Stopped.class);
  }

  @Override
  public void close() {
    kit.close();
    nats.close();
    handedOn.close();
  }
}
