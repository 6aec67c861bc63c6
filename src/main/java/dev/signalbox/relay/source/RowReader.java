package dev.signalbox.relay.source;

import dev.signalbox.base.ForeignText;
import dev.signalbox.relay.call.BadRowException;
import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayFailures;
import dev.signalbox.relay.call.ValueErrors;
import dev.signalbox.relay.state.BadRow;
import dev.signalbox.relay.state.Position;
import dev.signalbox.settings.DatabaseKind;
import dev.signalbox.settings.PollingSettings;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Reads where a row is and what it says. */
final class RowReader {
  private final RelayDatabase database;
  private final DatabaseKind kind;
  private final PollingSettings settings;
  private final RelayFailures failures;

  RowReader(RelayDatabase database, DatabaseKind kind, PollingSettings settings) {
    this.database = database;
    this.kind = kind;
    this.settings = settings;
    this.failures = database.calls().failures();
  }

  /** Of the keys alone. */
  Rows keys(ResultSet rows) throws SQLException, RelayException {
    return new Rows(rows, columns(rows), selected(rows), false);
  }

  /**
   * Of one result, because the table's columns may have changed since the last one.
   *
   * @param late whether others behind them were relayed before
   */
  Rows rows(ResultSet rows, SelectedColumns selected, boolean late)
      throws SQLException, RelayException {
    return new Rows(rows, columns(rows), selected, late);
  }

  /** What is asked for of a table that has these columns. */
  SelectedColumns selected(ResultSet rows) throws SQLException, RelayException {
    return SelectedColumns.of(kind, columns(rows), rows.getMetaData());
  }

  private SourceTable columns(ResultSet rows) throws SQLException, RelayException {
    return SourceTable.of(kind, rows.getMetaData(), settings, database.endpoint(), failures);
  }

  /** The rows of one result. What a row's position and its JSON have in common is read once. */
  final class Rows {
    private final ResultSet rows;
    private final SourceTable columns;
    private final RowEncoder encoder;
    private final boolean late;
    private @Nullable LocalDateTime time;

    /** Whether the present row's id may be longer than there is room for. */
    private boolean tooLong;

    /** The id, if it is a number that is no long. */
    private @Nullable BigDecimal number;

    private Rows(ResultSet rows, SourceTable columns, SelectedColumns selected, boolean late)
        throws SQLException {
      this.late = late;
      this.rows = rows;
      this.columns = columns;
      String zone = columns.dating().instants() ? ColumnWriter.INSTANT : "";
      RowEncoder timed =
          RowEncoder.of(kind, rows.getMetaData(), selected)
              .with(
                  columns.timestampColumn(),
                  (row, column, json) -> ColumnWriter.moment(time, row, column, zone, json));
      this.encoder =
          columns.idType() == SourceTable.IdType.NUMBER
              ? timed.with(columns.idColumn(), (_, _, json) -> ColumnWriter.decimal(number, json))
              : timed;
    }

    /** Goes to the next row; false behind the last one. */
    boolean next() throws SQLException {
      boolean there = rows.next();
      time = there ? ColumnWriter.moment(rows, columns.timestampColumn()) : null;
      number =
          there && columns.idType() == SourceTable.IdType.NUMBER
              ? rows.getBigDecimal(columns.idColumn())
              : null;
      return there;
    }

    /** Where the present row is. */
    Position position() throws SQLException, RelayException {
      LocalDateTime moment = time;
      String shown = moment == null ? rows.getString(columns.timestampColumn()) : "";
      String id = id();
      if (shown == null || id == null) {
        throw failures.mistake(
            database.endpoint(),
            "a row of %s has no %s"
                .formatted(
                    settings.table(),
                    id == null ? settings.idColumn() : settings.timestampColumn()),
            "Both columns must be NOT NULL: without them the row has no position.");
      }
      tooLong = id.length() > Position.LONGEST_ID;
      return moment == null
          ? Position.ofShown(shown, id)
              .orElseThrow(() -> new SQLDataException("'%s' is no timestamp".formatted(shown)))
          : Position.of(moment, id);
    }

    private @Nullable String id() throws SQLException {
      return switch (columns.idType()) {
        case INTEGER -> ColumnWriter.integerText(rows, columns.idColumn());
        case NUMBER -> number == null ? null : Position.canonicalId(number);
        case TEXT, NATIONAL_TEXT -> rows.getString(columns.idColumn());
      };
    }

    /** No position behind it could be recorded. */
    private void requireRoom() throws SQLException, RelayException {
      Position position = position();
      if (!position.isRecordable()) {
        int length = position.id().codePointCount(0, position.id().length());
        throw badRow(
            position,
            columns.id(),
            "it has %d characters, a checkpoint takes %d".formatted(length, Position.LONGEST_ID));
      }
    }

    /**
     * The present row as JSON; its position was asked for before.
     *
     * @throws BadRowException if one of its values cannot be read or written, or its id is so long
     *     that no checkpoint can be there
     */
    byte[] payload() throws SQLException, RelayException {
      if (tooLong) {
        requireRoom();
      }
      try {
        return encoder.encode(rows);
      } catch (SQLException e) {
        if (!ValueErrors.isOne(e)) {
          throw e;
        }
        throw badRow(e);
      } catch (JacksonException e) {
        throw badRow(e);
      }
    }

    private BadRowException badRow(Exception cause) throws SQLException, RelayException {
      BadRowException bad =
          badRow(
              position(),
              encoder.failedColumn(),
              ForeignText.line(String.valueOf(cause.getMessage())));
      bad.addSuppressed(cause);
      return bad;
    }

    private BadRowException badRow(Position position, String column, String reason)
        throws SQLException {
      return new BadRowException(
          failures,
          database.endpoint(),
          settings,
          new BadRow(position, column, reason, encoder.encodeReadable(rows), late));
    }
  }
}
