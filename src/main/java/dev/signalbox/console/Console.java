package dev.signalbox.console;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Subscription;
import dev.signalbox.base.Verdict;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.journal.LogPage;
import dev.signalbox.journal.Subject;
import dev.signalbox.journal.Transition;
import dev.signalbox.journal.samples.Samples;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import dev.signalbox.shutdown.state.RosterSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** What a window holds of one engine. */
public interface Console {

  EngineIdentity identity();

  /** How sure it is that all of this still holds. */
  SnapshotSource<Presence> presence();

  /** Which endpoints and relays there are; they may come and go. */
  SnapshotSource<RosterSnapshot> roster();

  SnapshotSource<ProgramSnapshot> program();

  /** A connection of the roster; empty if it has left. One that leaves says nothing any more. */
  Optional<SnapshotSource<ConnectionSnapshot>> connection(String name);

  /** A relay of the roster; empty if it has left. One that leaves says nothing any more. */
  Optional<SnapshotSource<RelaySnapshot>> relay(String name);

  /** The tools for a relay of the roster; empty if it has left. */
  Optional<RelayTools> tools(String relay);

  /** How the configuration is looked at; empty where the engine has no file of its own. */
  Optional<Configuring> configuring();

  /**
   * The newest changes of state of one subject, oldest first, at most {@code limit}. The engine
   * keeps them, also over its own restarts.
   */
  CompletionStage<List<Transition>> transitions(Subject subject, int limit);

  /**
   * Tells all changes of state that are kept, oldest first, then each new one, none left out and
   * none twice, until that is closed.
   */
  Subscription listenToTransitions(Consumer<List<Transition>> listener);

  /**
   * What was measured of one subject in a time, as finely as the engine still knows it, in at most
   * {@code atMost} buckets; and when the engine was there to see. The engine keeps it, also over
   * its own restarts. Nothing is measured of the program, which was there or not.
   */
  CompletionStage<Samples> samples(Subject subject, Instant from, Instant to, int atMost);

  /** The log's lines from that number on, at most {@code limit}; those pushed out are missing. */
  CompletionStage<LogPage> log(long from, int limit);

  /** The log's newest lines, at most {@code limit}. */
  CompletionStage<LogPage> logTail(int limit);

  /** What whoever looks for a fault wants to see, as it is now. */
  CompletionStage<Diagnostics> diagnostics();

  /**
   * Asks the engine for something.
   *
   * @param by who asks; kept with the change of state that comes of it
   * @return what became of it; a refusal says why
   */
  CompletionStage<Verdict> send(Command command, Actor by);
}
