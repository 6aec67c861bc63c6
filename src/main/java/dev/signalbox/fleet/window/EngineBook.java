package dev.signalbox.fleet.window;

import dev.signalbox.base.Scheduler;
import dev.signalbox.console.fleet.EngineRow;
import dev.signalbox.console.fleet.FleetSnapshot;
import dev.signalbox.console.fleet.FleetSnapshot.Link;
import dev.signalbox.fleet.wire.Beat;
import dev.signalbox.fleet.wire.EngineAddress;
import dev.signalbox.fleet.wire.StateReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * All engines that are known of. Bounded: what comes beyond {@value #MOST} engines is not taken up.
 *
 * <p>Threading: any thread, returns at once.
 */
final class EngineBook {
  static final int MOST = 20_000;

  /** Ten thousand engines are read in less, unless something is wrong. */
  private static final Duration READING_LIMIT = Duration.ofSeconds(10);

  private final Scheduler scheduler;
  private final Map<EngineAddress, KnownEngine> engines = new LinkedHashMap<>();
  private Link link;
  private List<String> lacking = List.of();
  private long readingSince;
  private boolean changed = true;

  EngineBook(Scheduler scheduler) {
    this.scheduler = scheduler;
    this.link = new Link.Offline(scheduler.now(), "not connected yet");
  }

  /** Whether anything can be heard, from now on. */
  synchronized void link(Link next) {
    if (link instanceof Link.Offline && !(next instanceof Link.Offline)) {
      long nanos = scheduler.nanoTime();
      engines.values().forEach(known -> known.anew(nanos));
    }
    if (next instanceof Link.Reading) {
      readingSince = scheduler.nanoTime();
    }
    // It was cut off before, and still is: that has another reason now, or the same once more.
    link =
        link instanceof Link.Offline was && next instanceof Link.Offline is
            ? new Link.Offline(was.since(), is.reason())
            : next;
    changed = true;
  }

  /** It was taken out of what is stored, by whoever knows that it does not come back. */
  synchronized void forgotten(EngineAddress engine) {
    boolean isThere =
        find(engine)
            .filter(known -> known.presence(cutOff(), scheduler.nanoTime()).isCertain())
            .isPresent();
    if (!isThere && engines.remove(engine) != null) {
      changed = true;
    }
  }

  /** What is recorded is being read, unless it has been by now. */
  synchronized void reading() {
    if (link instanceof Link.Offline) {
      link(new Link.Reading(scheduler.now()));
    }
  }

  /** Whether what is recorded is being read, and has not taken unusually long by now. */
  synchronized boolean isReading() {
    return link instanceof Link.Reading
        && scheduler.nanoTime() - readingSince < READING_LIMIT.toNanos();
  }

  /** All that was recorded has been read. */
  synchronized void caughtUp() {
    link(new Link.Online(scheduler.now(), lacking));
  }

  /** What the fleet lacks of what it keeps. Returns whether that is news. */
  synchronized boolean lacking(List<String> found) {
    boolean news = !found.equals(lacking);
    lacking = List.copyOf(found);
    if (news && link instanceof Link.Online(Instant since, _)) {
      link(new Link.Online(since, found));
    }
    return news;
  }

  /**
   * A state that was stored, or said.
   *
   * @return whether it tells of something that was not known
   */
  synchronized boolean take(EngineAddress from, StateReader.Received received, boolean said) {
    // Whoever may write under one name must not speak for another.
    if (!received.state().identity().address().equals(from)) {
      return false;
    }
    KnownEngine known = engines.get(from);
    boolean news = known == null;
    if (known == null) {
      if (engines.size() == MOST) {
        return false;
      }
      known = new KnownEngine(from, received);
      engines.put(from, known);
    } else {
      news = known.take(received, said);
    }
    if (said && known.state().identity().boot().equals(received.state().identity().boot())) {
      known.heard(scheduler.now(), scheduler.nanoTime());
    }
    return news;
  }

  /** An engine has said that it is there; returns whether anything is known of this run of it. */
  synchronized boolean heard(EngineAddress from, Beat beat) {
    KnownEngine known = engines.get(from);
    if (known == null || !known.state().identity().boot().equals(beat.boot())) {
      return false;
    }
    known.heard(scheduler.now(), scheduler.nanoTime());
    known.heard(beat, scheduler.nanoTime());
    return true;
  }

  /** The server has said that an engine is not connected. */
  synchronized void gone(EngineAddress engine) {
    find(engine).ifPresent(known -> known.gone(scheduler.now()));
  }

  /** What is known of one; empty if nothing is. */
  synchronized <T> Optional<T> of(EngineAddress engine, Function<KnownEngine, T> question) {
    return find(engine).map(question);
  }

  private Optional<KnownEngine> find(EngineAddress engine) {
    return Optional.ofNullable(engines.get(engine));
  }

  /** Those that are to be asked now whether they are there, at most so many. */
  synchronized List<EngineAddress> toAsk(int atMost) {
    if (!(link instanceof Link.Online)) {
      return List.of();
    }
    long nanos = scheduler.nanoTime();
    List<EngineAddress> doubtful = new ArrayList<>();
    for (KnownEngine known : engines.values()) {
      if (doubtful.size() == atMost) {
        break;
      }
      if (known.shouldAsk(nanos)) {
        doubtful.add(known.address());
      }
    }
    return doubtful;
  }

  /** Since when nothing can be heard; empty if something can. */
  synchronized Optional<Instant> cutOff() {
    return switch (link) {
      case Link.Offline offline -> Optional.of(offline.since());
      case Link.Reading _, Link.Online _ -> Optional.empty();
    };
  }

  /** All of them, if anything is different from the last time. */
  synchronized Optional<FleetSnapshot> news() {
    Optional<Instant> cutOff = cutOff();
    Instant now = scheduler.now();
    long nanos = scheduler.nanoTime();
    for (KnownEngine known : engines.values()) {
      changed |= known.refresh(cutOff, now, nanos);
    }
    if (!changed) {
      return Optional.empty();
    }
    changed = false;
    List<EngineRow> rows =
        engines.values().stream().flatMap(known -> known.row().stream()).toList();
    return Optional.of(new FleetSnapshot(link, rows));
  }
}
