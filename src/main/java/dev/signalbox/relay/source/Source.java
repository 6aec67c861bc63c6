package dev.signalbox.relay.source;

import dev.signalbox.relay.call.BadRowException;
import dev.signalbox.relay.call.CallLimits;
import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RunControl;
import dev.signalbox.relay.source.horizon.DatabaseClock;
import dev.signalbox.relay.source.horizon.Horizon;
import dev.signalbox.relay.source.horizon.RowsAhead;
import dev.signalbox.relay.source.horizon.RowsPassedBy;
import dev.signalbox.relay.source.horizon.SettledTime;
import dev.signalbox.relay.source.horizon.SettledTimes;
import dev.signalbox.relay.source.horizon.TimeDomain;
import dev.signalbox.relay.source.horizon.WriterHorizons;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.ServerOffsets;
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
  private static final Duration USUAL_LOOKBACK = Duration.ofMinutes(5);

  /** Each is written into a table of its own when the page is committed. */
  private static final int MOST_KEYS = 10_000;

  /** A page waits no longer for the count of rows that were passed by, and a stop not at all. */
  private static final CallLimits PASSED_BY =
      new CallLimits(Duration.ofSeconds(2), Duration.ZERO, Duration.ZERO);

  private final RelayDatabase database;
  private final TableLook facts;
  private final SettledTimes.Choice choice;
  private final RowReader reader;
  private final WholeRows whole;
  private final Horizon horizon;
  private final SourceTable table;
  private final PageQuery query;
  private final RowsAhead rowsAhead;
  private final PageSize size;
  private final Duration lookback;

  private Source(RelayDatabase database, TableLook facts, SettledTimes.Choice choice)
      throws RelayException {
    this.database = database;
    this.facts = facts;
    this.choice = choice;
    DatabaseKind kind = database.kind();
    PollingSettings settings = facts.settings();
    TimeDomain domain = facts.domain();
    SettledTime settled = choice.on(database);
    this.reader = new RowReader(database, kind, settings);
    this.table = facts.table();
    this.query = new PageQuery(SourceDialect.of(kind), settings, table, facts.keyless());
    this.whole = new WholeRows(database, query, reader, facts.columns());
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
    TableLook facts = TableLook.at(database, settings, horizons, listener);
    return new Source(database, facts, facts.choose(database));
  }

  /** Tells how many rows no page comes to, where there may be such; may look at all of them. */
  public void tellKeyless() throws RelayException {
    if (facts.keyless()) {
      new KeylessRows(database, facts.settings().table(), query).tell(facts.listener());
    }
  }

  /** The same table, for a part of the run that is stopped by a control of its own. */
  public Source under(RunControl control) throws RelayException {
    return new Source(database.under(control), facts, choice);
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
    return whole.read(
        columns -> query.sql(after, columns),
        // One more tells whether it is at the last one's position.
        statement -> query.bind(statement, after, until, facts.unchecked() ? asked + 1 : asked),
        false,
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

  /**
   * Whoever looks for rows that pages from there on pass by; nobody where late ones are relayed.
   */
  Optional<RowsPassedBy> passedBy(Optional<Position> after) {
    return lookback.isZero()
        ? Optional.of(
            new RowsPassedBy(
                this::count,
                after,
                database.calls().scheduler(),
                database.calls().limits().look(),
                facts.listener()))
        : Optional.empty();
  }

  private int count(LocalDateTime behind, Position last, int most) throws RelayException {
    Stretch stretch = Stretch.of(Position.of(behind, "").timestamp(), last);
    return database.query(
        PASSED_BY,
        query.count(stretch),
        statement -> query.bind(statement, stretch, most),
        Source::number);
  }

  /** Now and then it counts those that are dated later than it is. */
  void lookForRowsAhead() throws RelayException {
    rowsAhead.look();
  }

  private SourcePage read(RowReader.Rows read, int asked) throws SQLException, RelayException {
    List<SourceRow> page = new ArrayList<>();
    long bytes = 0;
    try {
      while (bytes < PageSize.MOST_BYTES && page.size() < asked && read.next()) {
        SourceRow row = new SourceRow(read.position(), read.payload());
        requireAlone(row.position(), page);
        bytes += row.payload().length;
        page.add(row);
      }
      boolean ended = page.size() < asked && bytes < PageSize.MOST_BYTES;
      if (facts.unchecked() && !ended && read.next()) {
        requireAlone(read.position(), page);
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

  /** A page begins behind a position: of several rows that are there only one is read. */
  private void requireAlone(Position position, List<SourceRow> before) throws RelayException {
    if (facts.unchecked() && !before.isEmpty() && before.getLast().position().equals(position)) {
      throw database
          .calls()
          .failures()
          .mistake(
              database.endpoint(),
              "several rows of %s are at %s: all but one would be lost"
                  .formatted(facts.settings().table(), position),
              "Have the view give each row once, or choose an id_column that tells them apart.");
    }
  }

  /** How far behind the newest relayed row others may become visible; zero if none may. */
  public Duration lookback() {
    return lookback;
  }

  /** Looks for rows by their keys. */
  public Latecomers latecomers() {
    return new Latecomers(database, query, reader, whole);
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

  /**
   * In which zone of the server the timestamps of positions are; empty if they are in none of a
   * server's, or it is not known.
   */
  public Optional<ServerOffsets> serverOffsets() throws RelayException {
    return facts.domain().serverOffsets();
  }

  /** What a position is that was read when instants still came in the server's zone. */
  public Position asReadNow(Position before) throws RelayException {
    Optional<LocalDateTime> local = before.time();
    return table.dating().instants() && local.isPresent()
        ? Position.of(new TimeDomain.OfMariaDb(database).instant(local.get()), before.id())
        : before;
  }
}
