package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.sandbox.SandboxSchema;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.settings.TimestampSettings;
import dev.signalbox.testing.Askers;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The servers, a full table, and a new stream for each who relays it. */
final class RelayBenchBed implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final String LOREM = "a row has some text of its own, neither much nor little; ";

  private final RelayTestBed bed = new RelayTestBed();
  private final ConnectionSupervisor database = bed.mariaDb(bed.mariaDb.app());
  private final ConnectionSupervisor sink = bed.nats();
  private final int rows;
  private int turns;

  RelayBenchBed(int rows) throws SQLException {
    this.rows = rows;
    bed.execute("SET STATEMENT max_recursive_iterations = 100000000 FOR" + fill(rows));
  }

  /** A row each millisecond, of about 400 bytes as JSON. */
  private static String fill(int rows) {
    return """
     INSERT INTO tracking.TXLOG_EVENTS
      (CASE_ID, EVENT_TYPE, EVENT_DATA, EVENT_TIMESTAMP, CREATED_AT)
    WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < %1$d)
    SELECT CONCAT('case-', n DIV 7), 'STATUS_CHANGED', REPEAT('%2$s', 4),
      '2026-01-01' + INTERVAL n * 1000 MICROSECOND, '2026-01-01' + INTERVAL n * 1000 MICROSECOND
    FROM counted\
    """
        .formatted(rows, LOREM);
  }

  int rows() {
    return rows;
  }

  private void renewStream() throws Exception {
    turns++;
    bed.deleteStream();
    bed.createStream();
  }

  RelayCost measurePipeline() throws Exception {
    renewStream();
    try (Connection nats = connect();
        EventPages pages = pages()) {
      RelayCost cost = RelayCost.of(rows, new HandWrittenPipeline(nats.jetStream(), pages)::run);
      assertThat(bed.messages()).isEqualTo(rows);
      return cost;
    }
  }

  /** Row by row: each is acknowledged before the next is published. */
  RelayCost measureNaive(int number) throws Exception {
    renewStream();
    int some = number * EventPages.PAGE;
    try (Connection nats = connect();
        EventPages pages = pages()) {
      RelayCost cost = RelayCost.of(some, () -> relayOneByOne(nats.jetStream(), pages, number));
      assertThat(bed.messages()).isEqualTo(some);
      return cost;
    }
  }

  private static Void relayOneByOne(JetStream stream, EventPages pages, int number)
      throws Exception {
    for (int i = 0; i < number; i++) {
      List<Message> page = pages.next();
      for (Message message : page) {
        stream.publish(message);
      }
      pages.commit(page);
    }
    return null;
  }

  /** From the moment that it polls until the checkpoint is behind the last row. */
  RelayCost measureRelay() throws Exception {
    renewStream();
    Relay relay = bed.relay(settings(), database, sink);
    CompletableFuture<RelayCost.Clocks> begun =
        relay
            .when(snapshot -> snapshot.state() instanceof RelayState.Running)
            .thenApply(_ -> RelayCost.Clocks.read());
    CompletableFuture<RelayCost.Clocks> ended =
        relay.when(isBehindTheLastRow()).thenApply(_ -> RelayCost.Clocks.read());
    assertThat(relay.start(Askers.TEST).isAccepted()).isTrue();
    RelayCost cost =
        begun
            .thenCombine(ended, (from, to) -> from.until(to, rows))
            .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
            .join();
    RelayTestBed.stop(relay);
    // And the record of its term.
    assertThat(bed.messages()).isEqualTo(rows + 1L);
    return cost;
  }

  private Predicate<RelaySnapshot> isBehindTheLastRow() {
    String last = Integer.toString(rows);
    return snapshot -> snapshot.position().filter(at -> at.id().equals(last)).isPresent();
  }

  private PollingSettings settings() {
    return new PollingSettings(
        "bench-" + turns,
        "mariadb",
        "nats",
        "mariadb",
        "TXLOG_EVENTS",
        "ID",
        "EVENT_TIMESTAMP",
        SandboxSchema.STREAM,
        SandboxSchema.SUBJECT,
        Duration.ofMillis(200),
        EventPages.PAGE,
        TimestampSettings.DEFAULT);
  }

  private EventPages pages() throws SQLException {
    return new EventPages(connectDatabase(), connectDatabase(), "bench-" + turns);
  }

  private java.sql.Connection connectDatabase() throws SQLException {
    return new org.mariadb.jdbc.MariaDbDataSource(
            bed.mariaDb.jdbcUrl() + "?useServerPrepStmts=true&sslMode=disable")
        .getConnection(bed.mariaDb.app().user(), bed.mariaDb.app().password());
  }

  private Connection connect() throws Exception {
    return Nats.connect(Options.builder().server(bed.nats.url()).dontForceFlushOnRequest().build());
  }

  @Override
  public void close() {
    bed.close();
  }
}
