package dev.signalbox.relay.source;

import dev.signalbox.base.SystemScheduler;
import dev.signalbox.connection.driver.FailureReports;
import dev.signalbox.connection.jdbc.DatabaseSession;
import dev.signalbox.relay.call.CallContext;
import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayFailures;
import dev.signalbox.relay.call.RelayLimits;
import dev.signalbox.relay.call.RunControl;
import dev.signalbox.relay.source.horizon.WriterHorizons;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.RowTiming;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.settings.TimestampSettings;
import dev.signalbox.testing.EndpointTrial;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Source tables as one run of a relay reads them, on a connection of its own. */
final class SourceTrial implements AutoCloseable {
  final Heard heard = new Heard();
  final WriterHorizons horizons;
  final RelayDatabase database;
  private final SystemScheduler scheduler = new SystemScheduler();
  private final EndpointTrial endpoint;

  /** What a source had to say. */
  static final class Heard implements SourceListener {
    final List<RowTiming.Ahead> ahead = new CopyOnWriteArrayList<>();
    final List<Integer> passedBy = new CopyOnWriteArrayList<>();
    final List<String> remarks = new CopyOnWriteArrayList<>();
    final List<String> settledBy = new CopyOnWriteArrayList<>();
    final List<Optional<RowTiming.HeldBack>> heldBack = new CopyOnWriteArrayList<>();

    @Override
    public void settledBy(String words) {
      settledBy.add(words);
    }

    @Override
    public void remark(String words) {
      remarks.add(words);
    }

    @Override
    public void passedBy(int rows, LocalDateTime from, Position last) {
      passedBy.add(rows);
    }

    @Override
    public void unchecked() {
      remarks.add("unchecked");
    }

    @Override
    public void heldBack(Optional<RowTiming.HeldBack> now) {
      heldBack.add(now);
    }

    @Override
    public void datedAhead(RowTiming.Ahead rows) {
      ahead.add(rows);
    }
  }

  SourceTrial(DatabaseSettings connection) throws Exception {
    this(connection, new WriterHorizons());
  }

  SourceTrial(DatabaseSettings connection, WriterHorizons horizons) throws Exception {
    this(connection, horizons, RelayLimits.STANDARD);
  }

  SourceTrial(DatabaseSettings connection, WriterHorizons horizons, RelayLimits limits)
      throws Exception {
    this.horizons = horizons;
    endpoint = new EndpointTrial(connection);
    endpoint.connected(DatabaseSession.class);
    database =
        new RelayDatabase(
            endpoint.supervisor(),
            new CallContext(
                new RunControl(scheduler),
                scheduler,
                new RelayFailures(new FailureReports(text -> text), scheduler),
                limits));
  }

  /** The same with rows dated in a zone. */
  static PollingSettings in(ZoneId zone, PollingSettings of) {
    return dated(new TimestampSettings(Optional.of(zone), Optional.empty(), Optional.empty()), of);
  }

  /** The same with rows dated in this way. */
  static PollingSettings dated(TimestampSettings timestamps, PollingSettings of) {
    return new PollingSettings(
        of.programName(),
        of.source(),
        of.sink(),
        of.checkpoint(),
        of.table(),
        of.idColumn(),
        of.timestampColumn(),
        of.stream(),
        of.subject(),
        of.interval(),
        of.batchSize(),
        timestamps);
  }

  /** What is read of a table, with pages of five rows. */
  static PollingSettings settings(String table, String id, String timestamp) {
    return settings(table, id, timestamp, 5);
  }

  static PollingSettings settings(String table, String id, String timestamp, int batchSize) {
    return new PollingSettings(
        "trial",
        "source",
        "sink",
        "checkpoint",
        table,
        id,
        timestamp,
        "STREAM",
        "subject",
        Duration.ofSeconds(1),
        batchSize,
        TimestampSettings.DEFAULT);
  }

  Source open(PollingSettings settings) throws RelayException {
    return Source.open(database, settings, horizons, heard);
  }

  /** What a run does between two cycles. */
  void pause(Duration time) {
    database.calls().control().pause(time);
  }

  /** A variable of the session. */
  String session(String variable) throws RelayException {
    return database.query(
        RelayLimits.STANDARD.preparation(),
        "SELECT " + variable,
        RelayDatabase.Binding.NONE,
        rows -> {
          rows.next();
          return rows.getString(1);
        });
  }

  /** All that is settled behind a position, page by page. */
  static List<SourceRow> read(Source source, Optional<Position> after) throws RelayException {
    List<SourceRow> all = new ArrayList<>();
    Optional<Position> position = after;
    SourcePage page;
    do {
      page = source.page(position);
      all.addAll(page.rows());
      if (!page.rows().isEmpty()) {
        position = Optional.of(page.rows().getLast().position());
      }
    } while (page.more());
    return all;
  }

  static List<String> ids(List<SourceRow> rows) {
    return rows.stream().map(row -> row.position().id()).toList();
  }

  @Override
  public void close() throws Exception {
    endpoint.close();
    scheduler.close();
  }
}
