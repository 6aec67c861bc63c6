package dev.signalbox.app.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.app.engine.Engine;
import dev.signalbox.console.Presence;
import dev.signalbox.console.fleet.EngineRow;
import dev.signalbox.fleet.window.WatchedFleet;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.testing.Leftovers;
import dev.signalbox.testing.Thorough;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine whose configuration names a fleet. */
class EngineInFleetTest {
  private static final Duration SOON = Duration.ofSeconds(3);

  @TempDir private Path folder = Path.of("");

  @Test
  void itIsServedAndSaysThatItEnds() throws Exception {
    Leftovers before = Leftovers.baseline();
    try (FleetBed bed = FleetBed.start(folder)) {
      Engine engine = bed.configured(fleet(bed));
      WatchedFleet fleet = bed.watch("kurt");
      awaitPresence(fleet, Presence.Known.class);

      end(engine, FleetBed.LIMIT);

      awaitPresence(fleet, Presence.Ended.class);
    }
    before.assertNoThreads();
  }

  @Thorough
  @Test
  void aFleetThatIsFrozenHoldsItUpForAMomentOnly() throws Exception {
    Leftovers before = Leftovers.baseline();
    try (FleetBed bed = FleetBed.start(folder)) {
      Engine engine = bed.configured(fleet(bed));
      awaitPresence(bed.watch("kurt"), Presence.Known.class);
      bed.server.suspend();
      try {
        end(engine, SOON);
      } finally {
        bed.server.resume();
      }
    }
    before.assertNoThreads();
  }

  @Test
  void withoutAFleetThereItRunsAllTheSame() throws Exception {
    Leftovers before = Leftovers.baseline();
    try (FleetBed bed = FleetBed.start(folder)) {
      Engine engine = bed.configured("fleet: {servers: [\"nats://127.0.0.1:1\"]}\n");
      engine.connectAutomatically();
      await()
          .atMost(FleetBed.LIMIT)
          .until(
              () -> engine.supervisors().getFirst().snapshot().state().word(), "Connected"::equals);
      end(engine, SOON);
    }
    before.assertNoThreads();
  }

  private static String fleet(FleetBed bed) {
    return "fleet: {servers: [\"%s\"], name: relay-7}\n".formatted(bed.server.url());
  }

  private static void end(Engine engine, Duration within) throws Exception {
    var _ =
        engine
            .coordinator()
            .shutdown(new ShutdownReason.Quit())
            .get(within.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void awaitPresence(WatchedFleet fleet, Class<? extends Presence> presence) {
    await()
        .atMost(FleetBed.LIMIT)
        .untilAsserted(
            () ->
                assertThat(FleetBed.row(fleet, "relay-7").map(EngineRow::presence))
                    .containsInstanceOf(presence));
  }
}
