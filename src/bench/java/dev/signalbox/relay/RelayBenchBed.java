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

  /** Who waits for each acknowledgement would take minutes for all rows. */
  private static final int SLOW_SHARE = 10;

  private final RelayTestBed bed;
  private final BenchSource.MariaDb tracking;
  private final BenchSource source;
  private final ConnectionSupervisor sink;
  private final int rows;
  private int turns;

  /** What is to be relayed from where. */
  @FunctionalInterface
  private interface Choice {
    BenchSource of(RelayTestBed bed, BenchSource.MariaDb tracking) throws Exception;
  }

  private RelayBenchBed(Choice choice, int rows) throws Exception {
    this.bed = new RelayTestBed();
    this.tracking = new BenchSource.MariaDb(bed, bed.mariaDb(bed.mariaDb.app()));
    this.source = choice.of(bed, tracking);
    this.sink = bed.nats();
    this.rows = rows;
    source.fill(rows);
  }

  static RelayBenchBed ofMariaDb(int rows) throws Exception {
    return new RelayBenchBed((_, tracking) -> tracking, rows);
  }

  static RelayBenchBed ofOracle(int rows) throws Exception {
    return new RelayBenchBed((bed, _) -> BenchSource.Oracle.start(bed), rows);
  }

  private String renewStream() throws Exception {
    turns++;
    bed.stream.delete();
    bed.stream.create();
    return "bench-" + turns;
  }

  RelayCost measurePipeline() throws Exception {
    String name = renewStream();
    try (Connection nats = connect();
        EventPages pages = pages(name)) {
      RelayCost cost = RelayCost.of(rows, new HandWrittenPipeline(nats.jetStream(), pages)::run);
      assertThat(bed.stream.count()).isEqualTo(rows);
      return cost;
    }
  }

  private int fewPages() {
    return Math.ceilDiv(rows / SLOW_SHARE, EventPages.PAGE);
  }

  /** Row by row: each is acknowledged before the next is published. */
  RelayCost measureNaive() throws Exception {
    String name = renewStream();
    int some = fewPages() * EventPages.PAGE;
    try (Connection nats = connect();
        EventPages pages = pages(name)) {
      RelayCost cost = RelayCost.of(some, () -> relayOneByOne(nats.jetStream(), pages, fewPages()));
      assertThat(bed.stream.count()).isEqualTo(some);
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

  /** Page by page; its producer waits for each acknowledgement, whatever is configured. */
  RelayCost measureCamel() throws Exception {
    String name = renewStream();
    int some = fewPages() * EventPages.PAGE;
    try (Connection nats = connect();
        CamelRelay camel = new CamelRelay(tracking.dataSource(), nats, name, some)) {
      RelayCost cost = RelayCost.of(some, camel::relay);
      assertThat(bed.stream.count()).isGreaterThanOrEqualTo(some);
      return cost;
    }
  }

  /** From the moment that it polls until the checkpoint is behind the last row. */
  RelayCost measureRelay() throws Exception {
    Relay relay = relay();
    RelayCost cost = measure(relay, rows);
    RelayTestBed.stop(relay);
    // And the record of its term.
    assertThat(bed.stream.count()).isEqualTo(rows + 1L);
    return cost;
  }

  /** Starts a relay and measures it so. */
  static RelayCost measure(Relay relay, int rows) {
    CompletableFuture<RelayCost.Clocks> begun =
        relay
            .when(snapshot -> snapshot.state() instanceof RelayState.Running)
            .thenApply(_ -> RelayCost.Clocks.read());
    CompletableFuture<RelayCost.Clocks> ended =
        relay.when(isBehind(rows)).thenApply(_ -> RelayCost.Clocks.read());
    assertThat(relay.start(Askers.TEST).isAccepted()).isTrue();
    return begun
        .thenCombine(ended, (from, to) -> from.until(to, rows))
        .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  /** Whether the checkpoint is behind the row of that number. */
  static Predicate<RelaySnapshot> isBehind(int row) {
    String last = Integer.toString(row);
    return snapshot -> snapshot.position().filter(at -> at.id().equals(last)).isPresent();
  }

  /** A new one, with a stream of its own. */
  Relay relay() throws Exception {
    return bed.relay(settings(renewStream()), source.supervised(), sink, tracking.supervised());
  }

  private PollingSettings settings(String name) {
    return new PollingSettings(
        name,
        "source",
        "nats",
        "mariadb",
        source.table().table(),
        "ID",
        "EVENT_TIMESTAMP",
        SandboxSchema.STREAM,
        SandboxSchema.SUBJECT,
        Duration.ofMillis(200),
        EventPages.PAGE,
        TimestampSettings.DEFAULT);
  }

  private EventPages pages(String name) throws SQLException {
    return new EventPages(source, tracking.connect(), name);
  }

  private Connection connect() throws Exception {
    return Nats.connect(Options.builder().server(bed.nats.url()).dontForceFlushOnRequest().build());
  }

  @Override
  public void close() throws Exception {
    bed.close();
    source.close();
  }
}
