package dev.signalbox.console.local;

import dev.signalbox.base.Actor;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.journal.Subject;
import dev.signalbox.journal.Transition;
import dev.signalbox.journal.TransitionHistory;
import dev.signalbox.relay.Relay;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.shutdown.Newcomers;
import dev.signalbox.shutdown.Roster;
import dev.signalbox.shutdown.ShutdownCoordinator;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.shutdown.state.ShutdownReport;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes every change of state of an engine into its history: of whatever is in its roster, from
 * the moment it comes into it.
 *
 * <p>Threading: listeners are called in the order of what they tell, each source on a thread of its
 * own; the history orders what comes from different ones.
 */
public final class TransitionRecorder implements Newcomers {
  private final TransitionHistory history;
  private final Instant began;
  private final Object lock = new Object();

  /** The number of the member that each subject is now: what an earlier one still says is past. */
  private final Map<Subject, Long> current = new HashMap<>();

  private final Map<Subject, Last> last = new HashMap<>();

  /** What listeners are still told then is older than the end. */
  private boolean ended;

  /** What was recorded last of a subject. */
  private record Last(String word, Instant at) {}

  /**
   * Records nothing yet.
   *
   * @param began when the program did
   */
  public TransitionRecorder(TransitionHistory history, Instant began) {
    this.history = history;
    this.began = began;
  }

  /** Begins to record, for as long as the engine lives. */
  public void start(Roster roster, ShutdownCoordinator coordinator) {
    onProgram(coordinator.snapshot());
    coordinator.addListener(this::onProgram);
    roster.greet(this);
  }

  @Override
  public void came(long number, ConnectionSupervisor owner) {
    Subject subject = Subject.connection(owner.endpoint().name());
    become(subject, number);
    onConnection(subject, number, owner.snapshot());
    owner.addListener(snapshot -> onConnection(subject, number, snapshot));
  }

  @Override
  public void came(long number, Relay owner) {
    Subject subject = Subject.relay(owner.name());
    become(subject, number);
    onRelay(subject, number, owner.snapshot());
    owner.addListener(snapshot -> onRelay(subject, number, snapshot));
  }

  private void become(Subject subject, long number) {
    synchronized (lock) {
      current.put(subject, number);
    }
  }

  private boolean isCurrent(Subject subject, long number) {
    synchronized (lock) {
      return Long.valueOf(number).equals(current.get(subject));
    }
  }

  private void onConnection(Subject subject, long number, ConnectionSnapshot snapshot) {
    ConnectionState state = snapshot.state();
    if (isCurrent(subject, number)) {
      record(
          subject,
          state.since(),
          state.word(),
          state.failure().map(Failure::oneLine),
          snapshot.changedBy());
    }
  }

  private void onRelay(Subject subject, long number, RelaySnapshot snapshot) {
    RelayState state = snapshot.state();
    if (isCurrent(subject, number)) {
      record(subject, state.since(), state.word(), state.explanation(), snapshot.changedBy());
    }
  }

  private void onProgram(ProgramSnapshot snapshot) {
    switch (snapshot.state()) {
      case ProgramState.Open open -> record(open, began, Optional.empty());
      case ProgramState.Closing c -> record(c, c.since(), Optional.of(c.reason().line()));
      case ProgramState.Closed _ -> {
        // By then the history is written and put away: the end has been recorded before.
      }
    }
  }

  /**
   * Records that all is closed, with the report's line. A run without that was killed, halted, or
   * its machine stopped.
   */
  public void end(Instant at, ShutdownReport report) {
    synchronized (lock) {
      record(new ProgramState.Closed(report), at, Optional.of(report.line()));
      ended = true;
    }
  }

  private void record(ProgramState state, Instant since, Optional<String> cause) {
    record(Subject.PROGRAM, since, state.word(), cause, Optional.empty());
  }

  private void record(
      Subject subject, Instant at, String to, Optional<String> cause, Optional<Actor> by) {
    synchronized (lock) {
      if (ended) {
        return;
      }
      Last before = last.get(subject);
      // One that takes another's place may have been made while that was still at work.
      Instant from = before == null || at.isAfter(before.at()) ? at : before.at();
      last.put(subject, new Last(to, from));
      history.record(
          new Transition(subject, from, before == null ? "" : before.word(), to, cause, by));
    }
  }
}
