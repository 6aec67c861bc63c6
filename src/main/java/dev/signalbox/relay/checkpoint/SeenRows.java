package dev.signalbox.relay.checkpoint;

import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RunStoppedException;
import dev.signalbox.relay.state.Position;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which rows of one relay were relayed lately: what is in the source but not here became visible
 * too late for its page. Every row that the position has moved over since a certain time is here,
 * because both are written together; and who moves the position without that is found out.
 *
 * <p>Threading: blocking; for one thread at a time.
 */
public final class SeenRows {
  /** In one statement. */
  private static final int AT_ONCE = 250;

  /** More than a commit adds, and not so many that it takes long. */
  private static final int PRUNED_AT_ONCE = 20_000;

  /** In one transaction, so that its time is enough whatever there is to recognise. */
  private static final int RECOGNISED_AT_ONCE = 5_000;

  private static final int TAKEN_OVER = -1;

  private final RelayDatabase database;
  private final String programName;

  SeenRows(RelayDatabase database, String programName) {
    this.database = database;
    this.programName = programName;
  }

  /**
   * Finds out behind which time all is here, and begins anew where that is not known.
   *
   * @param reach how far behind the position rows are kept; zero if they are not
   * @return empty if another has the lease by now
   */
  Optional<CheckpointRecord> begin(CheckpointRecord checkpoint, Duration reach)
      throws RelayException {
    Optional<String> known = checkpoint.seenAfter();
    Optional<String> after =
        reach.isZero()
            ? Optional.empty()
            : isComplete(checkpoint) ? known : Optional.of(checkpoint.seenFromNow());
    CheckpointRecord begun = checkpoint.seenAfter(after);
    if (after.equals(known)) {
      return Optional.of(begun);
    }
    return (after.isEmpty() || forget(checkpoint, after.get())) && mark(begun)
        ? Optional.of(begun)
        : Optional.empty();
  }

  /** What was relayed from there on will be so again, or was relayed from another table. */
  private boolean forget(CheckpointRecord checkpoint, String after) throws RelayException {
    int forgotten = PRUNED_AT_ONCE;
    while (forgotten == PRUNED_AT_ONCE) {
      forgotten =
          database.transaction(
              database.calls().limits().preparation(),
              changes ->
                  count(changes, checkpoint, 0) == 0
                      ? TAKEN_OVER
                      : prune(changes, SeenSql.FORGET, after));
    }
    return forgotten != TAKEN_OVER;
  }

  private int prune(RelayDatabase.Changes changes, String sql, String after) throws SQLException {
    return changes.update(
        sql,
        statement -> {
          statement.setString(1, programName);
          statement.setString(2, after);
          statement.setInt(3, PRUNED_AT_ONCE);
        });
  }

  /** The last row of a commit is here, unless the position was moved there by somebody else. */
  private boolean isComplete(CheckpointRecord checkpoint) throws RelayException {
    Optional<Position> position = checkpoint.position();
    Optional<String> after = checkpoint.seenAfter();
    if (after.isEmpty() || position.isEmpty()) {
      return false;
    }
    int order = after.get().compareTo(position.get().timestamp());
    return order == 0 || (order < 0 && has(position.get()));
  }

  /** Whether a row is here. */
  private boolean has(Position row) throws RelayException {
    return database.query(
        database.calls().limits().preparation(),
        SeenSql.HAS,
        statement -> {
          statement.setString(1, programName);
          statement.setString(2, row.timestamp());
          statement.setString(3, row.recorded().id());
        },
        ResultSet::next);
  }

  private boolean mark(CheckpointRecord begun) throws RelayException {
    return database.update(
            database.calls().limits().preparation(),
            SeenSql.BEGIN,
            statement -> {
              statement.setString(1, begun.seenAfter().orElse(null));
              statement.setString(2, begun.sourceId());
              statement.setLong(3, begun.epoch());
            })
        == 1;
  }

  /**
   * Finds those that are not here, as far as all is here that was relayed of their time.
   *
   * @param rows at least one, in the database's order
   * @throws RelayException as the database's failure
   * @throws RunStoppedException if a stop ended it
   */
  public Set<Position> missing(List<Position> rows) throws RelayException {
    int most = 2 * rows.size();
    Set<Position> there = new HashSet<>();
    Optional<String> after =
        database.query(
            database.calls().limits().pageQuery(),
            SeenSql.BETWEEN,
            statement -> {
              statement.setString(1, programName);
              statement.setString(2, rows.getFirst().timestamp());
              statement.setString(3, rows.getLast().timestamp());
              statement.setString(4, programName);
              statement.setInt(5, most);
            },
            found -> read(found, there));
    // Very many rows may be of one time: then it is asked for each of these.
    return there.size() < most ? missing(rows, there, after) : missingOfMany(rows);
  }

  private Set<Position> missingOfMany(List<Position> rows) throws RelayException {
    Set<Position> missing = new HashSet<>();
    for (int i = 0; i < rows.size(); i += AT_ONCE) {
      List<Position> part = rows.subList(i, Math.min(rows.size(), i + AT_ONCE));
      Set<Position> there = new HashSet<>();
      Optional<String> after =
          database.query(
              database.calls().limits().pageQuery(),
              SeenSql.find(part.size()),
              statement -> bindEach(statement, part),
              found -> read(found, there));
      missing.addAll(missing(part, there, after));
    }
    return missing;
  }

  private void bindEach(PreparedStatement statement, List<Position> rows) throws SQLException {
    statement.setString(1, programName);
    int index = 1;
    for (Position row : rows) {
      statement.setString(++index, row.timestamp());
      statement.setString(++index, row.recorded().id());
    }
    statement.setString(++index, programName);
  }

  /** What was pruned while the rows were looked for is older than what all is here of. */
  private static Set<Position> missing(
      List<Position> rows, Set<Position> there, Optional<String> after) {
    return after
        .map(
            time ->
                rows.stream()
                    .filter(
                        row ->
                            row.timestamp().compareTo(time) > 0 && !there.contains(row.recorded()))
                    .collect(Collectors.toSet()))
        .orElse(Set.of());
  }

  /** Returns behind which time all is here. */
  private static Optional<String> read(ResultSet found, Set<Position> there) throws SQLException {
    Optional<String> after = Optional.empty();
    while (found.next()) {
      after = Optional.ofNullable(found.getString(1));
      String timestamp = found.getString(2);
      if (timestamp != null) {
        there.add(new Position(timestamp, found.getString(3)));
      }
    }
    return after;
  }

  /**
   * Writes down the rows of a step, and forgets those that are too old by now. In the transaction
   * of the step.
   *
   * @param after behind which time all is here from now on
   */
  void record(RelayDatabase.Changes changes, List<Position> rows, String after)
      throws SQLException {
    var _ =
        add(changes, rows.stream().filter(row -> row.timestamp().compareTo(after) > 0).toList());
    var _ = prune(changes, SeenSql.PRUNE, after);
  }

  /**
   * Writes down rows that are found in the stream.
   *
   * @return how many were not here; empty if another has the lease by now
   */
  Optional<Integer> recognise(CheckpointRecord checkpoint, List<Position> rows)
      throws RelayException {
    int recognised = 0;
    for (int i = 0; i < rows.size(); i += RECOGNISED_AT_ONCE) {
      List<Position> part = rows.subList(i, Math.min(rows.size(), i + RECOGNISED_AT_ONCE));
      int added = recognisePart(checkpoint, part);
      if (added == TAKEN_OVER) {
        return Optional.empty();
      }
      recognised += added;
    }
    return Optional.of(recognised);
  }

  private int recognisePart(CheckpointRecord checkpoint, List<Position> rows)
      throws RelayException {
    return database.transaction(
        database.calls().limits().commit(),
        changes -> {
          // First, because it keeps others from writing meanwhile.
          if (count(changes, checkpoint, 0) == 0) {
            return TAKEN_OVER;
          }
          int added = add(changes, rows);
          var _ = count(changes, checkpoint, added);
          return added;
        });
  }

  /**
   * Writes down rows that are passed over. In a transaction.
   *
   * @return 0 if another has the lease by now
   */
  int addLate(RelayDatabase.Changes changes, CheckpointRecord checkpoint, List<Position> rows)
      throws SQLException {
    int matched = count(changes, checkpoint, 0);
    if (matched > 0) {
      var _ = add(changes, rows);
    }
    return matched;
  }

  private static int count(RelayDatabase.Changes changes, CheckpointRecord checkpoint, int rows)
      throws SQLException {
    return changes.update(
        SeenSql.COUNT,
        statement -> {
          statement.setInt(1, rows);
          statement.setString(2, checkpoint.sourceId());
          statement.setLong(3, checkpoint.epoch());
        });
  }

  private int add(RelayDatabase.Changes changes, List<Position> rows) throws SQLException {
    int added = 0;
    for (int i = 0; i < rows.size(); i += AT_ONCE) {
      List<Position> part = rows.subList(i, Math.min(rows.size(), i + AT_ONCE));
      added += changes.update(SeenSql.add(part.size()), statement -> bind(statement, part));
    }
    return added;
  }

  private void bind(PreparedStatement statement, List<Position> rows) throws SQLException {
    int index = 0;
    for (Position row : rows) {
      statement.setString(++index, programName);
      statement.setString(++index, row.timestamp());
      statement.setString(++index, row.recorded().id());
    }
  }
}
