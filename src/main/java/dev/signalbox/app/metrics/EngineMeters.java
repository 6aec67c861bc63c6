package dev.signalbox.app.metrics;

import dev.signalbox.connection.state.ConnectHistory;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.console.Console;
import dev.signalbox.console.SnapshotSource;
import dev.signalbox.relay.state.PublishLatency;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.shutdown.state.RosterSnapshot;
import dev.signalbox.shutdown.state.RosterSnapshot.Member;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Everything that is measured of an engine: of the program, and of the connections and relays that
 * its roster has at the moment.
 *
 * <p>Threading: any thread.
 */
final class EngineMeters {
  private static final double NANOS_IN_SECOND = 1e9;

  private final MeterRegistry registry;
  private final Console console;
  private final InstantSource clock;
  private final Meters<ProgramSnapshot> program;

  /** By the number of the member in the roster. */
  private final Map<Long, Meters<?>> connections = new HashMap<>();

  private final Map<Long, Meters<?>> relays = new HashMap<>();

  EngineMeters(MeterRegistry registry, Console console, InstantSource clock) {
    this.registry = registry;
    this.console = console;
    this.clock = clock;
    this.program = new Meters<>(registry, console.program(), Tags.empty());
    program.states(
        "signalbox.program.state",
        "Where the program stands",
        ProgramState.class,
        snapshot -> snapshot.state().word());
    Gauge.builder("signalbox.engine", () -> 1)
        .description("Which engine this is")
        .tags("environment", console.identity().environment(), "host", console.identity().host())
        .register(registry);
  }

  /** From now on the meters say how everything is now. */
  synchronized void look() {
    RosterSnapshot roster = console.roster().snapshot();
    follow(roster.connections(), connections, this::connection);
    follow(roster.relays(), relays, this::relay);
    program.look();
    connections.values().forEach(Meters::look);
    relays.values().forEach(Meters::look);
  }

  /** Those that have left go first: one that replaces another may have its name. */
  private static <T> void follow(
      List<Member<T>> members,
      Map<Long, Meters<?>> known,
      Function<T, Optional<? extends Meters<?>>> meters) {
    Set<Long> present = members.stream().map(Member::number).collect(Collectors.toSet());
    known.entrySet().stream()
        .filter(entry -> !present.contains(entry.getKey()))
        .forEach(entry -> entry.getValue().leave());
    known.keySet().retainAll(present);
    for (Member<T> member : members) {
      if (!known.containsKey(member.number())) {
        meters.apply(member.configured()).ifPresent(made -> known.put(member.number(), made));
      }
    }
  }

  private Optional<Meters<ConnectionSnapshot>> connection(Endpoint endpoint) {
    Tags tags = Tags.of("connection", endpoint.name(), "kind", endpoint.kind().label());
    return console.connection(endpoint.name()).map(source -> connection(source, tags));
  }

  private Meters<ConnectionSnapshot> connection(
      SnapshotSource<ConnectionSnapshot> source, Tags tags) {
    Meters<ConnectionSnapshot> meters = new Meters<>(registry, source, tags);
    meters.states(
        "signalbox.connection.state",
        "Where the connection stands",
        ConnectionState.class,
        snapshot -> snapshot.state().word());
    meters.seconds(
        "signalbox.connection.latency",
        "How long its last heartbeat took; NaN while it is not connected",
        snapshot -> latency(snapshot.state()));
    meters.counter(
        "signalbox.connection.attempts",
        "Attempts to connect",
        snapshot -> attempts(snapshot.connects()));
    meters.gauge(
        "signalbox.connection.orphans",
        "Threads that were given up and have not ended",
        snapshot -> snapshot.status().orphans());
    return meters;
  }

  private static double latency(ConnectionState state) {
    return state instanceof ConnectionState.Connected connected
        ? seconds(connected.latency())
        : Double.NaN;
  }

  private static double seconds(Optional<Duration> duration) {
    return duration.map(known -> known.toNanos() / NANOS_IN_SECOND).orElse(Double.NaN);
  }

  /** They are numbered from one on. */
  private static long attempts(ConnectHistory connects) {
    return connects.latest().map(latest -> latest.attempt().number()).orElse(0L);
  }

  private Optional<Meters<RelaySnapshot>> relay(PollingSettings settings) {
    Tags tags = Tags.of("relay", settings.programName());
    return console.relay(settings.programName()).map(source -> relay(source, tags));
  }

  private Meters<RelaySnapshot> relay(SnapshotSource<RelaySnapshot> source, Tags tags) {
    Meters<RelaySnapshot> meters = new Meters<>(registry, source, tags);
    meters.states(
        "signalbox.relay.state",
        "Where the relay stands",
        RelayState.class,
        snapshot -> snapshot.state().word());
    count(meters, "cycles", "Cycles that it began", s -> s.counters().cycles());
    count(meters, "rows.read", "Rows read", s -> s.counters().rowsRead());
    count(meters, "rows.published", "Rows published", s -> s.counters().published());
    count(meters, "rows.acknowledged", "Rows stored", s -> s.counters().acknowledged());
    count(meters, "rows.duplicate", "Rows stored before", s -> s.counters().duplicates());
    count(meters, "rows.diverted", "Rows not relayable", s -> s.counters().diverted());
    count(meters, "rows.late", "Rows seen late", s -> s.timing().late());
    show(meters, "rows.in.flight", "Rows without acknowledgement", s -> s.counters().inFlight());
    show(meters, "rows.uncommitted", "Rows not committed", s -> s.counters().uncommitted());
    show(meters, "rows.ahead", "Rows dated later than now", s -> s.timing().ahead().rows());
    time(
        meters,
        "lag",
        "Age of the last row brought over; NaN unless timestamp_zone is configured, and in Standby",
        s -> seconds(s.lag(clock.instant())));
    time(
        meters,
        "publish.latency.min",
        "Of the rows of about the last second: from sent to stored; NaN if there are none",
        s -> seconds(s.counters().latency().map(PublishLatency::least)));
    time(
        meters,
        "publish.latency.max",
        "The same of the slowest",
        s -> seconds(s.counters().latency().map(PublishLatency::most)));
    return meters;
  }

  private static void count(
      Meters<RelaySnapshot> meters, String name, String what, ToLongFunction<RelaySnapshot> value) {
    meters.counter("signalbox.relay." + name, what + " by its present run", value::applyAsLong);
  }

  private static void show(
      Meters<RelaySnapshot> meters, String name, String what, ToLongFunction<RelaySnapshot> value) {
    meters.gauge("signalbox.relay." + name, what + " at the moment", value::applyAsLong);
  }

  private static void time(
      Meters<RelaySnapshot> meters,
      String name,
      String what,
      ToDoubleFunction<RelaySnapshot> value) {
    meters.seconds("signalbox.relay." + name, what, value);
  }
}
