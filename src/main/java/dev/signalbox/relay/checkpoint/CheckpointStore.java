package dev.signalbox.relay.checkpoint;

import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayException.Recovery;
import dev.signalbox.relay.call.RelayFailures;
import dev.signalbox.relay.call.RelayLimits;
import dev.signalbox.relay.state.BadRow;
import dev.signalbox.relay.state.HeldLease;
import dev.signalbox.relay.state.Position;
import dev.signalbox.settings.PollingSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
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
  private final SeenRows seen;
  private final RecordedSteps steps;
  private final DivertedRows diverted;

  CheckpointStore(RelayDatabase database, PollingSettings settings, Duration leaseTime) {
    this.database = database;
    this.settings = settings;
    this.leaseTime = leaseTime;
    this.failures = database.calls().failures();
    this.limits = database.calls().limits();
    this.diverted = new DivertedRows(database, settings.programName());
    this.seen = new SeenRows(database, settings.programName());
    this.steps = new RecordedSteps(database, settings.programName(), seen);
  }

  Endpoint endpoint() {
    return database.endpoint();
  }

  /** What trying to take the lease led to. */
  sealed interface Taking {
    record Taken(CheckpointRecord checkpoint) implements Taking {}

    record HeldBy(HeldLease lease) implements Taking {}

    /** An operator has taken it from this very relay, which does not get it back. */
    record Barred(String words) implements Taking {}
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
   *
   * @throws RelayException as fenced if the row is not there; or as the database's failure
   */
  Taking take(LeaseHolder self) throws RelayException {
    Optional<CheckpointRecord> taken = take(self, self.text());
    if (taken.isPresent()) {
      return new Taking.Taken(taken.get());
    }
    Standing found = standing();
    Optional<LeaseHolder> holder = found.known();
    if (holder.isPresent() && holder.get().isDeadNeighbourOf(self)) {
      taken = take(self, holder.get().text());
      if (taken.isPresent()) {
        return new Taking.Taken(taken.get());
      }
    }
    return found.bars(self)
        ? new Taking.Barred(
            "an operator has taken the lease from this program; start it anew to poll again")
        : new Taking.HeldBy(new HeldLease(found.words(), found.since()));
  }

  /**
   * Who has the lease now.
   *
   * @throws RelayException as fenced if the row is not there; or as the database's failure
   */
  Standing standing() throws RelayException {
    Optional<Standing> found =
        database.query(
            limits.preparation(),
            CheckpointSql.HOLDER,
            statement -> statement.setString(1, settings.programName()),
            rows -> rows.next() ? Optional.of(Standing.of(rows)) : Optional.empty());
    if (found.isEmpty()) {
      throw deleted();
    }
    return found.get();
  }

  /**
   * Whose term it is, who has the lease, and who may not have it any more.
   *
   * @param holder as it stands there, where anybody may have written it; empty if nobody has it
   */
  record Standing(
      String sourceId,
      long epoch,
      Optional<String> holder,
      Optional<Instant> since,
      Optional<String> barred) {
    static Standing of(ResultSet row) throws SQLException {
      return new Standing(
          row.getString("source_id"),
          row.getLong("owner_epoch"),
          Optional.ofNullable(row.getString("lease_holder")),
          Optional.ofNullable(row.getObject("lease_since", LocalDateTime.class))
              .map(time -> time.toInstant(ZoneOffset.UTC)),
          Optional.ofNullable(row.getString("barred_holder")));
    }

    private Optional<LeaseHolder> known() {
      return holder.flatMap(LeaseHolder::parse);
    }

    /** Who has it, if it is neither free nor this relay's. */
    String words() {
      return known().map(LeaseHolder::words).orElse("held by another relay");
    }

    boolean bars(LeaseHolder self) {
      return barred.equals(Optional.of(self.text()));
    }
  }

  private Optional<CheckpointRecord> take(LeaseHolder self, String replaced) throws RelayException {
    boolean taken =
        database.update(
                limits.preparation(),
                CheckpointSql.TAKE_LEASE,
                statement -> {
                  statement.setString(1, self.text());
                  statement.setString(2, self.text());
                  statement.setLong(3, leaseMicroseconds());
                  statement.setString(4, settings.programName());
                  statement.setString(5, self.text());
                  statement.setString(6, replaced);
                })
            == 1;
    return taken ? read(self) : Optional.empty();
  }

  /** Empty if another has taken the lease since: what it has read would be that one's term. */
  private Optional<CheckpointRecord> read(LeaseHolder self) throws RelayException {
    return database.query(
        limits.preparation(),
        CheckpointSql.READ,
        statement -> {
          statement.setString(1, settings.programName());
          statement.setString(2, self.text());
        },
        row -> row.next() ? Optional.of(record(row)) : Optional.empty());
  }

  private CheckpointRecord record(ResultSet row) throws SQLException {
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
        Optional.ofNullable(row.getString("stream_created")),
        Optional.ofNullable(row.getString("seen_after")),
        row.getString("last_msg_id") != null && row.getLong("stream_seq") > 0);
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
   * @param reach how far behind the position rows are kept that were relayed
   * @return the checkpoint as it is now
   * @throws RelayException as fenced if the lease has another holder by now
   */
  CheckpointRecord commit(CheckpointRecord before, Advance advance, Duration reach)
      throws RelayException {
    Optional<String> seenAfter = before.seenAfter(advance.to(), reach);
    requireOne(steps.commit(before, advance, seenAfter));
    return before.advanced(advance).seenAfter(seenAfter);
  }

  /**
   * Sees to it that the rows that are relayed from now on are written down, or are not.
   *
   * @throws RelayException as fenced if the lease has another holder by now
   */
  CheckpointRecord lookBack(CheckpointRecord checkpoint, Duration reach) throws RelayException {
    return requireOurs(seen.begin(checkpoint, reach));
  }

  /**
   * Writes down rows that were found in the stream, and counts them.
   *
   * @return how many were not written down before
   * @throws RelayException as fenced if the lease has another holder by now
   */
  int recognise(CheckpointRecord checkpoint, List<Position> rows) throws RelayException {
    return requireOurs(seen.recognise(checkpoint, rows));
  }

  private <T> T requireOurs(Optional<T> result) throws RelayException {
    requireOne(result.isPresent() ? 1 : 0);
    return result.orElseThrow();
  }

  /**
   * Moves past a row that is not in the stream, and records that in the same transaction. Behind a
   * late one the position was before, and one whose id is too long has none that can be recorded.
   *
   * @return the checkpoint as it is now
   * @throws RelayException as fenced if the lease has another holder by now
   */
  CheckpointRecord passOver(CheckpointRecord before, BadRow row, Duration reach)
      throws RelayException {
    Optional<String> seenAfter =
        row.isBesideCheckpoint() ? before.seenAfter() : before.seenAfter(row.position(), reach);
    requireOne(steps.passOver(before, row, seenAfter));
    return row.isBesideCheckpoint()
        ? before
        : before.advanced(RecordedSteps.past(row, before)).seenAfter(seenAfter);
  }

  /** Whether a row was passed over already. */
  boolean isPassedOver(BadRow row) throws RelayException {
    return !diverted.among(List.of(row.position())).isEmpty();
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

  /**
   * Forgets of which stream the checkpoint is a place.
   *
   * @param anew whether every row is to be relayed again that the stream does not have
   * @throws RelayException as fenced if the lease has another holder by now
   */
  void forgetStream(CheckpointRecord checkpoint, boolean anew) throws RelayException {
    requireOne(
        database.update(
            limits.commit(),
            anew ? CheckpointSql.BEGIN_ANEW : CheckpointSql.FORGET_STREAM,
            statement -> {
              statement.setString(1, checkpoint.sourceId());
              statement.setLong(2, checkpoint.epoch());
            }));
  }

  /** Says that its holder waits, and for what. Where another has the lease, nothing is said. */
  void pause(CheckpointRecord checkpoint, String cause) throws RelayException {
    var _ =
        database.update(
            limits.commit(),
            CheckpointSql.PAUSE,
            statement -> {
              statement.setString(1, cause);
              statement.setString(2, checkpoint.sourceId());
              statement.setLong(3, checkpoint.epoch());
            });
  }

  /** Says that its holder waits no more, if that was said. */
  void goOn(CheckpointRecord checkpoint) throws RelayException {
    var _ =
        database.update(
            limits.commit(),
            CheckpointSql.GO_ON,
            statement -> {
              statement.setString(1, checkpoint.sourceId());
              statement.setLong(2, checkpoint.epoch());
            });
  }

  /**
   * Leaves the lease of a term to whoever wants it. One that has another holder already is left
   * alone.
   */
  void release(String sourceId, long epoch, String status, Optional<String> error)
      throws RelayException {
    var _ =
        database.update(
            limits.commit(),
            CheckpointSql.RELEASE_LEASE,
            statement -> {
              statement.setString(1, status);
              statement.setString(2, error.orElse(null));
              statement.setString(3, sourceId);
              statement.setLong(4, epoch);
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

  /** The row is gone that this run has seen there. */
  RelayException deleted() {
    return fenced(
        "its row was deleted",
        "Restore the row, then start again. A start without it asks where to go on if the end of"
            + " the stream shows that a relay was there; otherwise it relays every row once more.",
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
