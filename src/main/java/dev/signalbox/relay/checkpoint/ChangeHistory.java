package dev.signalbox.relay.checkpoint;

import dev.signalbox.base.Actor;
import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * What operators did to one relay. Entries are added and read, never changed.
 *
 * <p>Threading: blocking; for the thread of the context's control.
 */
final class ChangeHistory {
  private final RelayDatabase database;
  private final CheckpointTables tables;
  private final String programName;

  ChangeHistory(RelayDatabase database, CheckpointTables tables, String programName) {
    this.database = database;
    this.tables = tables;
    this.programName = programName;
  }

  /** What is kept, of the moment at which it is. */
  record Entry(Actor by, String what, String was, String became) {}

  /**
   * Creates the table if it is absent.
   *
   * @throws RelayException with the statement if that is not permitted
   */
  void prepare() throws RelayException {
    tables.prepareHistory();
  }

  /** Adds it together with what it tells of. */
  boolean add(RelayDatabase.Changes changes, Entry entry) throws SQLException {
    return changes.update(OperatorSql.ADD, statement -> bind(statement, entry)) == 1;
  }

  /** Adds it by itself. */
  void add(Entry entry) throws RelayException {
    var _ =
        database.update(
            database.calls().limits().commit(),
            OperatorSql.ADD,
            statement -> bind(statement, entry));
  }

  private void bind(PreparedStatement statement, Entry entry) throws SQLException {
    statement.setString(1, programName);
    statement.setString(2, entry.by().toString());
    statement.setString(3, entry.what());
    statement.setString(4, entry.was());
    statement.setString(5, entry.became());
  }

  /** The last first, at most so many; none if the table is absent. */
  List<CheckpointChange> last(int most) throws RelayException {
    return tables.hasHistory()
        ? database.query(
            database.calls().limits().preparation(),
            OperatorSql.LAST,
            statement -> {
              statement.setString(1, programName);
              statement.setInt(2, most);
            },
            ChangeHistory::changes)
        : List.of();
  }

  private static List<CheckpointChange> changes(ResultSet rows) throws SQLException {
    List<CheckpointChange> changes = new ArrayList<>();
    while (rows.next()) {
      changes.add(
          new CheckpointChange(
              rows.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC),
              rows.getString(2),
              rows.getString(3),
              rows.getString(4),
              rows.getString(5)));
    }
    return changes;
  }
}
