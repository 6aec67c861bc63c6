package dev.signalbox.console.local;

import dev.signalbox.base.Durations;
import dev.signalbox.base.Scheduler;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.console.Answer;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RunControl;
import dev.signalbox.relay.call.RunStoppedException;
import dev.signalbox.relay.run.ConnectionLookup;
import dev.signalbox.relay.run.MissingConnectionException;
import dev.signalbox.relay.run.RelayEnvironment;
import dev.signalbox.relay.state.StopMode;
import dev.signalbox.relay.tools.Bench;
import dev.signalbox.settings.PollingSettings;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The tools that are at work in this engine, each on a virtual thread of its own, which ends when
 * the tool is told to.
 *
 * <p>Threading: any thread; nothing here blocks.
 */
final class ToolCalls {
  /** Why a relay cannot be started, or its rows be stored, at the moment. */
  static final String PUBLISHING = "missing rows are being stored again: wait for the end of that";

  private static final String CLOSING = "Signalbox is closing";

  private final ConnectionLookup connections;
  private final RelayEnvironment environment;
  private final Object lock = new Object();
  private final Set<RunControl> running = new HashSet<>();
  private final Set<String> publishing = new HashSet<>();
  private boolean closed;

  /** Of an engine's connections, as they are at the time of each call. */
  ToolCalls(ConnectionLookup connections, RelayEnvironment environment) {
    this.connections = connections;
    this.environment = environment;
  }

  /** What a tool does; blocks. */
  @FunctionalInterface
  interface Work<T> {
    Answer<T> on(Bench bench) throws RelayException;
  }

  /** One that can be told to stop. */
  RunControl control() {
    return new RunControl(environment.scheduler());
  }

  /** Answers within the limit, if only that it took longer. */
  <T> CompletionStage<Answer<T>> within(Duration limit, PollingSettings relay, Work<T> work) {
    RunControl control = control();
    Scheduler.Cancellation end =
        environment.scheduler().schedule(limit, () -> control.stop(StopMode.AT_ONCE));
    CompletionStage<Answer<T>> answer =
        until(control, relay, work, "it took longer than " + Durations.words(limit));
    return answer.whenComplete((_, _) -> end.cancel());
  }

  /**
   * Answers when it is done, however long that takes. Only one of these works for a relay, which
   * must not be started meanwhile: it would take the lease from it, as they are of one process.
   */
  <T> CompletionStage<Answer<T>> publishing(PollingSettings relay, Work<T> work) {
    String name = relay.programName();
    synchronized (lock) {
      if (!publishing.add(name)) {
        return CompletableFuture.completedStage(new Answer.Refused<>(PUBLISHING));
      }
    }
    return until(control(), relay, work, "it was ended").whenComplete((_, _) -> published(name));
  }

  private void published(String relay) {
    synchronized (lock) {
      publishing.remove(relay);
    }
  }

  /** Whether something is being stored for that relay. */
  boolean isPublishing(String relay) {
    synchronized (lock) {
      return publishing.contains(relay);
    }
  }

  /**
   * Answers when it is done.
   *
   * @param control a stop of it ends the work
   * @param ended why it was, in words
   */
  <T> CompletionStage<Answer<T>> until(
      RunControl control, PollingSettings relay, Work<T> work, String ended) {
    if (!begin(control)) {
      return CompletableFuture.completedStage(new Answer.Refused<>(CLOSING));
    }
    CompletableFuture<Answer<T>> answer = new CompletableFuture<>();
    var _ =
        Thread.ofVirtual()
            .name("tool " + relay.programName())
            .start(
                () -> {
                  Answer<T> found = run(control, relay, work, ended);
                  end(control);
                  answer.complete(found);
                });
    return answer.minimalCompletionStage();
  }

  private <T> Answer<T> run(RunControl control, PollingSettings relay, Work<T> work, String ended) {
    Bench bench;
    try {
      bench = Bench.of(relay, connections, environment, control);
    } catch (MissingConnectionException e) {
      return new Answer.Refused<>(e.reason());
    }
    try {
      return work.on(bench);
    } catch (RunStoppedException e) {
      return new Answer.Refused<>(isClosed() ? CLOSING : ended);
    } catch (RelayException e) {
      return new Answer.Failed<>(e.failure());
    } catch (RuntimeException | Error e) {
      Endpoint source = bench.connections().source().endpoint();
      return new Answer.Failed<>(bench.calls().failures().unexpected(source, e));
    }
  }

  private boolean begin(RunControl control) {
    synchronized (lock) {
      return !closed && running.add(control);
    }
  }

  private void end(RunControl control) {
    synchronized (lock) {
      running.remove(control);
    }
  }

  private boolean isClosed() {
    synchronized (lock) {
      return closed;
    }
  }

  /** Tells all of them to end, and begins no more. */
  void close() {
    Set<RunControl> left;
    synchronized (lock) {
      closed = true;
      left = Set.copyOf(running);
    }
    left.forEach(control -> control.stop(StopMode.AT_ONCE));
  }
}
