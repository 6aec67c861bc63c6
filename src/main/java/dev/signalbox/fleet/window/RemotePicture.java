package dev.signalbox.fleet.window;

import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.console.Presence;
import dev.signalbox.fleet.wire.EngineState;
import dev.signalbox.fleet.wire.EngineState.Entry;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import dev.signalbox.shutdown.state.RosterSnapshot;
import dev.signalbox.shutdown.state.RosterSnapshot.Member;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What is shown of an engine that runs elsewhere: as it last said, with all that is in doubt shown
 * as such.
 *
 * <p>Threading: any thread, returns at once.
 */
final class RemotePicture {
  private final Object lock = new Object();
  private final Map<String, LiveSource<ConnectionSnapshot>> connections = new LinkedHashMap<>();
  private final Map<String, LiveSource<RelaySnapshot>> relays = new LinkedHashMap<>();
  private final LiveSource<RosterSnapshot> roster;
  private final LiveSource<ProgramSnapshot> program;
  private final LiveSource<Presence> presence;
  private EngineState told;

  RemotePicture(EngineState first, Presence presence) {
    this.told = first;
    this.presence = new LiveSource<>(presence);
    this.roster = new LiveSource<>(members(first));
    this.program = new LiveSource<>(first.program());
  }

  /**
   * As it says now, unless that is older than what is shown.
   *
   * @param next what it says; empty if that has not changed
   * @param present what that is worth; looked at last, so that nobody overtakes it
   */
  void show(
      Optional<EngineState> next,
      UnaryOperator<RelaySnapshot> figures,
      Supplier<Presence> present,
      Instant now) {
    synchronized (lock) {
      told = next.filter(later -> !told.isNewerThan(later)).orElse(told);
      EngineState state = told;
      Presence worth = present.get();
      for (Entry<ConnectionSnapshot> entry : state.connections()) {
        ConnectionSnapshot shown = Doubt.in(entry.snapshot(), worth, now);
        put(connections, shown.endpoint().name(), shown);
      }
      for (Entry<RelaySnapshot> entry : state.relays()) {
        RelaySnapshot shown = Doubt.in(figures.apply(entry.snapshot()), worth, now);
        put(relays, shown.name(), shown);
      }
      RosterSnapshot members = members(state);
      connections.keySet().retainAll(names(members.connections(), Endpoint::name));
      relays.keySet().retainAll(names(members.relays(), PollingSettings::programName));
      presence.show(worth);
      program.show(state.program());
      roster.show(members);
    }
  }

  private interface Name<C> {
    String of(C configured);
  }

  private static <C> List<String> names(List<Member<C>> members, Name<C> name) {
    return members.stream().map(member -> name.of(member.configured())).toList();
  }

  private static <T> void put(Map<String, LiveSource<T>> sources, String name, T shown) {
    LiveSource<T> source = sources.get(name);
    if (source == null) {
      sources.put(name, new LiveSource<>(shown));
    } else {
      source.show(shown);
    }
  }

  private static RosterSnapshot members(EngineState state) {
    return new RosterSnapshot(
        state.connections().stream()
            .map(entry -> new Member<>(entry.number(), entry.snapshot().endpoint()))
            .toList(),
        state.relays().stream()
            .map(entry -> new Member<>(entry.number(), entry.snapshot().settings()))
            .toList());
  }

  /** As it was last shown. */
  EngineState told() {
    synchronized (lock) {
      return told;
    }
  }

  LiveSource<RosterSnapshot> roster() {
    return roster;
  }

  LiveSource<ProgramSnapshot> program() {
    return program;
  }

  LiveSource<Presence> presence() {
    return presence;
  }

  Optional<LiveSource<ConnectionSnapshot>> connection(String name) {
    synchronized (lock) {
      return Optional.ofNullable(connections.get(name));
    }
  }

  Optional<LiveSource<RelaySnapshot>> relay(String name) {
    synchronized (lock) {
      return Optional.ofNullable(relays.get(name));
    }
  }
}
