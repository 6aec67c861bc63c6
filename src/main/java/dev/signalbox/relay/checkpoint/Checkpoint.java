package dev.signalbox.relay.checkpoint;

import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.relay.call.CallContext;
import dev.signalbox.relay.call.CallOverdueException;
import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RunControl;
import dev.signalbox.relay.call.RunStoppedException;
import dev.signalbox.relay.state.HeldLease;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.ServerOffsets;
import dev.signalbox.settings.PollingSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The checkpoint of one relay, as one run uses it.
 *
 * <p>Threading: blocking; for the run's thread.
 */
public final class Checkpoint {
  /** What the row says of a relay that has left it in order. */
  static final String STOPPED = "STOPPED";

  private final CallContext calls;
  private final PollingSettings settings;
  private final Duration leaseTime;
  private final LeaseHolder self;
  private final Enrollment enrollment;
  private final CheckpointStore store;
  private final CheckpointTables tables;
  private final RelayDatabase database;

  /** Whether the relay's row was there: once it was, it is not made anew. */
  private boolean enrolled;

  /** As it was taken last, until it is known to be free or another's. */
  private Optional<CheckpointRecord> taken = Optional.empty();

  private Optional<GivingWay> givingWay = Optional.empty();

  /**
   * @param self who takes the lease
   */
  public Checkpoint(
      ConnectionSupervisor mariaDb,
      CallContext calls,
      PollingSettings settings,
      Duration leaseTime,
      LeaseHolder self) {
    this.calls = calls;
    this.settings = settings;
    this.leaseTime = leaseTime;
    this.self = self;
    RelayDatabase database = new RelayDatabase(mariaDb, calls);
    this.enrollment = new Enrollment(database, settings);
    this.store = new CheckpointStore(database, settings, leaseTime);
    this.tables = new CheckpointTables(database);
    this.database = database;
  }

  /** The statement by which an operator lets a relay go on in another stream. */
  public static String goOn(String programName) {
    return "UPDATE %s SET stream_created = NULL, stream_seq = 0 WHERE program_name = '%s';"
        .formatted(CheckpointSql.TABLE, programName);
  }

  /** The statement by which an operator has every row relayed once more. */
  public static String goOnFromTheFirst(String programName) {
    return ("UPDATE %s SET stream_created = NULL, stream_seq = 0, pos_timestamp = NULL,"
            + " pos_id = NULL, seen_after = NULL, processed = 0 WHERE program_name = '%s';")
        .formatted(CheckpointSql.TABLE, programName);
  }

  /**
   * What the positions in a checkpoint mean to the table.
   *
   * @param isKnown whether a row of the table may be there: anybody may have written it
   * @param earlier what one is that an earlier version has written
   * @param zone in which zone of the server they are
   */
  public record Reading(Predicate<Position> isKnown, Rereading earlier, ZoneLook zone) {
    /** Takes them as they are. */
    public static final Reading AS_IT_IS =
        new Reading(_ -> true, position -> position, Optional::empty);
  }

  /** In which zone of the server local times are; empty if in none, or it is not known. */
  @FunctionalInterface
  public interface ZoneLook {
    Optional<ServerOffsets> now() throws RelayException;
  }

  /** What a position is now. */
  @FunctionalInterface
  public interface Rereading {
    Position now(Position before) throws RelayException;
  }

  /**
   * Which rows were relayed lately.
   *
   * @param control stops its calls
   */
  public SeenRows seen(RunControl control) {
    return new SeenRows(database.under(control), settings.programName());
  }

  /** How long a lease lasts that is not renewed. */
  public Duration leaseTime() {
    return leaseTime;
  }

  /**
   * Makes the tables and the relay's row in them, if they are absent. Only the first time: a row
   * that has gone since has taken the position with it, and a new one would have every row relayed
   * once more.
   *
   * @param sourceAddress of the source's server
   * @param end where the stream ends, behind which a new relay's rows will lie
   * @param lookback how far behind the position rows are kept that were relayed; zero if they are
   *     not
   * @param reading what the row's position means to the table
   * @throws RelayException with the table's definition if it may not be created; with the
   *     difference if the row is one of another source or stream; if there is none, and the stream
   *     has rows of a relay of which there is none either; as fenced if the row has gone since it
   *     was prepared last; or as the database's failure
   * @throws RunStoppedException if a stop ended it
   */
  public void prepare(String sourceAddress, StreamEnd end, Duration lookback, Reading reading)
      throws RelayException {
    Origin origin = Origin.of(settings, sourceAddress, reading.zone().now());
    if (!enrolled) {
      enrollment.ensure(origin, end, reading);
      enrolled = true;
    } else if (!enrollment.isThere(origin, reading)) {
      throw store.deleted();
    }
    if (!lookback.isZero()) {
      tables.prepareSeen();
    }
  }

  /**
   * Takes the lease, and waits for as long as somebody else has it. One that was handed over is
   * left to others first.
   *
   * @param lookback as the table was prepared for
   * @param wait told who has it, and that nobody else has any more
   * @throws RelayException as fenced if the relay's row is not there; or as the database's failure
   * @throws RunStoppedException if a stop ended the wait
   */
  public Lease takeLease(Duration lookback, LeaseWait wait) throws RelayException {
    giveWay(wait);
    while (true) {
      calls.control().throwIfStopped();
      Lease.ClockReading asked = Lease.ClockReading.now(calls.scheduler());
      switch (store.take(self)) {
        case CheckpointStore.Taking.Taken(CheckpointRecord checkpoint) -> {
          if (givingWay.isPresent()) {
            wait.takenBack(calls.limits().leftToOthers());
          }
          wait.taken();
          return begun(checkpoint, asked, lookback);
        }
        case CheckpointStore.Taking.HeldBy(HeldLease lease) -> {
          if (givingWay.isPresent()) {
            wait.takenByAnother(lease.words());
          }
          wait.standsBy(lease);
        }
        case CheckpointStore.Taking.Barred(String words) -> wait.barred(words);
      }
      givingWay = Optional.empty();
      calls.control().pause(calls.limits().leasePoll());
    }
  }

  /** Where nobody wants it that is not over before it is taken back: another may be faster. */
  private void giveWay(LeaseWait wait) throws RelayException {
    boolean unwanted = false;
    while (givingWay.isPresent() && !unwanted) {
      GivingWay.Outcome outcome = givingWay.get().look();
      // It is free, or it has another holder: there is nothing to release any more.
      taken = Optional.empty();
      switch (outcome) {
        case GivingWay.Outcome.Taken(String words) -> {
          givingWay = Optional.empty();
          wait.takenByAnother(words);
        }
        case GivingWay.Outcome.Left _ -> {
          wait.standsBy(GivingWay.left(calls.limits().leftToOthers()));
          calls.control().pause(calls.limits().leasePoll());
        }
        case GivingWay.Outcome.Unwanted _ -> unwanted = true;
      }
    }
  }

  /**
   * Takes the lease only if nobody else has it.
   *
   * @param lookback as the table was prepared for
   * @throws RelayException naming who has it; or as the database's failure
   * @throws RunStoppedException if a stop ended it
   */
  public Lease takeFreeLease(Duration lookback) throws RelayException {
    Lease.ClockReading asked = Lease.ClockReading.now(calls.scheduler());
    return switch (store.take(self)) {
      case CheckpointStore.Taking.Taken(CheckpointRecord checkpoint) ->
          begun(checkpoint, asked, lookback);
      case CheckpointStore.Taking.HeldBy(HeldLease lease) -> throw heldElsewhere(lease.words());
      case CheckpointStore.Taking.Barred(String words) -> throw heldElsewhere(words);
    };
  }

  private RelayException heldElsewhere(String words) {
    return calls
        .failures()
        .mistake(
            database.endpoint(),
            "the lease of %s is %s".formatted(settings.programName(), words),
            "Stop the relay there first.");
  }

  private Lease begun(CheckpointRecord checkpoint, Lease.ClockReading asked, Duration lookback)
      throws RelayException {
    taken = Optional.of(checkpoint);
    givingWay = Optional.empty();
    enrollment.adopt();
    return new Lease(
        store, store.lookBack(checkpoint, lookback), asked, leaseTime, lookback, calls);
  }

  /**
   * Says in the relay's row that it waits, and for what, unless it is this very server that does
   * not answer.
   *
   * @throws RelayException as the database's failure
   * @throws RunStoppedException if a stop did not wait for it
   */
  public void pause(Failure cause) throws RelayException {
    String here = database.endpoint().label() + " at " + database.endpoint().address();
    if (taken.isPresent() && !cause.where().equals(here)) {
      store.pause(taken.get(), cause.oneLine());
    }
  }

  /**
   * The same of an endpoint that is away. Fails as that.
   *
   * @param words why
   * @return whether the row says so now
   */
  public boolean pause(Endpoint endpoint, String words) throws RelayException {
    boolean tellable = taken.isPresent() && !endpoint.equals(database.endpoint());
    if (tellable) {
      store.pause(taken.get(), words);
    }
    return tellable;
  }

  /** Takes that back, if the row says so; returns that it is done. Fails as that. */
  public boolean goOn() throws RelayException {
    if (taken.isPresent()) {
      store.goOn(taken.get());
    }
    return true;
  }

  /**
   * Leaves the lease that was taken last, if there was one and it was not left already, to whoever
   * wants it. One that has another holder already is left alone.
   *
   * @param status what the row says of the relay from now on
   * @throws RelayException if that failed or a stop did not wait for it; the lease then expires
   */
  public void release(String status, Optional<Failure> error) throws RelayException {
    leave(status, error.map(Failure::oneLine));
  }

  /**
   * Lets the lease be for a while, so that another relay takes it. To be released before; where
   * that failed it is released when the database is there again.
   *
   * @return what is said of the lease meanwhile
   */
  public HeldLease handOver() {
    givingWay = Optional.of(new GivingWay(store, self));
    return taken.isEmpty()
        ? GivingWay.left(calls.limits().leftToOthers())
        : GivingWay.unreleased(leaseTime);
  }

  /**
   * The same, and the row says of the relay what it said before. Fails as that.
   *
   * @param before as the row was when the lease was taken; that of a dead holder says nothing
   * @throws RelayException if that failed or a stop did not wait for it; the lease then expires
   */
  public void releaseAs(CheckpointView before) throws RelayException {
    boolean left = before.lease().isEmpty();
    leave(left ? before.status() : STOPPED, left ? before.error() : Optional.empty());
  }

  private void leave(String status, Optional<String> error) throws RelayException {
    if (taken.isEmpty()) {
      return;
    }
    try {
      store.release(taken.get().sourceId(), taken.get().epoch(), status, error);
      taken = Optional.empty();
    } catch (RunStoppedException e) {
      Duration waited = calls.control().mode().map(calls.limits().commit()::after).orElseThrow();
      throw calls.failures().overdue(store.endpoint(), new CallOverdueException(waited, e));
    }
  }
}
