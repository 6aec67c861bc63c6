package dev.signalbox.relay.checkpoint;

import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayFailures;
import dev.signalbox.relay.call.RelayLimits;
import dev.signalbox.relay.state.Position;
import dev.signalbox.settings.PollingSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Sees to it that there is a checkpoint table with a row of this relay, and that the row's
 * positions are those of what the relay reads.
 *
 * <p>Threading: blocking; for the run's thread.
 */
final class Enrollment {
  private final RelayDatabase database;
  private final PollingSettings settings;
  private final RelayFailures failures;
  private final RelayLimits limits;
  private final CheckpointTables tables;

  /** As the row was found last; empty if it says of what its positions are. */
  private Optional<Unsaid> unsaid = Optional.empty();

  /**
   * What a row does not say yet.
   *
   * @param row as it was found
   */
  private record Unsaid(Enrolled row, Origin origin) {}

  Enrollment(RelayDatabase database, PollingSettings settings) {
    this.database = database;
    this.tables = new CheckpointTables(database);
    this.settings = settings;
    this.failures = database.calls().failures();
    this.limits = database.calls().limits();
  }

  /**
   * Makes what is absent.
   *
   * @param end where the stream ends, behind which a new relay's rows will lie
   * @param reading what the row's position means to the table
   * @throws RelayException with the statement if that is not permitted; with the difference if the
   *     row is one of something else; or as the database's failure
   */
  void ensure(Origin origin, StreamEnd end, Checkpoint.Reading reading) throws RelayException {
    if (!isThere(origin, reading)) {
      requireNoneLost(end);
      enroll(origin, end.sequence());
    }
  }

  /**
   * Makes what is absent, but for the relay's row, which it leaves as it is: another process may be
   * using it.
   *
   * @param reading what the row's position means to the table
   * @return whether that is there
   * @throws RelayException as {@link #ensure}
   */
  boolean isThere(Origin origin, Checkpoint.Reading reading) throws RelayException {
    tables.prepare();
    if (settings.deadLetterSubject().isPresent()) {
      tables.prepareRejects();
    }
    unsaid = Optional.empty();
    Optional<Enrolled> found = find(origin);
    if (found.isPresent()) {
      requirePosition(found.get(), reading);
    }
    unsaid = found.filter(row -> !row.says(origin)).map(row -> new Unsaid(row, origin));
    return found.isPresent();
  }

  /**
   * Says why the relay's row is not one of what the relay reads. Changes nothing.
   *
   * @param row empty if there is none
   * @param reading what the row's position means to the table
   * @throws RelayException with the difference, or as the database's failure
   */
  void require(Optional<CheckpointView> row, Origin origin, Checkpoint.Reading reading)
      throws RelayException {
    if (row.isEmpty()) {
      requireNoNamesake();
      return;
    }
    Enrolled found =
        new Enrolled(
            row.get().tableName(), row.get().origin(), row.get().position(), Optional.empty());
    requireSame(found, origin);
    requirePosition(found, reading);
  }

  /**
   * This relay's row, if it has one already.
   *
   * @throws RelayException if the row's positions are those of something else and mean nothing here
   */
  private Optional<Enrolled> find(Origin origin) throws RelayException {
    Optional<Enrolled> found =
        database.query(
            limits.preparation(),
            CheckpointSql.ENROLLED,
            statement -> statement.setString(1, settings.programName()),
            rows -> rows.next() ? Optional.of(Enrolled.of(rows)) : Optional.empty());
    if (found.isEmpty()) {
      requireNoNamesake();
    } else {
      requireSame(found.get(), origin);
    }
    return found;
  }

  /**
   * What a row says of its positions.
   *
   * @param written what they are positions of; empty in a row of an earlier version, which tells no
   *     more than their table, and blank once an operator has said that it is what is configured
   */
  private record Enrolled(
      String table,
      Optional<String> written,
      Optional<Position> position,
      Optional<String> halfOfOne) {
    static Enrolled of(ResultSet row) throws SQLException {
      String timestamp = row.getString("pos_timestamp");
      String id = row.getString("pos_id");
      Optional<String> half =
          (timestamp == null) == (id == null)
              ? Optional.empty()
              : Optional.of(id == null ? "a timestamp and no id" : "an id and no timestamp");
      return new Enrolled(
          row.getString("table_name"),
          Optional.ofNullable(row.getString("origin")),
          timestamp == null || id == null
              ? Optional.empty()
              : Optional.of(new Position(timestamp, id)),
          half);
    }

    Origin origin(Origin expected) {
      return written
          .filter(text -> !text.isBlank())
          .map(Origin::parse)
          .orElseGet(() -> expected.ofTable(table));
    }

    boolean says(Origin origin) {
      return written.equals(Optional.of(origin.text()));
    }
  }

  private void requireNoNamesake() throws RelayException {
    Optional<String> namesake =
        database.query(
            limits.preparation(),
            CheckpointSql.NAMESAKE,
            statement -> {
              statement.setString(1, settings.programName());
              statement.setString(2, settings.programName());
            },
            rows -> rows.next() ? Optional.of(rows.getString(1)) : Optional.empty());
    if (namesake.isPresent()) {
      throw failures.mistake(
          database.endpoint(),
          "there is a checkpoint of %s, but none of %s"
              .formatted(namesake.get(), settings.programName()),
          "Write program_name as it is there: under another name every row is relayed once more."
              + " If that is intended, choose a name that differs in more than case.");
    }
  }

  /**
   * A relay without a row relays every row of its table. If the last one on its subject is of a
   * relay that has no row either, it may have been this one's.
   *
   * @throws RelayException if that is so; or as the failure of a server
   */
  void requireNoneLost(StreamEnd end) throws RelayException {
    Optional<StreamEnd.LastMessage> last = end.last().read();
    Optional<String> relay = last.map(StreamEnd.LastMessage::id).flatMap(CheckpointRecord::relayOf);
    if (relay.isEmpty() || (tables.hasCheckpoints() && isKnown(relay.get()))) {
      return;
    }
    String name = settings.programName();
    String behind =
        last.filter(message -> !message.late())
            .flatMap(message -> CheckpointRecord.anyRow(message.id()))
            .map(
                row ->
                    "If they are of this table, behind the last one: %s "
                        .formatted(row.setCommand(name)))
            .orElse("");
    throw failures.mistake(
        database.endpoint(),
        "there is no checkpoint of %s, but stream %s has rows of a relay whose checkpoint is gone"
            .formatted(name, settings.stream()),
        "Restore its row of %s, or say where to begin. ".formatted(CheckpointSql.TABLE)
            + behind
            + "From the first row of the table on, which stores every row once more:"
            + " signalbox position %s --set beginning --yes".formatted(name));
  }

  private boolean isKnown(String relay) throws RelayException {
    return database.query(
        limits.preparation(),
        CheckpointSql.KNOWN,
        statement -> statement.setString(1, relay),
        ResultSet::next);
  }

  private void requireSame(Enrolled row, Origin origin) throws RelayException {
    Origin known = row.origin(origin);
    String difference = known.difference(origin);
    if (!difference.isEmpty()) {
      throw failures.mistake(
          database.endpoint(),
          "the checkpoint of %s is one of %s".formatted(settings.programName(), difference),
          known.withoutZone().difference(origin).isEmpty()
              ? inAnotherZone(row, known, origin)
              : "Give this relay a program_name of its own; or if the rows are the same ones,"
                  + " say so: "
                  + confirmation());
    }
  }

  private String confirmation() {
    return "UPDATE %s SET table_name = '%s', origin = '' WHERE program_name = '%s';"
        .formatted(
            CheckpointSql.TABLE, settings.table().replace("'", "''"), settings.programName());
  }

  /**
   * Rows that are dated since then may lie before the position by as much as the clock went back.
   */
  private String inAnotherZone(Enrolled row, Origin known, Origin origin) {
    Duration back =
        known
            .zone()
            .flatMap(before -> origin.zone().map(now -> now.setBackFrom(before)))
            .orElse(Duration.ZERO);
    String behind =
        row.position()
            .map(
                position ->
                    "Behind what the position is in this zone: %s "
                        .formatted(position.earlier(back).setCommand(settings.programName())))
            .orElse("");
    return "Set the server's time_zone back, or say where to go on. "
        + behind
        + "Where it is, because no row is dated by the server: "
        + confirmation();
  }

  private void requirePosition(Enrolled row, Checkpoint.Reading reading) throws RelayException {
    if (row.halfOfOne().isPresent()) {
      throw failures.mistake(
          database.endpoint(),
          "the checkpoint of %s has %s".formatted(settings.programName(), row.halfOfOne().get()),
          "Say where to go on: signalbox position %s --set POSITION"
              .formatted(settings.programName()));
    }
    if (row.position().isEmpty()) {
      return;
    }
    Position position = row.position().get();
    if (!reading.isKnown().test(position)) {
      throw failures.mistake(
          database.endpoint(),
          "the checkpoint of %s is at %s, where no row of the table can be"
              .formatted(settings.programName(), position),
          "Say where to go on: signalbox position %s --set POSITION"
              .formatted(settings.programName()));
    }
    if (row.written().isEmpty()) {
      requireSamePosition(position, reading.earlier().now(position));
    }
  }

  /** Earlier versions wrote instants in the server's zone; who reads them in UTC skips rows. */
  private void requireSamePosition(Position before, Position now) throws RelayException {
    if (!now.equals(before)) {
      throw failures.mistake(
          database.endpoint(),
          ("the checkpoint of %s is of an earlier version, which wrote the times of %s in the"
                  + " server's zone: its position %s is %s in UTC")
              .formatted(settings.programName(), settings.timestampColumn(), before, now),
          "Write it in UTC: " + now.setCommand(settings.programName()));
    }
  }

  /** Makes this relay's row, unless another process was faster. */
  private void enroll(Origin origin, long streamSequence) throws RelayException {
    var _ =
        database.update(
            limits.preparation(),
            CheckpointSql.ENROLL,
            statement -> {
              statement.setString(1, settings.programName());
              statement.setString(2, UUID.randomUUID().toString());
              statement.setString(3, settings.table());
              statement.setString(4, origin.text());
              statement.setLong(5, streamSequence);
            });
  }

  /**
   * From now on the row says of what its positions are, unless it says something else by now than
   * when it was found. For whoever has the lease.
   *
   * @throws RelayException as the database's failure
   */
  void adopt() throws RelayException {
    if (unsaid.isEmpty()) {
      return;
    }
    Unsaid found = unsaid.get();
    var _ =
        database.update(
            limits.preparation(),
            CheckpointSql.ADOPT_ORIGIN,
            statement -> {
              statement.setString(1, found.origin().text());
              statement.setString(2, settings.programName());
              statement.setString(3, found.row().written().orElse(null));
            });
    unsaid = Optional.empty();
  }
}
