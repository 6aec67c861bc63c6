package dev.signalbox.relay.source;

import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.call.BadRowException;
import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Reads rows with all their columns. Where those are asked for by name, they are looked at before
 * each time, because they may have changed.
 *
 * <p>Threading: blocking; for one thread at a time.
 */
final class WholeRows {
  private final RelayDatabase database;
  private final PageQuery query;
  private final RowReader reader;
  private SelectedColumns columns;

  /**
   * @param columns as they were when the table was looked at
   */
  WholeRows(RelayDatabase database, PageQuery query, RowReader reader, SelectedColumns columns) {
    this.database = database;
    this.query = query;
    this.reader = reader;
    this.columns = columns;
  }

  /** Reads rows, from before the first one. */
  @FunctionalInterface
  interface Reading<T> {
    T read(RowReader.Rows rows) throws SQLException, RelayException;
  }

  /**
   * Asks for rows.
   *
   * @param sql makes the statement of what stands behind its SELECT
   * @param late whether others behind them were relayed before
   */
  <T> T read(
      UnaryOperator<String> sql, RelayDatabase.Binding binding, boolean late, Reading<T> reading)
      throws RelayException {
    if (columns.isWhole()) {
      Optional<T> read = askWhole(sql, binding, late, reading);
      if (read.isPresent()) {
        return read.get();
      }
    }
    columns = look();
    try {
      return ask(sql, binding, late, reading);
    } catch (BadRowException e) {
      throw e;
    } catch (RelayException e) {
      // A column may have gone in between.
      if (e.failure().kind() != FailureKind.CONFIGURATION || !hasChanged()) {
        throw e;
      }
      return ask(sql, binding, late, reading);
    }
  }

  /** Empty, before a row is read, if the table has come to have a column that may be too large. */
  private <T> Optional<T> askWhole(
      UnaryOperator<String> sql, RelayDatabase.Binding binding, boolean late, Reading<T> reading)
      throws RelayException {
    return database.query(
        database.calls().limits().pageQuery(),
        sql.apply(columns.list()),
        binding,
        rows ->
            reader.selected(rows).isWhole()
                ? Optional.of(reading.read(reader.rows(rows, columns, late)))
                : Optional.empty());
  }

  private boolean hasChanged() throws RelayException {
    SelectedColumns before = columns;
    columns = look();
    return !columns.equals(before);
  }

  private SelectedColumns look() throws RelayException {
    return database.query(
        database.calls().limits().preparation(),
        query.look(),
        RelayDatabase.Binding.NONE,
        reader::selected);
  }

  private <T> T ask(
      UnaryOperator<String> sql, RelayDatabase.Binding binding, boolean late, Reading<T> reading)
      throws RelayException {
    return database.query(
        database.calls().limits().pageQuery(),
        sql.apply(columns.list()),
        binding,
        rows -> reading.read(reader.rows(rows, columns, late)));
  }
}
