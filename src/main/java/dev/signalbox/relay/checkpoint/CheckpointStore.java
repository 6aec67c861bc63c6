package dev.signalbox.relay.checkpoint;

import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayException.Recovery;
import dev.signalbox.relay.call.RelayFailures;
import dev.signalbox.relay.call.RelayLimits;
import dev.signalbox.relay.state.Position;
import dev.signalbox.settings.PollingSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A relay's row of the checkpoint table in MariaDB. All times of a lease are the database's.
 *
 * <p>Threading: blocking; for the run's thread, and renewing also for the lease's.
 */
final class CheckpointStore {
  private final RelayDatabase database;
  private final PollingSettings settings;
  private final Duration leaseTime;
  private final RelayFailures failures;
  private final RelayLimits limits;

  CheckpointStore(RelayDatabase database, PollingSettings settings, Duration leaseTime) {
    this.database = database;
    this.settings = settings;
    this.leaseTime = leaseTime;
    this.failures = database.calls().failures();
    this.limits = database.calls().limits();
  }

  Endpoint endpoint() {
    return database.endpoint();
  }

  /** What trying to take the lease led to. */
  sealed interface Taking {
    record Taken(CheckpointRecord checkpoint) implements Taking {}

    record HeldBy(String words) implements Taking {}
  }

  /**
   * Creates the table if it is absent, and adds columns that one of an earlier version does not
   * have.
   *
   * @throws RelayException with the statement if that is not permitted
   */
  void prepare() throws RelayException {
    if (!isAnswered(CheckpointSql.PROBE)) {
      define(
          CheckpointSql.DEFINITION,
          "cannot be created",
          "Create it as an administrator and grant SELECT, INSERT and UPDATE on it:");
    }
    if (!isAnswered(CheckpointSql.UPGRADE_PROBE)) {
      define(
          CheckpointSql.UPGRADE,
          "is of an earlier version and cannot be changed",
          "Change it as an administrator:");
    }
  }

  private boolean isAnswered(String probe) throws RelayException {
    try {
      var _ =
          database.query(limits.preparation(), probe, RelayDatabase.Binding.NONE, ResultSet::next);
      return true;
    } catch (RelayException e) {
      if (e.recovery() != Recovery.NONE) {
        throw e;
      }
      return false;
    }
  }

  private void define(String definition, String trouble, String nextStep) throws RelayException {
    try {
      var _ = database.update(limits.preparation(), definition, RelayDatabase.Binding.NONE);
    } catch (RelayException e) {
      if (e.recovery() != Recovery.NONE) {
        throw e;
      }
      throw failures.mistake(
          database.endpoint(),
          "table %s %s: %s".formatted(CheckpointSql.TABLE, trouble, e.failure().oneLine()),
          nextStep + System.lineSeparator() + definition + ";");
    }
  }

  /**
   * Whether this relay has a row already.
   *
   * @throws RelayException if the row's positions are those of something else and mean nothing here
   */
  boolean isEnrolled(Origin origin) throws RelayException {
    Optional<Enrolled> found =
        database.query(
            limits.preparation(),
            CheckpointSql.ENROLLED,
            statement -> statement.setString(1, settings.programName()),
            rows -> rows.next() ? Optional.of(Enrolled.of(rows)) : Optional.empty());
    if (found.isEmpty()) {
      requireNoNamesake();
      return false;
    }
    requireSame(found.get().origin(origin), origin);
    if (found.get().origin().isEmpty()) {
      adopt(origin);
    }
    return true;
  }

  /** What a row says of its positions; one of an earlier version tells no more than their table. */
  private record Enrolled(String table, Optional<Origin> origin) {
    static Enrolled of(ResultSet row) throws SQLException {
      return new Enrolled(
          row.getString("table_name"),
          Optional.ofNullable(row.getString("origin")).map(Origin::parse));
    }

    Origin origin(Origin expected) {
      return origin.orElseGet(() -> expected.ofTable(table));
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

  private void requireSame(Origin known, Origin origin) throws RelayException {
    String difference = known.difference(origin);
    if (!difference.isEmpty()) {
      throw failures.mistake(
          database.endpoint(),
          "the checkpoint of %s is one of %s".formatted(settings.programName(), difference),
          "Give this relay a program_name of its own; or if the rows are the same ones, say so:"
              + " UPDATE %s SET table_name = '%s', origin = NULL WHERE program_name = '%s';"
                  .formatted(CheckpointSql.TABLE, settings.table(), settings.programName()));
    }
  }

  /** Makes this relay's row, unless another process was faster, . */
  void enroll(Origin origin, long streamSequence) throws RelayException {
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

  /** From now on the row says of what its positions are. */
  private void adopt(Origin origin) throws RelayException {
    var _ =
        database.update(
            limits.preparation(),
            CheckpointSql.ADOPT_ORIGIN,
            statement -> {
              statement.setString(1, origin.text());
              statement.setString(2, settings.programName());
            });
  }

  /**
   * Says of which stream the checkpoint is a place.
   *
   * @throws RelayException as fenced if the lease has another holder by now
   */
  CheckpointRecord adopt(CheckpointRecord checkpoint, String streamCreated) throws RelayException {
    requireOne(
        database.update(
            limits.commit(),
            CheckpointSql.ADOPT_STREAM,
            statement -> {
              statement.setString(1, streamCreated);
              statement.setString(2, checkpoint.sourceId());
              statement.setLong(3, checkpoint.epoch());
            }));
    return checkpoint.of(streamCreated);
  }

  /**
   * Takes the lease if it is free, expired, ours already, or held by a dead process of this host.
   */
  Taking take(LeaseHolder self) throws RelayException {
    if (take(self, self.text())) {
      return new Taking.Taken(read());
    }
    Optional<String> text =
        database.query(
            limits.preparation(),
            CheckpointSql.HOLDER,
            statement -> statement.setString(1, settings.programName()),
            rows -> rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty());
    Optional<LeaseHolder> holder = text.flatMap(LeaseHolder::parse);
    if (holder.isPresent()
        && holder.get().isDeadNeighbourOf(self)
        && take(self, holder.get().text())) {
      return new Taking.Taken(read());
    }
    return new Taking.HeldBy(holder.map(LeaseHolder::words).orElse("held by another relay"));
  }

  private boolean take(LeaseHolder self, String replaced) throws RelayException {
    return database.update(
            limits.preparation(),
            CheckpointSql.TAKE_LEASE,
            statement -> {
              statement.setString(1, self.text());
              statement.setLong(2, leaseMicroseconds());
              statement.setString(3, settings.programName());
              statement.setString(4, replaced);
            })
        == 1;
  }

  private CheckpointRecord read() throws RelayException {
    return database.query(
        limits.preparation(),
        CheckpointSql.READ,
        statement -> statement.setString(1, settings.programName()),
        this::record);
  }

  private CheckpointRecord record(ResultSet row) throws SQLException, RelayException {
    if (!row.next()) {
      throw deleted();
    }
    String timestamp = row.getString("pos_timestamp");
    String id = row.getString("pos_id");
    return new CheckpointRecord(
        row.getString("source_id"),
        row.getLong("owner_epoch"),
        timestamp == null || id == null
            ? Optional.empty()
            : Optional.of(new Position(timestamp, id)),
        row.getLong("processed"),
        row.getLong("stream_seq"),
        Optional.ofNullable(row.getString("stream_created")));
  }

  /**
   * Makes the lease last for another while.
   *
   * @throws RelayException as fenced if the lease has another holder by now
   */
  void renew(CheckpointRecord checkpoint) throws RelayException {
    requireOne(
        database.update(
            limits.renewal(leaseTime),
            CheckpointSql.RENEW_LEASE,
            statement -> {
              statement.setLong(1, leaseMicroseconds());
              statement.setString(2, checkpoint.sourceId());
              statement.setLong(3, checkpoint.epoch());
            }));
  }

  /**
   * Records that all rows up to a position are in the stream. When this fails, either happened or
   * did not, and reading the row again tells which.
   *
   * @return the checkpoint as it is now
   * @throws RelayException as fenced if the lease has another holder by now
   */
  CheckpointRecord commit(CheckpointRecord before, Advance advance) throws RelayException {
    requireOne(
        database.update(
            limits.commit(),
            CheckpointSql.COMMIT,
            statement -> {
              statement.setString(1, advance.to().timestamp());
              statement.setString(2, advance.to().id());
              statement.setLong(3, advance.rows());
              statement.setLong(4, advance.streamSequence());
              statement.setString(5, before.messageId(advance.to()));
              statement.setString(6, before.sourceId());
              statement.setLong(7, before.epoch());
            }));
    return before.advanced(advance);
  }

  /**
   * Raises the epoch to one that the stream knows already.
   *
   * @throws RelayException as fenced if the lease has another holder by now
   */
  void outrank(CheckpointRecord checkpoint, long epoch) throws RelayException {
    requireOne(
        database.update(
            limits.commit(),
            CheckpointSql.RAISE_EPOCH,
            statement -> {
              statement.setLong(1, epoch);
              statement.setString(2, checkpoint.sourceId());
              statement.setLong(3, checkpoint.epoch());
            }));
  }

  /** Leaves the lease to whoever wants it. One that has another holder already is left alone. */
  void release(CheckpointRecord checkpoint, String status, Optional<Failure> error)
      throws RelayException {
    var _ =
        database.update(
            limits.commit(),
            CheckpointSql.RELEASE_LEASE,
            statement -> {
              statement.setString(1, status);
              statement.setString(2, error.map(Failure::oneLine).orElse(null));
              statement.setString(3, checkpoint.sourceId());
              statement.setLong(4, checkpoint.epoch());
            });
  }

  private void requireOne(int matched) throws RelayException {
    if (matched == 0) {
      throw isThere() ? takenOver() : deleted();
    }
  }

  private boolean isThere() throws RelayException {
    return database.query(
        limits.commit(),
        CheckpointSql.HOLDER,
        statement -> statement.setString(1, settings.programName()),
        ResultSet::next);
  }

  private RelayException takenOver() {
    return fenced(
        "another relay has taken it over",
        "Polling waits until it gets the lease back; nothing was lost.",
        Recovery.RETRY);
  }

  private RelayException deleted() {
    return fenced(
        "its row was deleted",
        "Restore the row; a start without it relays every row of the table once more.",
        Recovery.NONE);
  }

  private RelayException fenced(String why, String nextStep, Recovery recovery) {
    return new RelayException(
        failures.found(
            database.endpoint(),
            FailureKind.FENCED,
            "the checkpoint of %s is no longer ours: %s".formatted(settings.programName(), why),
            nextStep),
        recovery);
  }

  private long leaseMicroseconds() {
    return TimeUnit.MICROSECONDS.convert(leaseTime);
  }
}
