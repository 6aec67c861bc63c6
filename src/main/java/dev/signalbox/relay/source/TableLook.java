package dev.signalbox.relay.source;

import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayFailures;
import dev.signalbox.relay.call.RelayLimits;
import dev.signalbox.relay.source.horizon.SettledTimes;
import dev.signalbox.relay.source.horizon.TimeDomain;
import dev.signalbox.relay.source.horizon.WriterHorizons;
import dev.signalbox.settings.DatabaseKind;
import dev.signalbox.settings.PollingSettings;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known of the table once it was looked at, and who wants to know.
 *
 * @param unchecked whether nobody knows that no two rows are at one position
 * @param keyless whether, as far as anybody knows, a row may have no position
 * @param foreignEngine as the catalog calls it, if nobody sees who writes
 * @param lag by how much a row may be dated before its statement begins
 */
record TableLook(
    PollingSettings settings,
    SourceTable table,
    SelectedColumns columns,
    boolean unchecked,
    boolean keyless,
    TimeDomain domain,
    Optional<String> foreignEngine,
    Duration lag,
    WriterHorizons horizons,
    SourceListener listener) {
  private static final Duration DATABASE_LAG = Duration.ofMillis(20);

  private record Shape(SourceTable table, SelectedColumns columns, boolean nullable) {}

  /** Looks, with the errors of {@link Source#open}. */
  static TableLook at(
      RelayDatabase database,
      PollingSettings settings,
      WriterHorizons horizons,
      SourceListener listener)
      throws RelayException {
    SourceDialect dialect = SourceDialect.of(database.kind());
    Identifier.Table name = Identifier.Table.of(settings.table());
    Shape shape = shape(database, settings, name.written(dialect));
    SourceTable table = shape.table();
    Optional<TableFacts> facts = dialect.facts(database, name, table);
    preflight(facts, database, listener);
    boolean unchecked = isUnchecked(facts);
    boolean dated =
        facts.filter(known -> known.isDatedByDatabase(table.dating().fraction())).isPresent();
    TimeDomain domain =
        table.dating().instants()
            ? TimeDomain.Region.UTC
            : settings
                .timestamps()
                .zone()
                .<TimeDomain>map(TimeDomain.Region::of)
                .orElseGet(() -> dialect.serverZone(database, listener));
    if (!(domain instanceof TimeDomain.Region)) {
      new PresumedZone(database, domain, table.timestamp(), dated).tell(listener);
    }
    Duration lag = lag(settings, dated, database.calls().limits());
    return new TableLook(
        settings,
        table,
        shape.columns(),
        unchecked,
        unchecked && shape.nullable(),
        domain,
        facts.flatMap(TableFacts::foreignEngine),
        lag,
        horizons,
        listener);
  }

  private static Shape shape(RelayDatabase database, PollingSettings settings, String name)
      throws RelayException {
    DatabaseKind kind = database.kind();
    RelayFailures failures = database.calls().failures();
    List<String> seen = new ArrayList<>();
    try {
      return database.query(
          database.calls().limits().preparation(),
          "SELECT * FROM " + name + " WHERE 1 = 0",
          RelayDatabase.Binding.NONE,
          rows -> {
            ResultSetMetaData columns = rows.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
              seen.add(columns.getColumnLabel(i));
            }
            SourceTable table =
                SourceTable.of(kind, columns, settings, database.endpoint(), failures);
            if (kind == DatabaseKind.ORACLE) {
              requireReadable(rows, settings, database);
            }
            return new Shape(
                table, SelectedColumns.of(kind, table, columns), isKeyNullable(columns, table));
          });
    } catch (RelayException e) {
      if (!seen.isEmpty()) {
        HiddenColumns hidden = new HiddenColumns(database, name, seen);
        hidden.refuse(settings.idColumn());
        hidden.refuse(settings.timestampColumn());
      }
      throw e;
    }
  }

  /**
   * Columns that a row does not have though the table does, which a list of its columns conceals.
   *
   * @param seen those that a row has
   */
  private record HiddenColumns(RelayDatabase database, String table, List<String> seen) {
    void refuse(String configured) throws RelayException {
      Identifier column = Identifier.ofColumn(configured);
      if (seen.stream().noneMatch(column.text()::equalsIgnoreCase) && isThere(column)) {
        throw database
            .calls()
            .failures()
            .mistake(
                database.endpoint(),
                "column %s is INVISIBLE: it is in the table, but in no row that is read"
                    .formatted(configured),
                "Make it visible, or relay a view whose rows have it.");
      }
    }

    private boolean isThere(Identifier column) throws RelayException {
      String written = SourceDialect.of(database.kind()).written(column);
      try {
        return database.query(
            database.calls().limits().preparation(),
            "SELECT %s FROM %s WHERE 1 = 0".formatted(written, table),
            RelayDatabase.Binding.NONE,
            _ -> true);
      } catch (RelayException e) {
        if (e.recovery() != RelayException.Recovery.NONE) {
          throw e;
        }
        return false;
      }
    }
  }

  private static boolean isKeyNullable(ResultSetMetaData columns, SourceTable table)
      throws SQLException {
    boolean nullable = false;
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String name = columns.getColumnLabel(i);
      boolean key = name.equals(table.id()) || name.equals(table.timestamp());
      nullable |= key && columns.isNullable(i) != ResultSetMetaData.columnNoNulls;
    }
    return nullable;
  }

  /** A LONG comes as a stream, only in its turn, and not from a query that ends after some rows. */
  private static void requireReadable(
      ResultSet rows, PollingSettings settings, RelayDatabase database)
      throws SQLException, RelayException {
    ResultSetMetaData columns = rows.getMetaData();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      int type = columns.getColumnType(i);
      if (type == Types.LONGVARCHAR || type == Types.LONGVARBINARY) {
        String column = SourceDialect.ORACLE.quote(columns.getColumnLabel(i));
        throw database
            .calls()
            .failures()
            .mistake(
                database.endpoint(),
                "column %s is %s, which cannot be read page by page"
                    .formatted(columns.getColumnLabel(i), columns.getColumnTypeName(i)),
                "Relay a view without that column; or, to mend that: ALTER TABLE %s MODIFY (%s %s)"
                    .formatted(
                        Identifier.Table.of(settings.table()).written(SourceDialect.ORACLE),
                        column,
                        type == Types.LONGVARCHAR ? "CLOB" : "BLOB"));
      }
    }
  }

  private static void preflight(
      Optional<TableFacts> facts, RelayDatabase database, SourceListener listener)
      throws RelayException {
    Optional<TableFacts.Verdict> refusal = facts.flatMap(TableFacts::refusal);
    if (refusal.isPresent()) {
      throw database
          .calls()
          .failures()
          .mistake(database.endpoint(), refusal.get().message(), refusal.get().mending());
    }
    if (isUnchecked(facts)) {
      listener.unchecked();
    }
    facts
        .flatMap(known -> known.slowness().or(known::doubt))
        .ifPresent(verdict -> listener.remark(verdict.message() + "; " + verdict.mending()));
  }

  private static boolean isUnchecked(Optional<TableFacts> facts) {
    return facts.filter(known -> !known.view()).isEmpty();
  }

  /** What the database dates itself is dated when its statement begins. */
  private static Duration lag(PollingSettings settings, boolean dated, RelayLimits limits) {
    return settings.timestamps().lag().orElse(dated ? DATABASE_LAG : limits.settleDelay());
  }

  /** How its rows are known to be settled. */
  SettledTimes.Choice choose(RelayDatabase database) throws RelayException {
    Duration usual = database.calls().limits().settleDelay();
    Duration ofSeveral = settings.timestamps().lag().orElse(lag.compareTo(usual) > 0 ? lag : usual);
    return new SettledTimes(database, database.kind(), horizons, listener)
        .choose(
            lag,
            ofSeveral,
            foreignEngine.map(
                engine ->
                    "who writes by the table's engine, %s, cannot be seen".formatted(engine)));
  }
}
