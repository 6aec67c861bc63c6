package dev.signalbox.relay.source;

import dev.signalbox.relay.call.ValueErrors;
import dev.signalbox.settings.DatabaseKind;
import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes rows as JSON objects: one writer per column, chosen once from its declared type, into one
 * buffer by one generator that are used for all rows, until one fails.
 *
 * <p>Threading: for one thread.
 */
final class RowEncoder {
  /** Nothing stands between two rows. */
  private static final JsonFactory JSON =
      JsonFactory.builder().rootValueSeparator((String) null).build();

  /**
   * A column and how it is written.
   *
   * @param name as it stands in each row, made ready once
   */
  private record Column(SerializedString name, ColumnWriter writer) {}

  private final List<Column> columns;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(1024);

  /** Never closed: to borrow and return its buffers takes as long as writing a row. */
  private final JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), buffer);

  private int at;

  private RowEncoder(List<Column> columns) {
    this.columns = columns;
  }

  /** Chooses a writer for each column. */
  static RowEncoder of(DatabaseKind database, ResultSetMetaData metadata, SelectedColumns selected)
      throws SQLException {
    List<Column> columns = new ArrayList<>();
    // For as many as there are now: all of a table may have become more.
    int count = selected.isWhole() ? metadata.getColumnCount() : selected.count();
    for (int i = 1; i <= count; i++) {
      ColumnWriter writer = ColumnWriter.of(ColumnType.of(database, metadata, i));
      columns.add(
          new Column(
              new SerializedString(metadata.getColumnLabel(i)), selected.guarded(i, writer)));
    }
    return new RowEncoder(List.copyOf(columns));
  }

  /** The same, but for a column that is written by another writer. */
  RowEncoder with(int index, ColumnWriter writer) {
    List<Column> changed = new ArrayList<>(columns);
    changed.set(index - 1, new Column(columns.get(index - 1).name(), writer));
    return new RowEncoder(List.copyOf(changed));
  }

  /** The present row, with the columns' names as the database reports them. */
  byte[] encode(ResultSet row) throws SQLException {
    buffer.reset();
    json.writeStartObject();
    for (int i = 0; i < columns.size(); i++) {
      at = i;
      Column column = columns.get(i);
      json.writeName(column.name());
      column.writer().write(row, i + 1, json);
    }
    json.writeEndObject();
    json.flush();
    return buffer.toByteArray();
  }

  /** The column at which the last row failed. */
  String failedColumn() {
    return columns.get(at).name().getValue();
  }

  /** The same without the columns that cannot be read. */
  String encodeReadable(ResultSet row) throws SQLException {
    StringJoiner readable = new StringJoiner(",", "{", "}");
    for (int i = 0; i < columns.size(); i++) {
      String field = readable(row, i);
      if (!field.isEmpty()) {
        readable.add(field);
      }
    }
    return readable.toString();
  }

  /** Name and value of one column, without the braces; empty if it cannot be read. */
  private String readable(ResultSet row, int index) throws SQLException {
    Column column = columns.get(index);
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeName(column.name());
      column.writer().write(row, index + 1, json);
      json.writeEndObject();
    } catch (SQLException e) {
      if (!ValueErrors.isOne(e)) {
        throw e;
      }
      return "";
    } catch (JacksonException e) {
      return "";
    }
    String object = text.toString();
    return object.substring(1, object.length() - 1);
  }
}
