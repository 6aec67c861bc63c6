package dev.signalbox.relay.checkpoint;

import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.state.BadRow;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Writes the steps of a checkpoint down, each in one transaction with all that belongs to it. When
 * one fails, either happened or did not, and reading the checkpoint again tells which.
 *
 * <p>Threading: blocking; for one thread at a time.
 */
final class RecordedSteps {
  private final RelayDatabase database;
  private final String programName;
  private final SeenRows seen;

  RecordedSteps(RelayDatabase database, String programName, SeenRows seen) {
    this.database = database;
    this.programName = programName;
    this.seen = seen;
  }

  /** The step past a row that is not in the stream. */
  static Advance past(BadRow row, CheckpointRecord before) {
    return new Advance(
        row.position(), 0, before.streamSequence(), List.of(row.position()), List.of());
  }

  /**
   * Moves.
   *
   * @param seenAfter behind which time all rows are written down that were relayed; empty if they
   *     are not
   * @return 0 if another has the lease by now
   */
  int commit(CheckpointRecord before, Advance advance, Optional<String> seenAfter)
      throws RelayException {
    return seenAfter.isPresent()
        ? database.transaction(
            database.calls().limits().commit(),
            changes -> move(changes, before, advance, seenAfter))
        : database.update(
            database.calls().limits().commit(),
            CheckpointSql.COMMIT,
            statement -> bind(statement, before, advance, seenAfter));
  }

  /**
   * Moves past a row that is not in the stream, with a record of it. Behind a late one the position
   * is already.
   *
   * @return 0 if another has the lease by now
   */
  int passOver(CheckpointRecord before, BadRow row, Optional<String> seenAfter)
      throws RelayException {
    return database.transaction(
        database.calls().limits().commit(),
        changes -> {
          int matched =
              row.isBesideCheckpoint()
                  ? seen.addLate(
                      changes, before, seenAfter.isPresent() ? List.of(row.position()) : List.of())
                  : move(changes, before, past(row, before), seenAfter);
          if (matched > 0) {
            var _ = changes.update(RejectSql.ADD, statement -> bind(statement, row));
          }
          return matched;
        });
  }

  private int move(
      RelayDatabase.Changes changes,
      CheckpointRecord before,
      Advance advance,
      Optional<String> seenAfter)
      throws SQLException {
    int matched =
        changes.update(
            seenAfter.isPresent() ? SeenSql.COMMIT : CheckpointSql.COMMIT,
            statement -> bind(statement, before, advance, seenAfter));
    if (matched > 0 && seenAfter.isPresent()) {
      seen.record(changes, advance.keys(), seenAfter.get());
    }
    return matched;
  }

  private static void bind(
      PreparedStatement statement,
      CheckpointRecord before,
      Advance advance,
      Optional<String> seenAfter)
      throws SQLException {
    int index = 0;
    statement.setString(++index, advance.to().timestamp());
    statement.setString(++index, advance.to().id());
    statement.setLong(++index, advance.rows());
    statement.setLong(++index, advance.streamSequence());
    // Set as soon as the place in the stream is one of ours.
    statement.setString(++index, before.hasMoved(advance) ? before.messageId(advance.to()) : null);
    if (seenAfter.isPresent()) {
      statement.setString(++index, seenAfter.get());
    }
    statement.setString(++index, before.sourceId());
    statement.setLong(++index, before.epoch());
  }

  private void bind(PreparedStatement statement, BadRow row) throws SQLException {
    statement.setString(1, programName);
    statement.setString(2, row.position().timestamp());
    statement.setString(3, row.position().recorded().id());
    statement.setString(4, row.column());
    statement.setString(5, row.reason());
  }
}
