package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.app.fleet.FleetWatch;
import dev.signalbox.base.Actor;
import dev.signalbox.base.SystemScheduler;
import dev.signalbox.console.Command;
import dev.signalbox.console.fleet.EngineRow;
import dev.signalbox.console.fleet.EngineRow.RelayGlance;
import dev.signalbox.console.fleet.Fleet;
import dev.signalbox.console.fleet.Outcome;
import dev.signalbox.relay.RelayTestBed;
import dev.signalbox.settings.RetrySettings;
import dev.signalbox.settings.reading.SettingsLoader;
import dev.signalbox.testing.Thorough;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two engines with one relay, while rows are written: one polls, the other stands by. */
@Thorough
@Timeout(180)
class StandbyIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration LEASE = Duration.ofSeconds(15);

  /** Whoever stands by looks every two seconds. */
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  private static final int ROUNDS = 2;
  private static final Actor KURT = new Actor("kurt", "console-3", "window");

  @TempDir private Path folder = Path.of("");
  @AutoClose private final RelayTestBed bed = new RelayTestBed();
  @AutoClose private final SystemScheduler scheduler = new SystemScheduler();

  @Test
  void theRelayMovesByCommandAndAfterACrashWithoutAGapOrADouble() throws Exception {
    try (Writer _ = new Writer(bed);
        BuiltProgram first = engine("first");
        FleetWatch watch = watch()) {
      Fleet fleet = watch.fleet();
      awaitRelay("first polls", fleet, "first", "Running", Optional.empty(), LIMIT);
      try (BuiltProgram second = engine("second")) {
        awaitRelay(
            "second stands by", fleet, "second", "Standby", Optional.of("held by host "), LIMIT);

        // And back: each goes on as soon as it looks again, and not when a lease expires.
        for (int i = 0; i < ROUNDS; i++) {
          handOver(fleet, "first", "second");
          handOver(fleet, "second", "first");
        }

        // Stopped as planned: the other takes it at once, and not when the lease expires.
        assertThat(send(fleet, "first", new Command.Stop("txlog")))
            .isEqualTo(new Outcome.Accepted());
        awaitRelay(
            "second took over", fleet, "second", "Running", Optional.empty(), LEASE.dividedBy(2));
        assertThat(glance(fleet, "first").orElseThrow().word()).isEqualTo("Stopped");

        assertThat(send(fleet, "first", new Command.Start("txlog")))
            .isEqualTo(new Outcome.Accepted());
        awaitRelay(
            "first stands by", fleet, "first", "Standby", Optional.of("held by host "), LIMIT);
        second.kill();
        awaitRelay(
            "first took over", fleet, "first", "Running", Optional.empty(), LEASE.plus(LIMIT));
      }
      assertThat(send(fleet, "first", new Command.Stop("txlog"))).isEqualTo(new Outcome.Accepted());
      awaitRelay("first has stopped", fleet, "first", "Stopped", Optional.empty(), LIMIT);
    }
    try (BuiltProgram last = engine("last")) {
      bed.awaitAllRelayed();
      last.signal("TERM");
      assertThat(last.awaitExit(BuiltProgram.PATIENCE)).isZero();
    }
    bed.assertExactlyOnce();
  }

  /** Neither hinders the other from running; who polls is told by the lease, to both. */
  @Test
  void aWindowAndAnEngineOfOneConfigurationAreToldApartByTheLease() throws Exception {
    Path file =
        ConfigurationText.empty()
            .mariaDb(bed.mariaDb)
            .nats(bed.nats)
            .polling("txlog")
            .in("north")
            .write(folder);
    bed.insert(10, RelayTestBed.PAST);
    try (VirtualDisplay display = VirtualDisplay.start();
        BuiltProgram headless = BuiltProgram.headless(folder, file)) {
      headless.awaitLine("Polling started for txlog");
      try (BuiltProgram window =
          BuiltProgram.start(
              folder, Map.of("DISPLAY", display.name()), "--start", "--config", file.toString())) {
        display.awaitInSight("north");
        window.awaitLine("Polling paused for txlog: held by host ");
        assertThat(window.log())
            .anyMatch(line -> line.matches(".* held by host .* pid %d".formatted(headless.pid())));
        try (BuiltProgram health =
            BuiltProgram.start(folder, "health", "--config", file.toString())) {
          assertThat(health.awaitExit(BuiltProgram.PATIENCE)).isEqualTo(2);
          assertThat(health.output())
              .containsSubsequence(
                  "process %d (headless)".formatted(headless.pid()),
                  "  ok     relay txlog: Running",
                  "process %d (window)".formatted(window.pid()))
              .anyMatch(line -> line.startsWith("  FAILED relay txlog: Standby"));
        }

        headless.signal("TERM");
        assertThat(headless.awaitExit(BuiltProgram.PATIENCE)).isZero();
        bed.insert(10, RelayTestBed.PAST.plusDays(1));
        bed.awaitAllRelayed();
        window.signal("TERM");
        assertThat(window.awaitExit(BuiltProgram.PATIENCE)).isZero();
      }
    }
    bed.assertExactlyOnce();
  }

  private static void handOver(Fleet fleet, String from, String to) throws Exception {
    assertThat(send(fleet, from, new Command.HandOver("txlog"))).isEqualTo(new Outcome.Accepted());
    awaitRelay(to + " took over", fleet, to, "Running", Optional.empty(), AT_ONCE);
    awaitRelay(from + " stands by", fleet, from, "Standby", Optional.of("held by host "), LIMIT);
  }

  private BuiltProgram engine(String name) throws Exception {
    Path place = Files.createDirectories(folder.resolve(name));
    ConfigurationText configuration =
        ConfigurationText.empty()
            .mariaDb(bed.mariaDb)
            .nats(bed.nats)
            .polling("txlog")
            .with("fleet: {servers: [\"%s\"], name: %s}\n".formatted(bed.nats.url(), name));
    return BuiltProgram.start(
        place,
        Map.of("XDG_STATE_HOME", place.resolve("state").toString()),
        "--headless",
        "--config",
        configuration.write(place).toString());
  }

  private FleetWatch watch() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("fleet.yaml"), "fleet: {servers: [\"%s\"]}\n".formatted(bed.nats.url()));
    try (BuiltProgram setup =
        BuiltProgram.start(folder, "fleet", "setup", "--fleet", file.toString())) {
      assertThat(setup.awaitExit(BuiltProgram.PATIENCE)).isZero();
    }
    FleetWatch watch =
        FleetWatch.begin(
            SettingsLoader.loadFleet(file, Map.of()).fleet().orElseThrow(),
            "kurt",
            scheduler,
            RetrySettings.DEFAULT);
    watch.connect();
    return watch;
  }

  private static Outcome send(Fleet fleet, String name, Command command) throws Exception {
    return fleet
        .send(row(fleet, name).orElseThrow().key(), command, KURT)
        .toCompletableFuture()
        .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  private static Optional<EngineRow> row(Fleet fleet, String name) {
    return fleet.engines().snapshot().engines().stream()
        .filter(row -> row.facts().name().equals(name))
        .findFirst();
  }

  private static Optional<RelayGlance> glance(Fleet fleet, String name) {
    return row(fleet, name).flatMap(row -> row.relays().stream().findFirst());
  }

  private static void awaitRelay(
      String what, Fleet fleet, String name, String word, Optional<String> reason, Duration limit) {
    await(what)
        .atMost(limit)
        .until(
            () -> glance(fleet, name),
            glance ->
                glance
                    .filter(relay -> relay.word().equals(word))
                    .filter(
                        relay ->
                            reason
                                .map(begin -> relay.reason().orElse("").startsWith(begin))
                                .orElse(true))
                    .isPresent());
  }

  /** Writes a few rows many times a second, each at its own time, until it is closed. */
  private static final class Writer implements AutoCloseable {
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Thread thread;

    Writer(RelayTestBed bed) {
      thread = Thread.ofVirtual().name("writer").start(() -> write(bed));
    }

    private void write(RelayTestBed bed) {
      try {
        while (!end.await(20, TimeUnit.MILLISECONDS)) {
          bed.insert(3, LocalDateTime.now(ZoneOffset.UTC));
        }
      } catch (SQLException | InterruptedException e) {
        failure.set(e);
      }
    }

    @Override
    public void close() throws InterruptedException {
      end.countDown();
      thread.join();
      assertThat(failure.get()).isNull();
    }
  }
}
