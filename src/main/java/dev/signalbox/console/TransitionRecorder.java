package dev.signalbox.console;

import dev.signalbox.base.Actor;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.journal.Subject;
import dev.signalbox.journal.Transition;
import dev.signalbox.journal.TransitionHistory;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.shutdown.state.RosterSnapshot;
import dev.signalbox.shutdown.state.RosterSnapshot.Member;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes every change of state of an engine into its history: of whatever is in its roster, from
 * the moment it comes into it.
 *
 * <p>Threading: listeners are called in the order of what they tell, each source on a thread of its
 * own; the history orders what comes from different ones.
 */
public final class TransitionRecorder {
  private final Console console;
  private final TransitionHistory history;
  private final Instant began;

  /** Numbers of the members that are listened to: for one thread after the other. */
  private final Set<Long> known = new HashSet<>();

  private final Map<Subject, String> words = new HashMap<>();

  private TransitionRecorder(Console console, TransitionHistory history, Instant began) {
    this.console = console;
    this.history = history;
    this.began = began;
  }

  /**
   * Begins to record, for as long as the engine lives.
   *
   * @param began when the program did
   */
  public static void start(Console console, TransitionHistory history, Instant began) {
    TransitionRecorder recorder = new TransitionRecorder(console, history, began);
    // At once, before anything can happen to what is here already.
    recorder.onProgram(console.program().snapshot());
    var _ = console.program().listen(recorder::onProgram);
    recorder.onRoster(console.roster().snapshot());
    var _ = console.roster().listen(recorder::onRoster);
  }

  private void onRoster(RosterSnapshot roster) {
    for (Member<Endpoint> member : roster.connections()) {
      if (known.add(member.number())) {
        console
            .connection(member.configured().name())
            .ifPresent(source -> source.listen(this::onConnection));
      }
    }
    for (Member<PollingSettings> member : roster.relays()) {
      if (known.add(member.number())) {
        console
            .relay(member.configured().programName())
            .ifPresent(source -> source.listen(this::onRelay));
      }
    }
  }

  private void onConnection(ConnectionSnapshot snapshot) {
    ConnectionState state = snapshot.state();
    record(
        Subject.connection(snapshot.endpoint().name()),
        state.since(),
        state.word(),
        state.failure().map(Failure::oneLine),
        snapshot.changedBy());
  }

  private void onRelay(RelaySnapshot snapshot) {
    RelayState state = snapshot.state();
    record(
        Subject.relay(snapshot.name()),
        state.since(),
        state.word(),
        state.explanation(),
        snapshot.changedBy());
  }

  private void onProgram(ProgramSnapshot snapshot) {
    switch (snapshot.state()) {
      case ProgramState.Open open -> record(open, began, Optional.empty());
      case ProgramState.Closing c -> record(c, c.since(), Optional.of(c.reason().line()));
      case ProgramState.Closed _ -> {
        // By then the history is written and put away.
      }
    }
  }

  private void record(ProgramState state, Instant since, Optional<String> cause) {
    record(Subject.PROGRAM, since, state.word(), cause, Optional.empty());
  }

  private void record(
      Subject subject, Instant at, String to, Optional<String> cause, Optional<Actor> by) {
    synchronized (words) {
      String from = words.put(subject, to);
      history.record(new Transition(subject, at, from == null ? "" : from, to, cause, by));
    }
  }
}
