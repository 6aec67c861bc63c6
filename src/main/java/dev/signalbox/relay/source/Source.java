package dev.signalbox.relay.source;

import dev.signalbox.relay.call.BadRowException;
import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayFailures;
import dev.signalbox.relay.call.RelayLimits;
import dev.signalbox.relay.call.RunControl;
import dev.signalbox.relay.source.horizon.DatabaseClock;
import dev.signalbox.relay.source.horizon.Horizon;
import dev.signalbox.relay.source.horizon.RowsAhead;
import dev.signalbox.relay.source.horizon.SettledTime;
import dev.signalbox.relay.source.horizon.SettledTimes;
import dev.signalbox.relay.source.horizon.TimeDomain;
import dev.signalbox.relay.source.horizon.WriterHorizons;
import dev.signalbox.relay.state.Position;
import dev.signalbox.settings.DatabaseKind;
import dev.signalbox.settings.PollingSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The table that is relayed, read page by page. Connections are in autocommit mode: an open
 * transaction would go on seeing the table as it was when it began.
 */
public final class Source {
  private static final Duration DATABASE_LAG = Duration.ofMillis(20);
  private static final Duration USUAL_LOOKBACK = Duration.ofMinutes(5);

  /** Each is written into a table of its own when the page is committed. */
  private static final int MOST_KEYS = 10_000;

  private final RelayDatabase database;
  private final Facts facts;
  private final RowReader reader;
  private final Horizon horizon;
  private final SourceTable table;
  private final PageQuery query;
  private final RowsAhead rowsAhead;
  private final PageSize size;
  private final Duration lookback;

  /**
   * What is known of the table, and who wants to know.
   *
   * @param lag by how much a row may be dated before its statement begins
   */
  private record Facts(
      PollingSettings settings,
      SourceTable table,
      TimeDomain domain,
      Duration lag,
      WriterHorizons horizons,
      SourceListener listener) {
    SettledTime settled(RelayDatabase database) throws RelayException {
      return new SettledTimes(database, database.kind(), horizons, listener).choose(lag);
    }
  }

  private Source(RelayDatabase database, Facts facts) throws RelayException {
    this.database = database;
    this.facts = facts;
    DatabaseKind kind = database.kind();
    PollingSettings settings = facts.settings();
    TimeDomain domain = facts.domain();
    SettledTime settled = facts.settled(database);
    this.reader = new RowReader(database, kind, settings);
    this.table = facts.table();
    SourceDialect dialect = SourceDialect.of(kind);
    this.query = new PageQuery(dialect, settings, table);
    this.horizon = new Horizon(settled, domain, table.dating().fraction());
    this.lookback =
        settings
            .timestamps()
            .lookback()
            .orElse(settled.isCertain() ? Duration.ZERO : USUAL_LOOKBACK);
    this.size =
        new PageSize(
            lookback.isZero() ? settings.batchSize() : Math.min(settings.batchSize(), MOST_KEYS));
    this.rowsAhead =
        new RowsAhead(
            database, new DatabaseClock(database, kind), domain, query.count(), facts.listener());
  }

  /**
   * Looks at the table.
   *
   * @param horizons shared by all relays of the program
   * @throws RelayException if it, a column or a right is missing
   */
  public static Source open(
      RelayDatabase database,
      PollingSettings settings,
      WriterHorizons horizons,
      SourceListener listener)
      throws RelayException {
    DatabaseKind kind = database.kind();
    SourceDialect dialect = SourceDialect.of(kind);
    RelayFailures failures = database.calls().failures();
    SourceTable table =
        database.query(
            database.calls().limits().preparation(),
            "SELECT * FROM "
                + Identifier.Table.of(settings.table()).written(dialect)
                + " WHERE 1 = 0",
            RelayDatabase.Binding.NONE,
            rows ->
                SourceTable.of(kind, rows.getMetaData(), settings, database.endpoint(), failures));
    Optional<TableFacts> facts =
        dialect.facts(database, Identifier.Table.of(settings.table()), table);
    preflight(facts, database, listener);
    TimeDomain domain =
        table.dating().instants()
            ? TimeDomain.Region.UTC
            : settings
                .timestamps()
                .zone()
                .<TimeDomain>map(TimeDomain.Region::of)
                .orElseGet(() -> dialect.serverZone(database));
    Duration lag = lag(settings, facts, table.dating().fraction(), database.calls().limits());
    return new Source(database, new Facts(settings, table, domain, lag, horizons, listener));
  }

  /** The same table, for a part of the run that is stopped by a control of its own. */
  public Source under(RunControl control) throws RelayException {
    return new Source(database.under(control), facts);
  }

  private static void preflight(
      Optional<TableFacts> facts, RelayDatabase database, SourceListener listener)
      throws RelayException {
    Optional<TableFacts.Verdict> refusal = facts.flatMap(TableFacts::refusal);
    if (refusal.isPresent()) {
      throw database
          .calls()
          .failures()
          .mistake(
              database.endpoint(),
              refusal.get().message(),
              "To mend that: " + refusal.get().statement());
    }
    if (facts.isEmpty()) {
      listener.unchecked();
    }
    facts
        .flatMap(TableFacts::slowness)
        .ifPresent(
            verdict ->
                listener.remark(verdict.message() + "; to mend that: " + verdict.statement()));
  }

  /** What the database dates itself is dated when its statement begins. */
  private static Duration lag(
      PollingSettings settings, Optional<TableFacts> facts, int fraction, RelayLimits limits) {
    return settings
        .timestamps()
        .lag()
        .orElseGet(
            () ->
                facts.filter(known -> known.isDatedByDatabase(fraction)).isPresent()
                    ? DATABASE_LAG
                    : limits.settleDelay());
  }

  /** The settled rows after a position, or the first ones; at most one batch and 16 MiB. */
  public SourcePage page(Optional<Position> after) throws RelayException {
    return pages(after).next();
  }

  /** Those and the ones behind them. */
  public Pages pages(Optional<Position> after) {
    return new Pages(this, database.calls().scheduler(), after);
  }

  /** Up to when all rows are visible; to be asked for before the page that it ends. */
  LocalDateTime horizon() throws RelayException {
    return horizon.read();
  }

  SourcePage page(Optional<Position> after, LocalDateTime until) throws RelayException {
    int asked = size.rows();
    return database.query(
        database.calls().limits().pageQuery(),
        query.sql(after),
        statement -> query.bind(statement, after, until, asked),
        rows -> read(rows, asked));
  }

  /** Whether there is a row after a position, or any at all. */
  boolean hasRows(Optional<Position> after) throws RelayException {
    return database.query(
        database.calls().limits().pageQuery(),
        query.any(after),
        statement -> query.bindAny(statement, after),
        ResultSet::next);
  }

  /** No row is held back by anybody, and none is dated ahead. */
  void nothingWaits() {
    horizon.nothingWaits();
    rowsAhead.none();
  }

  /** Now and then it counts those that are dated later than it is. */
  void lookForRowsAhead() throws RelayException {
    rowsAhead.look();
  }

  private SourcePage read(ResultSet rows, int asked) throws SQLException, RelayException {
    // Per page, because the table's columns may have changed since the last one.
    RowReader.Rows read = reader.rows(rows);
    List<SourceRow> page = new ArrayList<>();
    long bytes = 0;
    try {
      while (bytes < PageSize.MOST_BYTES && read.next()) {
        SourceRow row = new SourceRow(read.position(), read.payload());
        bytes += row.payload().length;
        page.add(row);
      }
    } catch (BadRowException e) {
      if (page.isEmpty()) {
        throw e;
      }
      // It is the first one of the next page.
      return new SourcePage(page, true);
    }
    boolean endedByBytes = bytes >= PageSize.MOST_BYTES;
    size.read(page.size(), endedByBytes);
    return new SourcePage(page, endedByBytes || page.size() == asked);
  }

  /** How far behind the newest relayed row others may become visible; zero if none may. */
  public Duration lookback() {
    return lookback;
  }

  /** Looks for rows by their keys. */
  public Latecomers latecomers() {
    return new Latecomers(database, query, reader);
  }

  /** Whether a row certainly comes no later than another in this table. */
  public boolean isNotAfter(Position row, Position other) {
    return table.isNotAfter(row, other);
  }

  /**
   * How many rows lie behind a position, or behind none, up to another, that included.
   *
   * @param most where counting ends
   */
  public int count(Optional<Position> after, Position last, int most) throws RelayException {
    return database.query(
        database.calls().limits().pageQuery(),
        query.count(after),
        statement -> query.bind(statement, after, last, most),
        Source::number);
  }

  /**
   * How many rows could be read now behind a position, and how old the first of them is.
   *
   * @param most where counting ends
   */
  public Waiting waiting(Optional<Position> after, int most) throws RelayException {
    LocalDateTime until = horizon.read();
    LocalDateTime now =
        facts.domain().at(new DatabaseClock(database, database.kind()).read()).latest();
    return database.query(
        database.calls().limits().pageQuery(),
        query.waiting(after),
        statement -> query.bindWaiting(statement, after, until, most),
        rows -> {
          rows.next();
          return new Waiting(
              rows.getInt(1),
              Optional.ofNullable(ColumnWriter.moment(rows, 2))
                  .map(first -> Duration.between(first, now)));
        });
  }

  /** Whether there is a row at a position. */
  public boolean isThere(Position position) throws RelayException {
    return database.query(
            database.calls().limits().pageQuery(),
            query.exact(),
            statement -> query.bind(statement, position),
            Source::number)
        > 0;
  }

  private static int number(ResultSet row) throws SQLException {
    row.next();
    return row.getInt(1);
  }

  /** A row's position as an operator writes it; empty if no row of this table may have it. */
  public Optional<Position> position(LocalDateTime timestamp, String id) {
    return table.id(id).map(canonical -> Position.of(timestamp, canonical));
  }

  /** Whether a row of this table may be there; it may have been deleted since. */
  public boolean isKnown(Position stored) {
    // Otherwise somebody has edited the checkpoint.
    boolean readable =
        stored.time().isPresent()
            || Position.ofShown(stored.timestamp(), stored.id()).equals(Optional.of(stored));
    return readable && table.id(stored.id()).isPresent();
  }

  /** What a position is that was read when instants still came in the server's zone. */
  public Position asReadNow(Position before) throws RelayException {
    Optional<LocalDateTime> local = before.time();
    return table.dating().instants() && local.isPresent()
        ? Position.of(new TimeDomain.OfMariaDb(database).instant(local.get()), before.id())
        : before;
  }
}
