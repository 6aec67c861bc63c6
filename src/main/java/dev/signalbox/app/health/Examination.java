package dev.signalbox.app.health;

import dev.signalbox.base.Durations;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.console.Console;
import dev.signalbox.console.SnapshotSource;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.shutdown.state.RosterSnapshot;
import dev.signalbox.shutdown.state.RosterSnapshot.Member;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at an engine through its console. Every owner is asked anew, under its own lock: one that
 * never gives that back keeps the examination from ending.
 *
 * <p>A relay is well while it runs, and while it was told to stop. A connection has to be up if a
 * relay that is not stopped uses it, or, where no relay is configured, if it connects by itself.
 */
public final class Examination {
  private final Console console;
  private final List<Finding> findings = new ArrayList<>();

  private Examination(Console console) {
    this.console = console;
  }

  /** How it is now. */
  public static List<Finding> of(Console console) {
    return new Examination(console).findings();
  }

  private List<Finding> findings() {
    program(console.program().snapshot().state());
    RosterSnapshot roster = console.roster().snapshot();
    List<RelaySnapshot> relays =
        roster.relays().stream()
            .map(Member::configured)
            .flatMap(relay -> console.relay(relay.programName()).stream())
            .map(SnapshotSource::snapshot)
            .toList();
    Set<String> needed = needed(roster, relays);
    roster.connections().stream()
        .map(Member::configured)
        .flatMap(endpoint -> console.connection(endpoint.name()).stream())
        .map(SnapshotSource::snapshot)
        .forEach(connection -> connection(connection, needed));
    relays.forEach(this::relay);
    return findings;
  }

  private static Set<String> needed(RosterSnapshot roster, List<RelaySnapshot> relays) {
    Set<String> needed = new HashSet<>();
    for (RelaySnapshot relay : relays) {
      if (!(relay.state() instanceof RelayState.Stopped)) {
        PollingSettings settings = relay.settings();
        needed.addAll(List.of(settings.source(), settings.sink(), settings.checkpoint()));
      }
    }
    if (roster.relays().isEmpty()) {
      roster.connections().stream()
          .map(Member::configured)
          .filter(Endpoint::autoConnect)
          .forEach(endpoint -> needed.add(endpoint.name()));
    }
    return needed;
  }

  private void program(ProgramState state) {
    findings.add(
        new Finding("signalbox", state instanceof ProgramState.Open, state.word(), words(state)));
  }

  private static String words(ProgramState state) {
    return state instanceof ProgramState.Closing closing ? closing.reason().line() : "";
  }

  private void connection(ConnectionSnapshot connection, Set<String> needed) {
    ConnectionState state = connection.state();
    boolean up = state instanceof ConnectionState.Connected;
    String name = connection.endpoint().name();
    findings.add(
        new Finding(
            "connection " + name,
            up || !needed.contains(name),
            state.word(),
            state instanceof ConnectionState.Connected connected
                ? connected.latency().map(l -> "answers in " + Durations.taken(l)).orElse("")
                : state.failure().map(Failure::oneLine).orElse("")));
  }

  private void relay(RelaySnapshot relay) {
    RelayState state = relay.state();
    findings.add(new Finding("relay " + relay.name(), isWell(state), state.word(), words(state)));
  }

  private static boolean isWell(RelayState state) {
    return switch (state) {
      case RelayState.Running _, RelayState.Stopped _, RelayState.Stopping _ -> true;
      case RelayState.Starting _,
          RelayState.Paused _,
          RelayState.Standby _,
          RelayState.Stalled _,
          RelayState.Failed _ ->
          false;
    };
  }

  private static String words(RelayState state) {
    Optional<String> step =
        state instanceof RelayState.Starting starting
            ? Optional.of(starting.step())
            : Optional.empty();
    return step.or(state::explanation).orElse("");
  }
}
