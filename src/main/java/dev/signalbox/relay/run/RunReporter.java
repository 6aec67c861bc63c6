package dev.signalbox.relay.run;

import dev.signalbox.base.Scheduler;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.relay.checkpoint.Advance;
import dev.signalbox.relay.checkpoint.LeaseWait;
import dev.signalbox.relay.source.SourceListener;
import dev.signalbox.relay.state.BadRow;
import dev.signalbox.relay.state.HeldLease;
import dev.signalbox.relay.state.LiveRun;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.PublishLatency;
import dev.signalbox.relay.state.RelayCounters;
import dev.signalbox.relay.state.RelayEvent;
import dev.signalbox.relay.state.RowTiming;
import dev.signalbox.relay.state.RunId;
import dev.signalbox.relay.stream.PublishListener;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Tells the relay, its counters and its log what the run does, each thing once.
 *
 * <p>Threading: for the run's thread. What a source tells comes on that of its reader once there is
 * one, as does {@link #cycleBegan}; {@link #committed} is told by the committer; {@link
 * #endpoints}, {@link #counters} and {@link #timing} may be called by any.
 */
final class RunReporter implements PublishListener, SourceListener, LeaseWait {
  private static final Duration PROGRESS = Duration.ofSeconds(5);

  private final RunId id;
  private final StartSteps steps;
  private final Scheduler scheduler;
  private final RunListener relay;
  private final RelayLog log;
  private final Progress progress;
  private Optional<String> held = Optional.empty();
  private Optional<HeldLease> lease = Optional.empty();
  private Optional<Failure> overdue = Optional.empty();
  private final Set<String> remarks = new HashSet<>();
  private String settledBy = "";
  private volatile RowTiming timing = RowTiming.NONE;
  private boolean polled;
  private Instant tellAgain = Instant.MIN;

  RunReporter(RunId id, StartSteps steps, Scheduler scheduler, RunListener relay, RelayLog log) {
    this.id = id;
    this.steps = steps;
    this.scheduler = scheduler;
    this.relay = relay;
    this.log = log;
    this.progress = new Progress(scheduler);
  }

  void connecting(ConnectionSupervisor endpoint) {
    step(steps.connecting(endpoint));
  }

  void preparing(StartSteps.Preparation what) {
    step(steps.preparing(what));
  }

  /** Steps are those of the start: a run that has polled is interrupted, not started again. */
  private void step(LiveRun.Step step) {
    if (!polled) {
      relay.reported(new RelayEvent.StepBegan(scheduler.now(), id, step));
    }
  }

  void pollingBegan(Optional<Position> from) {
    polled = true;
    held = Optional.empty();
    lease = Optional.empty();
    overdue = Optional.empty();
    termChanged();
    relay.moved(from);
    relay.reported(new RelayEvent.PollingBegan(scheduler.now(), id));
  }

  /** Each term looks anew, and what an earlier one has left open is not this one's. */
  private void termChanged() {
    change(before -> RowTiming.NONE.withLate(before.late()));
    progress.term();
  }

  boolean hasPolled() {
    return polled;
  }

  void endpoints(Optional<String> trouble) {
    relay.reported(new RelayEvent.EndpointsChanged(scheduler.now(), id, trouble));
  }

  void held(Optional<String> reason) {
    if (!held.equals(reason) || lease.isPresent()) {
      held = reason;
      lease = Optional.empty();
      relay.reported(new RelayEvent.Held(scheduler.now(), id, reason));
    }
  }

  @Override
  public void standsBy(HeldLease now) {
    if (!lease.equals(Optional.of(now))) {
      termChanged();
      held = Optional.empty();
      lease = Optional.of(now);
      relay.reported(new RelayEvent.StandsBy(scheduler.now(), id, now));
    }
  }

  void handedOver(HeldLease left) {
    held = Optional.empty();
    overdue = Optional.empty();
    lease = Optional.of(left);
    termChanged();
    relay.reported(new RelayEvent.HandedOver(scheduler.now(), id, left));
  }

  @Override
  public void takenByAnother(String words) {
    log.takenByAnother(words);
  }

  @Override
  public void takenBack(Duration after) {
    log.takenBack(after);
  }

  @Override
  public void barred(String words) {
    held(Optional.of(words));
  }

  @Override
  public void taken() {
    held(Optional.empty());
  }

  void cycleBegan() {
    progress.cycle();
  }

  void read(int rows) {
    progress.read(rows);
  }

  @Override
  public void published(int messages) {
    progress.published(messages);
  }

  @Override
  public void acknowledged(int rows, int duplicates) {
    progress.acknowledged(rows, duplicates);
  }

  @Override
  public void took(PublishLatency latency) {
    progress.took(latency);
  }

  @Override
  public void drained(int acknowledged, int total) {
    relay.reported(new RelayEvent.Drained(scheduler.now(), id, acknowledged, total));
  }

  @Override
  public void overdue(Optional<Failure> cause) {
    if (!overdue.equals(cause)) {
      cause.ifPresent(_ -> progress.overdue());
    }
    unread(cause);
  }

  /** A page is overdue, or, with an empty cause, it has come. */
  void unread(Optional<Failure> cause) {
    if (!overdue.equals(cause)) {
      overdue = cause;
      relay.reported(new RelayEvent.Overdue(scheduler.now(), id, cause));
    }
  }

  void committed(Advance advance) {
    progress.committed(advance.rows());
    relay.moved(Optional.of(advance.to()));
    log.page(advance.rows(), advance.to());
    if (!advance.late().isEmpty()) {
      log.late(advance.late(), advance.to(), timing().late());
      late(advance.late().size());
    }
  }

  /** So many rows more came late. */
  void late(int rows) {
    if (rows > 0) {
      timed(before -> before.withLate(before.late() + rows));
    }
  }

  /** So many rows more may be sent a second time. */
  void inDoubt(long rows) {
    if (rows > 0) {
      progress.inDoubt(rows);
      log.inDoubt(rows);
    }
  }

  /** Once in a run: each term looks anew. */
  void lookingBack(Duration lookback) {
    remark("lookback " + lookback, () -> log.lookingBack(lookback));
  }

  /** Once in a run: each term looks anew. */
  @Override
  public void remark(String words) {
    remark(words, () -> log.remark(words));
  }

  /** By the step of the start, or as what an interrupted run waits for; now and then by the log. */
  @Override
  public void compared(long done, long messages) {
    String words =
        String.format(Locale.ROOT, "Comparing checkpoint and stream: %,d of %,d", done, messages);
    if (polled) {
      held(Optional.of(words));
    } else {
      step(steps.preparing(StartSteps.Preparation.RECONCILE, words));
    }
    Instant now = scheduler.now();
    if (!now.isBefore(tellAgain)) {
      tellAgain = now.plus(PROGRESS);
      log.compared(words);
    }
  }

  /** Once in a run: each term looks anew. */
  @Override
  public void noticed(String words) {
    remark(words, () -> log.noticed(words));
  }

  private void remark(String words, Runnable logged) {
    if (remarks.add(words)) {
      logged.run();
    }
  }

  @Override
  public void passedBy(int rows, LocalDateTime from, Position last) {
    log.passedBy(rows, from, last);
  }

  @Override
  public void unchecked() {
    if (!polled) {
      log.unchecked();
    }
  }

  /** Once in a run, unless it changes: each term chooses anew. */
  @Override
  public void settledBy(String words) {
    if (!words.equals(settledBy)) {
      settledBy = words;
      log.settledBy(words);
    }
  }

  @Override
  public void heldBack(Optional<RowTiming.HeldBack> now) {
    log.heldBack(now);
    timed(before -> before.withHeldBack(now));
  }

  @Override
  public void datedAhead(RowTiming.Ahead rows) {
    if (rows.isNone() != timing().ahead().isNone()) {
      log.datedAhead(rows);
    }
    timed(before -> before.withAhead(rows));
  }

  private void timed(UnaryOperator<RowTiming> change) {
    change(change);
    relay.timed();
  }

  private synchronized void change(UnaryOperator<RowTiming> change) {
    timing = change.apply(timing);
  }

  RowTiming timing() {
    return timing;
  }

  /** A row that cannot be relayed was diverted, and the checkpoint is behind it. */
  void diverted(BadRow row) {
    long sofar = progress.diverted();
    relay.moved(Optional.of(row.position()));
    log.diverted(row, sofar);
  }

  /** Acknowledged rows could not be recorded. */
  void uncommitted(Failure cause) {
    log.uncommitted(cause);
  }

  void unreleased(Failure cause, Duration leaseTime) {
    log.unreleased(cause, leaseTime);
  }

  void ended(Optional<Failure> failure) {
    relay.reported(new RelayEvent.RunEnded(scheduler.now(), id, failure));
  }

  RelayCounters counters() {
    return progress.counters();
  }
}
