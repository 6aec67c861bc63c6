package dev.signalbox.relay.run;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Durations;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.state.BadRow;
import dev.signalbox.relay.state.HeldLease;
import dev.signalbox.relay.state.LiveRun;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.relay.state.RelayState.Failed;
import dev.signalbox.relay.state.RelayState.Paused;
import dev.signalbox.relay.state.RelayState.Running;
import dev.signalbox.relay.state.RelayState.Stalled;
import dev.signalbox.relay.state.RelayState.Standby;
import dev.signalbox.relay.state.RelayState.Starting;
import dev.signalbox.relay.state.RelayState.Stopped;
import dev.signalbox.relay.state.RelayState.Stopping;
import dev.signalbox.relay.state.RelayStatus;
import dev.signalbox.relay.state.RowTiming;
import dev.signalbox.settings.PollingSettings;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each transition, in wording that operators and scripts rely on. */
public final class RelayLog {
  /** Key under which an entry carries the details of a failure. */
  private static final String DETAILS = "details";

  private static final long DIVERTED_ROWS_TOLD = 10;
  private static final long DIVERTED_ROWS_FOLDED = 100;

  private final PollingSettings settings;
  private final Logger log;

  public RelayLog(PollingSettings settings) {
    this.settings = settings;
    this.log = LoggerFactory.getLogger("signalbox.relay." + settings.programName());
  }

  /**
   * Called once for each change, in order.
   *
   * @param now as it is decided, of which the snapshot shows a part
   * @param nothingMade whether no endpoint of the relay has anything open or is about to
   */
  public void transition(
      RelayStatus before, RelayStatus now, RelaySnapshot after, boolean nothingMade) {
    if (isHandingOver(before)) {
      left(now).ifPresent(lease -> handedOver(after, lease));
    }
    switch (after.state()) {
      case Starting _ when before.state() instanceof Stopped || before.state() instanceof Failed ->
          log.info("Starting polling for {}...", after.name());
      case Running _ when isStarting(before) -> started(after);
      case Running r when !(before.state() instanceof Running) -> resumed(before.state(), r);
      case Paused p when !(before.state() instanceof Paused) ->
          log.warn("Polling paused for {}: {}", after.name(), p.reason());
      case Standby s -> standingBy(before, s);
      case Stalled s when !(before.state() instanceof Stalled) -> stalled(s);
      case Stopping _ when before.state() instanceof Starting ->
          log.info("Cancelling the start of polling for {}...", after.name());
      case Stopping s when s.handsOver() && !(before.state() instanceof Stopping) ->
          handingOver(after);
      case Stopping s
          when !s.handsOver() && (isHandingOver(before) || !(before.state() instanceof Stopping)) ->
          log.info("Stopping polling for {}...", after.name());
      case Stopped _ when before.state() instanceof Stopping -> stopped(after);
      case Failed f when isStarting(before) -> initializationFailed(f.cause(), nothingMade);
      case Failed f when !(before.state() instanceof Failed) -> failed(f.cause());
      case Starting _, Running _, Paused _, Stalled _, Stopping _, Stopped _, Failed _ -> {}
    }
  }

  private void standingBy(RelayStatus before, Standby now) {
    boolean hindered = before.state() instanceof Standby b && b.hindrance().isPresent();
    // One that was paused polled nothing before either, which was told.
    boolean resumes = before.state() instanceof Paused || (hindered && now.hindrance().isEmpty());
    if (resumes) {
      log.info("Standing by for {}: {}", settings.programName(), now.lease().words());
    } else if (!(before.state() instanceof Standby) && !isHandingOver(before)) {
      log.warn("Polling paused for {}: {}", settings.programName(), now.lease().words());
    }
    if (!hindered) {
      now.hindrance()
          .ifPresent(
              why -> log.warn("Standing by for {} in vain: {}", settings.programName(), why));
    }
  }

  private static boolean isStarting(RelayStatus status) {
    return status.run().flatMap(LiveRun::step).isPresent();
  }

  private static boolean isHandingOver(RelayStatus status) {
    return status.run().filter(LiveRun::isHandingOver).isPresent();
  }

  /** The lease that it goes on without. */
  private static Optional<HeldLease> left(RelayStatus now) {
    return now.run().filter(run -> run.stop().isEmpty()).flatMap(run -> run.waits().lease());
  }

  private void handingOver(RelaySnapshot now) {
    log.info(
        "Handing over {} to another engine, as {} asks...",
        now.name(),
        now.changedBy().map(Actor::toString).orElse("the program"));
  }

  private void handedOver(RelaySnapshot now, HeldLease left) {
    log.info(
        "Polling ended for {}: {} rows acknowledged, checkpoint at {}; its lease is {}",
        now.name(),
        now.counters().acknowledged(),
        from(now.position()),
        left.words());
  }

  /** It was handed over, and goes on. */
  void takenByAnother(String words) {
    log.info("Polling of {} goes on elsewhere: its lease is {}", settings.programName(), words);
  }

  /** It was handed over in vain. */
  void takenBack(Duration after) {
    log.warn(
        "Lease of {} taken back: after {} nobody else has it",
        settings.programName(),
        Durations.words(after));
  }

  private void started(RelaySnapshot now) {
    log.info(
        "Polling started for {}: {} -> {} every {} from {}",
        now.name(),
        settings.table(),
        settings.subject(),
        Durations.compact(settings.interval()),
        from(now.position()));
  }

  private void resumed(RelayState before, Running now) {
    log.info(
        "Polling resumed for {} after {}",
        settings.programName(),
        Durations.taken(Duration.between(before.since(), now.since())));
  }

  private void stalled(Stalled state) {
    log.atWarn()
        .addKeyValue(DETAILS, state.cause().details())
        .log("Polling stalled for {}: {}", settings.programName(), state.cause().oneLine());
  }

  private void stopped(RelaySnapshot now) {
    log.info(
        "Polling stopped for {}: {} rows acknowledged, checkpoint at {}",
        now.name(),
        now.counters().acknowledged(),
        from(now.position()));
  }

  private static String from(Optional<Position> position) {
    return position.map(Position::toString).orElse("the beginning");
  }

  private void initializationFailed(Failure cause, boolean nothingMade) {
    log.atError()
        .addKeyValue(DETAILS, cause.details())
        .log("Initialization failed: {}", reason(cause));
    if (nothingMade) {
      log.info("No resources to clean up (initialization failed early)");
    }
  }

  /** What an operator may do is nowhere else where there is no window. */
  private static String reason(Failure cause) {
    return cause.kind() == FailureKind.TIMED_OUT
        ? cause.reason()
        : "%s. %s".formatted(cause.reason(), cause.nextStep());
  }

  private void failed(Failure cause) {
    log.atError()
        .addKeyValue(DETAILS, cause.details())
        .log(
            "Polling failed for {}: {}. {}",
            settings.programName(),
            cause.oneLine(),
            cause.nextStep());
  }

  /** Of very many, every hundredth is told. */
  void diverted(BadRow row, long sofar) {
    if (sofar <= DIVERTED_ROWS_TOLD || sofar % DIVERTED_ROWS_FOLDED == 0) {
      log.warn(
          "Row {} of {} diverted to {}, column {}: {} ({} rows diverted so far)",
          row.position(),
          settings.table(),
          settings.deadLetterSubject().orElse(""),
          row.column(),
          row.reason(),
          sofar);
    }
  }

  /** Of a stream that removes what was consumed. */
  void inDoubt(long rows) {
    log.warn(
        "Up to {} rows of {} in doubt: stream {} has taken and removed as many messages since the"
            + " last checkpoint, because they were consumed; those rows may be sent again",
        rows,
        settings.table(),
        settings.stream());
  }

  void page(int rows, Position last) {
    log.debug("{} rows of {} committed up to {}", rows, settings.table(), last);
  }

  void lookingBack(Duration lookback) {
    log.info(
        "Rows of {} that become visible later are looked for over {}",
        settings.table(),
        Durations.compact(lookback));
  }

  /**
   * Rows were published behind those that they should have come before.
   *
   * @param before how many there were in this run before these
   */
  void late(List<Position> rows, Position checkpoint, long before) {
    if (before == 0) {
      Position first = rows.getFirst();
      log.warn(
          "Late row of {}: {} was not visible when rows {} younger were relayed; it is published"
              + " with Sbx-Late: true. A polling.timestamp_lag above that, or the right to see open"
              + " transactions, keeps rows in order",
          settings.table(),
          first,
          Durations.taken(difference(first, checkpoint)));
    }
    if (before > 0 || rows.size() > 1) {
      log.warn("Late rows of {}: {}", settings.table(), before + rows.size());
    }
  }

  /** None of those that are dated by no day of the calendar. */
  private static Duration difference(Position one, Position other) {
    return one.time()
        .flatMap(from -> other.time().map(to -> Duration.between(from, to)))
        .orElse(Duration.ZERO);
  }

  void remark(String words) {
    log.warn("Table {}: {}", settings.table(), words);
  }

  /** Of a long look through the stream, before anything is published. */
  void compared(String words) {
    log.info("{}, for {}", words, settings.programName());
  }

  void noticed(String words) {
    log.warn("Stream {}: {}", settings.stream(), words);
  }

  /** Nobody sends them, unless an operator does. */
  void passedBy(int rows, LocalDateTime from, Position last) {
    log.warn(
        "Rows of {} passed by: {}, dated from {} to {}; they became visible behind younger ones."
            + " To see which: signalbox verify {}. A longer polling.timestamp_lag keeps rows in"
            + " order, polling.lookback finds those that are late",
        settings.table(),
        rows,
        from,
        last.timestamp(),
        settings.programName());
  }

  void unchecked() {
    log.info(
        "Table {}: it cannot be checked that id and timestamp are unique, never NULL and indexed",
        settings.table());
  }

  void settledBy(String words) {
    log.info("Rows of {} are read {}", settings.table(), words);
  }

  /** Rows wait for a transaction to end. */
  void heldBack(Optional<RowTiming.HeldBack> now) {
    if (now.isPresent()) {
      log.warn(
          "Rows of {} held back {} by {}",
          settings.table(),
          Durations.taken(now.get().by()),
          now.get().holder());
    } else {
      log.info("Rows of {} no longer held back", settings.table());
    }
  }

  /** Rows wait for a time that is still to come. */
  void datedAhead(RowTiming.Ahead rows) {
    if (rows.isNone()) {
      log.info("Rows dated ahead in {}: 0", settings.table());
    } else {
      log.warn(
          "Rows dated ahead in {}: {}; each is read when its time has come. If they are dated in"
              + " another zone than the server's, set polling.timestamp_zone",
          settings.table(),
          rows);
    }
  }

  /** Acknowledged rows could not be recorded. */
  void uncommitted(Failure cause) {
    log.atWarn()
        .addKeyValue(DETAILS, cause.details())
        .log(
            "Checkpoint of {} not committed: {}; the next start finds the rows in the stream",
            settings.programName(),
            cause.oneLine());
  }

  void unreleased(Failure cause, Duration leaseTime) {
    log.atWarn()
        .addKeyValue(DETAILS, cause.details())
        .log(
            "Lease of {} not released: {}; it expires within {}",
            settings.programName(),
            cause.oneLine(),
            Durations.compact(leaseTime));
  }
}
