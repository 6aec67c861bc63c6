package dev.signalbox.fleet.window;

import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.console.Presence;
import dev.signalbox.console.fleet.EngineKey;
import dev.signalbox.console.fleet.EngineRow;
import dev.signalbox.fleet.wire.Beat;
import dev.signalbox.fleet.wire.EngineAddress;
import dev.signalbox.fleet.wire.EngineState;
import dev.signalbox.fleet.wire.StateReader;
import dev.signalbox.relay.state.RelayCounters;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.shutdown.state.ProgramState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of one engine. Guarded by the lock of its {@link EngineBook}. */
final class KnownEngine {
  /** How often it is asked whether it is there, while that is in doubt. */
  private static final Duration ASK_AGAIN = Duration.ofSeconds(4);

  /** The same of one that is gone, and would say so if it came back. */
  private static final Duration ASK_GONE_AGAIN = Duration.ofMinutes(1);

  /** One that has told of a change is to tell it within this time. */
  private static final Duration BEHIND = Duration.ofSeconds(3);

  private final EngineAddress address;
  private final ClockOffset clock = new ClockOffset();
  private StateReader.Received received;
  private Hearing hearing;
  private Optional<Beat> beat = Optional.empty();
  private long askedAt;
  private boolean asked;
  private long behindSince;
  private @Nullable EngineRow row;

  KnownEngine(EngineAddress address, StateReader.Received first) {
    this.address = address;
    this.received = first;
    this.hearing = Hearing.recorded(state().at(), isEnding(state()));
  }

  EngineAddress address() {
    return address;
  }

  EngineState state() {
    return received.state();
  }

  Hearing hearing() {
    return hearing;
  }

  /** By how much its clock is late. */
  Duration late() {
    return clock.late();
  }

  /** Its clock shows this, and it comes now; returns whether more is known of the clock by that. */
  boolean clockHeard(Instant told, Instant now) {
    Duration before = clock.late();
    clock.heard(told, now);
    return !clock.late().equals(before);
  }

  /**
   * Takes over a state, unless a later one is known. What the engine says itself in another run is
   * later, whatever its clock showed when that began.
   *
   * @param said whether the engine has just said it, and not stored it at some time
   * @return whether it tells of something that was not known
   */
  boolean take(StateReader.Received now, boolean said) {
    EngineState before = state();
    EngineState next = now.state();
    boolean sameRun = next.identity().boot().equals(before.identity().boot());
    if (before.isNewerThan(next) && (sameRun || !said)) {
      return false;
    }
    boolean news = !sameRun || next.isNewerThan(before);
    if (!sameRun) {
      beat = Optional.empty();
    }
    received = now;
    hearing = hearing.stored(next.at(), isEnding(next));
    row = null;
    return news;
  }

  private static boolean isEnding(EngineState state) {
    return !(state.program().state() instanceof ProgramState.Open);
  }

  /** It has said something. */
  void heard(Instant now, long nanos) {
    hearing = hearing.heard(now, nanos);
    asked = false;
  }

  /** There is another connection. */
  void anew(long nanos) {
    hearing = hearing.anew(nanos);
    asked = false;
  }

  /** It has said that it is there. */
  void heard(Beat next, long nanos) {
    boolean wasBehind = isBehind();
    beat = Optional.of(next);
    behindSince = wasBehind ? behindSince : nanos;
    row = null;
  }

  /** The server has said that it is not connected. */
  void gone(Instant now) {
    hearing = hearing.gone(now);
  }

  /** Whether it has said of a change that is not known here. */
  boolean isBehind() {
    return beat.filter(last -> last.revision() > state().revision()).isPresent();
  }

  /** Whether to ask it now whether it is there; if so, that counts as done. */
  boolean shouldAsk(long nanos) {
    Duration again = hearing.gone().isPresent() ? ASK_GONE_AGAIN : ASK_AGAIN;
    boolean due =
        (hearing.isDoubtful(nanos) || isBehind()) && (!asked || nanos - askedAt >= again.toNanos());
    if (due) {
      asked = true;
      askedAt = nanos;
    }
    return due;
  }

  /** Whether the row is another one than it was. */
  boolean refresh(Optional<Instant> cutOff, Instant now, long nanos) {
    Presence presence = presence(cutOff, nanos);
    if (row != null && row.presence().equals(presence)) {
      return false;
    }
    row = row(presence, now);
    return true;
  }

  /**
   * How sure it is that it is as is known here: not while it has told of a change and not of which.
   */
  Presence presence(Optional<Instant> cutOff, long nanos) {
    Presence presence = hearing.presence(cutOff, nanos);
    return presence instanceof Presence.Known known
            && isBehind()
            && nanos - behindSince > BEHIND.toNanos()
        ? new Presence.Probing(known.last())
        : presence;
  }

  /** As it was made at the last refresh. */
  Optional<EngineRow> row() {
    return Optional.ofNullable(row);
  }

  private EngineRow row(Presence presence, Instant now) {
    return new EngineRow(
        new EngineKey(address.key()),
        state().identity().facts(),
        presence,
        state().connections().stream().map(entry -> glance(entry.snapshot())).toList(),
        state().relays().stream().map(entry -> glance(entry.snapshot(), now)).toList(),
        received.newer());
  }

  /** A word that is unknown here stands for itself. */
  private EngineRow.ConnectionGlance glance(ConnectionSnapshot connection) {
    return new EngineRow.ConnectionGlance(
        connection.endpoint().name(),
        connection.endpoint().kind().label(),
        received
            .connectionWords()
            .getOrDefault(connection.endpoint().name(), connection.state().word()),
        connection.state().since(),
        connection.state().failure().map(failure -> failure.oneLine()));
  }

  private EngineRow.RelayGlance glance(RelaySnapshot relay, Instant now) {
    RelaySnapshot shown = withFigures(relay);
    RelayCounters counters = shown.counters();
    Optional<RelayState.Standby> standing =
        shown.state() instanceof RelayState.Standby state ? Optional.of(state) : Optional.empty();
    return new EngineRow.RelayGlance(
        shown.name(),
        received.relayWords().getOrDefault(shown.name(), shown.state().word()),
        shown.state().since(),
        standing.map(state -> state.lease().words()).or(shown.state()::explanation),
        standing.flatMap(RelayState.Standby::hindrance),
        counters.acknowledged(),
        counters.rowsPerSecond(),
        shown.lag(now));
  }

  /** The relay with what was last said of its counts. */
  RelaySnapshot withFigures(RelaySnapshot relay) {
    return beat.filter(last -> last.at().isAfter(state().at()))
        .flatMap(
            last ->
                last.relays().stream()
                    .filter(figures -> figures.name().equals(relay.name()))
                    .findFirst())
        .map(
            figures ->
                new RelaySnapshot(
                    relay.settings(),
                    relay.state(),
                    figures.counters(),
                    figures.timing(),
                    figures.position(),
                    relay.retired(),
                    relay.changedBy()))
        .orElse(relay);
  }
}
