package dev.signalbox.relay.checkpoint;

import dev.signalbox.relay.state.Position;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A relay's row of the checkpoint table as an operator sees it. Anybody may have written it, so its
 * texts are foreign.
 *
 * @param tableName the table as it was configured
 * @param placeOurs whether a message of the relay was stored at that place in the stream
 * @param status what the last run has left
 * @param lease empty if nobody has it
 * @param origin what the positions are positions of, line by line; a row of an earlier version does
 *     not say, and a blank one says: of what is configured
 * @param updated when the row was last written
 * @param read when it was read, by the database's clock
 */
public record CheckpointView(
    String sourceId,
    String tableName,
    long epoch,
    Optional<Position> position,
    long processed,
    long streamSequence,
    Optional<String> streamCreated,
    boolean placeOurs,
    String status,
    Optional<String> error,
    Optional<LeaseView> lease,
    Optional<String> origin,
    Instant updated,
    Instant read) {

  /** As the next term will find it. */
  public CheckpointRecord nextTerm() {
    return new CheckpointRecord(
        sourceId,
        epoch + 1,
        position,
        processed,
        streamSequence,
        streamCreated,
        Optional.empty(),
        placeOurs);
  }

  /**
   * Reads the present row.
   *
   * @param self to whom a dead holder may be a neighbour
   */
  static CheckpointView of(ResultSet row, LeaseHolder self) throws SQLException {
    Row columns = Row.of(row);
    Optional<String> timestamp = columns.text("pos_timestamp");
    Optional<String> id = columns.text("pos_id");
    Instant read = columns.time("read_at").orElseThrow();
    return new CheckpointView(
        row.getString("source_id"),
        row.getString("table_name"),
        row.getLong("owner_epoch"),
        timestamp.flatMap(time -> id.map(key -> new Position(time, key))),
        row.getLong("processed"),
        row.getLong("stream_seq"),
        columns.text("stream_created"),
        columns.text("last_msg_id").isPresent() && row.getLong("stream_seq") > 0,
        row.getString("status"),
        columns.text("error"),
        lease(columns, self, read),
        columns.text("origin"),
        columns.time("updated_at").orElseThrow(),
        read);
  }

  private static Optional<LeaseView> lease(Row columns, LeaseHolder self, Instant read)
      throws SQLException {
    Optional<String> holder = columns.text("lease_holder");
    Optional<Instant> until = columns.time("lease_until");
    Optional<Instant> since = columns.time("lease_since");
    return holder.flatMap(
        text -> until.map(end -> LeaseView.of(text, since, end, end.isAfter(read), self)));
  }

  /** Tables of earlier versions have fewer columns. */
  private record Row(ResultSet values, Set<String> columns) {
    static Row of(ResultSet row) throws SQLException {
      ResultSetMetaData metadata = row.getMetaData();
      Set<String> columns = new HashSet<>();
      for (int i = 1; i <= metadata.getColumnCount(); i++) {
        columns.add(metadata.getColumnLabel(i).toLowerCase(Locale.ROOT));
      }
      return new Row(row, columns);
    }

    Optional<String> text(String column) throws SQLException {
      return columns.contains(column)
          ? Optional.ofNullable(values.getString(column))
          : Optional.empty();
    }

    Optional<Instant> time(String column) throws SQLException {
      return columns.contains(column)
          ? Optional.ofNullable(values.getObject(column, LocalDateTime.class))
              .map(time -> time.toInstant(ZoneOffset.UTC))
          : Optional.empty();
    }
  }
}
