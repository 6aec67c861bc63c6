package dev.signalbox.fleet.engine;

import dev.signalbox.base.Subscription;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.console.Console;
import dev.signalbox.console.SnapshotSource;
import dev.signalbox.fleet.wire.Beat;
import dev.signalbox.fleet.wire.EngineState;
import dev.signalbox.fleet.wire.EngineState.Entry;
import dev.signalbox.fleet.wire.Introduction;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import dev.signalbox.shutdown.state.RosterSnapshot;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What one engine looks like at the moment. Changes that an operator would call one raise the
 * revision; heartbeats and counts do not.
 *
 * <p>Threading: any thread, returns at once.
 */
final class EnginePicture implements AutoCloseable {
  private final Console console;
  private final Introduction identity;
  private final UnaryOperator<ProgramSnapshot> armings;
  private final News news;
  private final Object lock = new Object();
  private final Map<Long, Seen<ConnectionSnapshot>> connections = new LinkedHashMap<>();
  private final Map<Long, Seen<RelaySnapshot>> relays = new LinkedHashMap<>();
  private Subscription roster = () -> {};
  private Subscription program = () -> {};
  private @Nullable ProgramSnapshot lastProgram;
  private long revision;

  /** Who wants to know that something is different. */
  interface News {

    /** A state. */
    void changed();

    /** No more than what changes all the time. */
    void moved();
  }

  /** One that is listened to, and what it was like the last time. */
  private static final class Seen<T> {
    private final SnapshotSource<T> source;
    private Subscription subscription = () -> {};
    private @Nullable T last;

    Seen(SnapshotSource<T> source) {
      this.source = source;
    }
  }

  /**
   * Of this engine.
   *
   * @param armings adds to what the program says who has armed it from afar
   */
  EnginePicture(
      Console console, Introduction identity, UnaryOperator<ProgramSnapshot> armings, News news) {
    this.console = console;
    this.identity = identity;
    this.armings = armings;
    this.news = news;
  }

  void begin() {
    program = console.program().listen(this::told);
    roster = console.roster().listen(this::told);
    // Whoever listens need not be told the present one.
    told(console.program().snapshot());
    told(console.roster().snapshot());
  }

  private void told(ProgramSnapshot next) {
    synchronized (lock) {
      if (next.equals(lastProgram)) {
        return;
      }
      lastProgram = next;
      revision++;
    }
    news.changed();
  }

  private void told(RosterSnapshot next) {
    synchronized (lock) {
      follow(
          connections,
          next.connections(),
          e -> console.connection(e.name()),
          EnginePicture::isNews);
      follow(
          relays,
          next.relays(),
          settings -> console.relay(settings.programName()),
          (before, after) -> after.isNewsAfter(before));
      revision++;
    }
    news.changed();
  }

  /** Whether one of these is a change of the other that an operator would call one. */
  private interface Judgement<T> {
    boolean isNews(T before, T after);
  }

  /** Under the lock. */
  private <C, T> void follow(
      Map<Long, Seen<T>> followed,
      List<RosterSnapshot.Member<C>> members,
      Function<C, Optional<SnapshotSource<T>>> find,
      Judgement<T> judgement) {
    List<Long> present = members.stream().map(RosterSnapshot.Member::number).toList();
    followed.entrySet().removeIf(entry -> left(entry.getValue(), present.contains(entry.getKey())));
    for (RosterSnapshot.Member<C> member : members) {
      if (!followed.containsKey(member.number())) {
        find.apply(member.configured())
            .ifPresent(source -> add(followed, member.number(), new Seen<>(source), judgement));
      }
    }
  }

  private static boolean left(Seen<?> seen, boolean stays) {
    if (!stays) {
      seen.subscription.close();
    }
    return !stays;
  }

  private <T> void add(
      Map<Long, Seen<T>> followed, long number, Seen<T> seen, Judgement<T> judgement) {
    followed.put(number, seen);
    seen.subscription = seen.source.listen(next -> told(seen, next, judgement));
  }

  private <T> void told(Seen<T> seen, T next, Judgement<T> judgement) {
    boolean changed;
    synchronized (lock) {
      T before = seen.last;
      seen.last = next;
      changed = before == null || judgement.isNews(before, next);
      if (changed) {
        revision++;
      }
    }
    if (changed) {
      news.changed();
    } else {
      news.moved();
    }
  }

  private static boolean isNews(ConnectionSnapshot before, ConnectionSnapshot after) {
    return before.status().orphans() != after.status().orphans()
        || !isSame(before.state(), after.state());
  }

  /** An answered heartbeat makes no other state of it. */
  private static boolean isSame(ConnectionState before, ConnectionState after) {
    if (before instanceof ConnectionState.Connected was
        && after instanceof ConnectionState.Connected is) {
      return was.session().equals(is.session()) && was.peer().equals(is.peer());
    }
    return before.equals(after);
  }

  /** Something is different that no snapshot tells of. */
  void touch() {
    synchronized (lock) {
      revision++;
    }
    news.changed();
  }

  /** As it is now. */
  EngineState state(Instant now) {
    synchronized (lock) {
      return new EngineState(
          identity,
          revision,
          now,
          armings.apply(console.program().snapshot()),
          entries(connections),
          entries(relays));
    }
  }

  private static <T> List<Entry<T>> entries(Map<Long, Seen<T>> followed) {
    return followed.entrySet().stream()
        .map(entry -> new Entry<>(entry.getKey(), entry.getValue().source.snapshot()))
        .toList();
  }

  /** What is said every few seconds. */
  Beat beat(Instant now, long nextLine) {
    synchronized (lock) {
      return new Beat(
          identity.boot(),
          revision,
          now,
          nextLine,
          relays.values().stream()
              .map(seen -> seen.source.snapshot())
              .map(
                  relay ->
                      new Beat.RelayFigures(
                          relay.name(), relay.counters(), relay.timing(), relay.position()))
              .toList());
    }
  }

  /** Listens no more. */
  @Override
  public void close() {
    roster.close();
    program.close();
    synchronized (lock) {
      connections.values().forEach(seen -> seen.subscription.close());
      relays.values().forEach(seen -> seen.subscription.close());
    }
  }
}
