package dev.signalbox.relay.checkpoint;

import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.state.Position;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which rows of a relay were diverted, because they could not be relayed.
 *
 * <p>Threading: blocking; for the thread of the context's control.
 */
public final class DivertedRows {
  /** In one statement. */
  private static final int AT_ONCE = 250;

  private final RelayDatabase database;
  private final String programName;
  private final CheckpointTables tables;

  public DivertedRows(RelayDatabase database, String programName) {
    this.database = database;
    this.programName = programName;
    this.tables = new CheckpointTables(database);
  }

  /** Finds those of these that were. Changes nothing. */
  public Set<Position> among(List<Position> rows) throws RelayException {
    Set<Position> recorded = new HashSet<>();
    if (!rows.isEmpty() && tables.hasRejects()) {
      for (int i = 0; i < rows.size(); i += AT_ONCE) {
        List<Position> part = rows.subList(i, Math.min(rows.size(), i + AT_ONCE));
        recorded.addAll(
            database.query(
                database.calls().limits().pageQuery(),
                RejectSql.find(part.size()),
                statement -> bind(statement, part),
                DivertedRows::positions));
      }
    }
    return rows.stream()
        .filter(row -> recorded.contains(row.recorded()))
        .collect(Collectors.toSet());
  }

  private void bind(PreparedStatement statement, List<Position> rows) throws SQLException {
    int index = 0;
    statement.setString(++index, programName);
    for (Position row : rows) {
      statement.setString(++index, row.timestamp());
      statement.setString(++index, row.recorded().id());
    }
  }

  private static Set<Position> positions(ResultSet rows) throws SQLException {
    Set<Position> positions = new HashSet<>();
    while (rows.next()) {
      positions.add(new Position(rows.getString(1), rows.getString(2)));
    }
    return positions;
  }
}
