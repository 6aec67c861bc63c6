package dev.signalbox.relay.checkpoint;

import dev.signalbox.base.Actor;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.relay.call.CallContext;
import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.ServerOffsets;
import dev.signalbox.settings.PollingSettings;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One relay's checkpoint as an operator sees and changes it. What is changed is kept in a table
 * beside it, in the same transaction, with who did it; and it begins a new epoch, so whoever polled
 * until then commits nothing any more.
 *
 * <p>Threading: blocking; for the thread of the context's control.
 */
public final class CheckpointDesk {
  private static final String POSITION = "position";
  private static final String LEASE = "lease";
  private static final String ROWS = "rows";

  private static final String CHECKPOINT_RIGHTS = "SELECT, INSERT and UPDATE";

  private static final String RIGHTS =
      "UPDATE %s SET updated_at = updated_at WHERE 1 = 0".formatted(CheckpointSql.TABLE);

  private static final String ROW =
      "SELECT c.*, UTC_TIMESTAMP(6) AS read_at FROM %s c WHERE program_name = ?"
          .formatted(CheckpointSql.TABLE);

  private final RelayDatabase database;
  private final PollingSettings settings;
  private final Enrollment enrollment;
  private final CheckpointTables tables;
  private final ChangeHistory history;
  private final LeaseHolder self = LeaseHolder.ofThisProcess();

  public CheckpointDesk(ConnectionSupervisor mariaDb, CallContext calls, PollingSettings settings) {
    this.database = new RelayDatabase(mariaDb, calls);
    this.settings = settings;
    this.enrollment = new Enrollment(database, settings);
    this.tables = new CheckpointTables(database);
    this.history = new ChangeHistory(database, tables, settings.programName());
  }

  /** The relay's row; empty if there is none yet. Changes nothing. */
  public Optional<CheckpointView> read() throws RelayException {
    return tables.hasCheckpoints()
        ? database.query(
            database.calls().limits().preparation(),
            ROW,
            statement -> statement.setString(1, settings.programName()),
            rows -> rows.next() ? Optional.of(CheckpointView.of(rows, self)) : Optional.empty())
        : Optional.empty();
  }

  /**
   * Says why the row is not one of what the relay reads. Changes nothing.
   *
   * @param row empty if there is none
   * @param sourceAddress of the source's server
   * @param reading what the row's position means to the table
   * @throws RelayException with the difference, or as the database's failure
   */
  public void require(
      Optional<CheckpointView> row, String sourceAddress, Checkpoint.Reading reading)
      throws RelayException {
    if (tables.hasCheckpoints()) {
      enrollment.require(row, Origin.of(settings, sourceAddress, reading.zone().now()), reading);
    }
  }

  /**
   * Says why no row can be made without asking. Changes nothing.
   *
   * @throws RelayException if the stream has rows of a relay whose row is gone; or as a failure
   */
  public void requireNew(StreamEnd end) throws RelayException {
    enrollment.requireNoneLost(end);
  }

  /**
   * What a start will do to the tables first, which needs rights.
   *
   * @param rights that the user needs on it
   * @param statement by which an administrator does it instead
   * @param permitted false if the connection's user certainly may not
   */
  public record Preparation(String words, String rights, String statement, boolean permitted) {}

  /**
   * What is still to be done to the tables. Changes nothing.
   *
   * @param lookback whether rows are written down that were relayed
   */
  public List<Preparation> preparations(boolean lookback) throws RelayException {
    List<Preparation> needed = new ArrayList<>();
    if (!tables.hasCheckpoints()) {
      needed.add(created(CheckpointSql.TABLE, CheckpointSql.DEFINITION, CHECKPOINT_RIGHTS));
    } else if (!tables.isCurrent()) {
      needed.add(
          preparation(
              CheckpointSql.TABLE,
              "of an earlier version",
              "changes",
              CheckpointSql.UPGRADE,
              "ALTER",
              CHECKPOINT_RIGHTS));
    }
    if (lookback && !tables.hasSeen()) {
      needed.add(created(SeenSql.TABLE, SeenSql.DEFINITION, CheckpointTables.SEEN_RIGHTS));
    }
    if (settings.deadLetterSubject().isPresent() && !tables.hasRejects()) {
      needed.add(created(RejectSql.TABLE, RejectSql.DEFINITION, CheckpointTables.REJECT_RIGHTS));
    }
    return List.copyOf(needed);
  }

  private Preparation created(String table, String definition, String rights)
      throws RelayException {
    return preparation(table, "absent", "creates", definition, "CREATE", rights);
  }

  private Preparation preparation(
      String table, String state, String deed, String statement, String right, String rights)
      throws RelayException {
    boolean permitted = tables.mayBe(right);
    return new Preparation(
        "table %s is %s: %s"
            .formatted(
                table,
                state,
                permitted ? "a start %s it".formatted(deed) : "the user has no right to " + right),
        rights,
        statement + ";",
        permitted);
  }

  /**
   * Tries the rights to write the row and those of the rows that were relayed, without writing
   * anything.
   *
   * @param lookback whether these are written down
   * @throws RelayException if it is missing; or as the database's failure
   */
  public void requireRights(boolean lookback) throws RelayException {
    tryOut(RIGHTS);
    if (lookback && tables.hasSeen()) {
      tryOut(SeenSql.ADD_NOTHING);
      tryOut(SeenSql.PRUNE_NOTHING);
    }
    if (settings.deadLetterSubject().isPresent() && tables.hasRejects()) {
      tryOut(RejectSql.ADD_NOTHING);
    }
  }

  private void tryOut(String harmless) throws RelayException {
    var _ =
        database.update(
            database.calls().limits().preparation(), harmless, RelayDatabase.Binding.NONE);
  }

  /**
   * Where a checkpoint is to be from now on.
   *
   * @param zone in which zone of the server that is
   */
  public record Move(Optional<Position> to, boolean backwards, Optional<ServerOffsets> zone) {
    private static String words(Optional<Position> position) {
      return position.map(Position::toString).orElse("the beginning");
    }
  }

  /**
   * Moves the checkpoint, unless it is another one by now than the operator has seen. Going back,
   * the stream is looked through from its beginning at the next start, so that no row is stored a
   * second time that it still has.
   *
   * @param seen empty if there was no row
   * @param sourceAddress of the source's server
   * @throws RelayException if somebody polls, or the row has changed; or as the database's failure
   */
  public void move(Optional<CheckpointView> seen, Move move, String sourceAddress, Actor by)
      throws RelayException {
    Origin origin = Origin.of(settings, sourceAddress, move.zone());
    tables.prepare();
    history.prepare();
    if (seen.isEmpty()) {
      enrollment.ensure(origin, StreamEnd.UNASKED, Checkpoint.Reading.AS_IT_IS);
    }
    Optional<CheckpointView> row = seen.isPresent() ? seen : read();
    CheckpointView before = row.orElseThrow(this::changedMeanwhile);
    boolean done =
        database.transaction(
            database.calls().limits().preparation(),
            changes ->
                changes.update(
                            OperatorSql.SET_POSITION,
                            statement -> bind(statement, move, origin, before))
                        == 1
                    && history.add(
                        changes,
                        new ChangeHistory.Entry(
                            by, POSITION, Move.words(before.position()), Move.words(move.to()))));
    if (!done) {
      throw changedMeanwhile();
    }
  }

  private void bind(PreparedStatement statement, Move move, Origin origin, CheckpointView before)
      throws SQLException {
    statement.setString(1, move.to().map(Position::timestamp).orElse(null));
    statement.setString(2, move.to().map(Position::id).orElse(null));
    statement.setBoolean(3, move.to().isEmpty());
    statement.setBoolean(4, move.backwards());
    statement.setString(5, origin.text());
    statement.setString(6, settings.programName());
    statement.setLong(7, before.epoch());
    statement.setString(8, before.position().map(Position::timestamp).orElse(null));
    statement.setString(9, before.position().map(Position::id).orElse(null));
    statement.setString(
        10, before.lease().filter(LeaseView::dead).map(LeaseView::holder).orElse(null));
  }

  /**
   * Takes the lease from its holder, who gets it back only in another process, and leaves it to
   * whoever wants it.
   *
   * @throws RelayException if the lease has another holder by now; or as the database's failure
   */
  public void takeOver(CheckpointView seen, LeaseView lease, Actor by) throws RelayException {
    tables.prepare();
    history.prepare();
    boolean done =
        database.transaction(
            database.calls().limits().preparation(),
            changes ->
                changes.update(
                            OperatorSql.TAKE_OVER,
                            statement -> {
                              statement.setString(1, settings.programName());
                              statement.setLong(2, seen.epoch());
                              statement.setString(3, lease.holder());
                            })
                        == 1
                    && history.add(
                        changes, new ChangeHistory.Entry(by, LEASE, lease.words(), "free")));
    if (!done) {
      throw changedMeanwhile();
    }
  }

  private RelayException changedMeanwhile() {
    return database
        .calls()
        .failures()
        .mistake(
            database.endpoint(),
            "the checkpoint of %s has changed meanwhile, or somebody polls"
                .formatted(settings.programName()),
            "Look at it once more: signalbox position " + settings.programName());
  }

  /**
   * Makes sure that it can be kept what is done to the relay's rows.
   *
   * @throws RelayException if there is no table for that and it may not be made; or as the
   *     database's failure
   */
  public void prepareHistory() throws RelayException {
    history.prepare();
  }

  /**
   * Keeps what is done to the relay's rows, which lie in the stream: no transaction reaches there,
   * so it is said before it is done, and afterwards what came of it. For that the table has to be
   * there.
   *
   * @param rows which they are, in words
   * @param become what becomes of them, in words
   * @throws RelayException as the database's failure
   */
  public void keep(String rows, String become, Actor by) throws RelayException {
    history.add(new ChangeHistory.Entry(by, ROWS, rows, become));
  }

  /** What operators did to the checkpoint and the rows, the last first. Changes nothing. */
  public List<CheckpointChange> history(int most) throws RelayException {
    return history.last(most);
  }
}
