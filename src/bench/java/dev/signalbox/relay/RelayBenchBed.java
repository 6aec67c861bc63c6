package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.sandbox.SandboxSchema;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.settings.TimestampSettings;
import dev.signalbox.testing.Askers;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.MessageInfo;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The servers, a full table, and a new stream for each who relays it. */
final class RelayBenchBed implements AutoCloseable {
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
      SteadyPart part = new SteadyPart(rows);
      new HandWrittenPipeline(nats.jetStream(), pages, part::recorded).run();
      assertThat(bed.stream.count()).isEqualTo(rows);
      return part.await();
    }
  }

  private int fewPages() {
    return Math.max(2, Math.ceilDiv(rows / SLOW_SHARE, EventPages.PAGE));
  }

  /** Row by row: each is acknowledged before the next is published. */
  RelayCost measureNaive() throws Exception {
    String name = renewStream();
    int some = fewPages() * EventPages.PAGE;
    try (Connection nats = connect();
        EventPages pages = pages(name)) {
      SteadyPart part = new SteadyPart(some);
      relayOneByOne(nats.jetStream(), pages, some, part);
      assertThat(bed.stream.count()).isEqualTo(some);
      return part.await();
    }
  }

  private static void relayOneByOne(JetStream stream, EventPages pages, int rows, SteadyPart part)
      throws Exception {
    int sofar = 0;
    while (sofar < rows) {
      List<Message> page = pages.next();
      for (Message message : page) {
        stream.publish(message);
      }
      pages.commit(page);
      sofar += page.size();
      part.recorded(sofar);
    }
  }

  /** Page by page; its producer waits for each acknowledgement, whatever is configured. */
  RelayCost measureCamel() throws Exception {
    String name = renewStream();
    int some = fewPages() * EventPages.PAGE;
    SteadyPart part = new SteadyPart(some);
    HikariConfig pooled = new HikariConfig();
    pooled.setDataSource(tracking.dataSource());
    try (Connection nats = connect();
        HikariDataSource database = new HikariDataSource(pooled);
        CamelRelay camel = new CamelRelay(database, nats, name, part::recorded)) {
      camel.start();
      RelayCost cost = part.await();
      assertThat(bed.stream.count()).isGreaterThanOrEqualTo(some);
      assertThat(lastMessage(nats).getHeaders().keySet())
          .containsAll(EventPages.headers("", "", "").keySet());
      return cost;
    }
  }

  private static MessageInfo lastMessage(Connection nats) throws Exception {
    return nats.jetStreamManagement().getLastMessage(SandboxSchema.STREAM, SandboxSchema.SUBJECT);
  }

  RelayCost measureRelay() throws Exception {
    Relay relay = relay();
    RelayCost cost = measure(relay, rows);
    RelayTestBed.stop(relay);
    // And the record of its term.
    assertThat(bed.stream.count()).isEqualTo(rows + 1L);
    return cost;
  }

  /** Starts a relay and measures it until its checkpoint is behind the last row. */
  static RelayCost measure(Relay relay, int rows) {
    SteadyPart part = new SteadyPart(rows);
    // The ids are those of a table that was filled at once: the rows' numbers.
    Consumer<RelaySnapshot> recorded =
        snapshot -> snapshot.position().ifPresent(at -> part.recorded(Integer.parseInt(at.id())));
    relay.addListener(recorded);
    try {
      assertThat(relay.start(Askers.TEST).isAccepted()).isTrue();
      return part.await();
    } finally {
      relay.removeListener(recorded);
    }
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
