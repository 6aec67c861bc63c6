package dev.signalbox.app.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.app.engine.Engine;
import dev.signalbox.base.Actor;
import dev.signalbox.console.Command;
import dev.signalbox.console.Presence;
import dev.signalbox.console.fleet.EngineRow;
import dev.signalbox.console.fleet.FleetSnapshot.Link;
import dev.signalbox.fleet.window.WatchedFleet;
import dev.signalbox.fleet.wire.Subjects;
import dev.signalbox.journal.LogEntry;
import dev.signalbox.journal.Severity;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.testing.Leftovers;
import dev.signalbox.testing.Thorough;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.api.KeyValueConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an engine and a window say where a fleet lacks what it keeps. */
@Timeout(120)
class MissingStoresTest {
  /** Longer than a window waits before it tries again. */
  private static final Duration SOME_TRIES = Duration.ofSeconds(7);

  private static final Actor KURT = new Actor("kurt", "console-3", "window");

  @TempDir private Path folder = Path.of("");

  @Test
  void anEngineSaysItOnceAndIsServedAllTheSame() throws Exception {
    Leftovers before = Leftovers.baseline();
    try (FleetBed bed = FleetBed.withoutStores(folder)) {
      Engine engine = bed.configured(fleet(bed));
      String warning =
          "The fleet's record cannot be kept as it is needed: bucket signalbox_state: is missing;"
              + " stream SIGNALBOX_TRANSITIONS: is missing; stream SIGNALBOX_AUDIT: is missing."
              + " Look at it with: signalbox fleet setup";
      await()
          .atMost(FleetBed.LIMIT)
          .untilAsserted(() -> assertThat(warnings(engine)).containsExactly(warning));

      // Changes that cannot be recorded are no news of that.
      var _ = engine.console().send(new Command.Connect("nats"), KURT);
      await()
          .atMost(FleetBed.LIMIT)
          .until(
              () -> engine.supervisors().getFirst().snapshot().state().word(), "Connected"::equals);
      engine
          .coordinator()
          .shutdown(new ShutdownReason.Quit())
          .get(FleetBed.LIMIT.toSeconds(), TimeUnit.SECONDS);
      assertThat(warnings(engine)).containsExactly(warning);
    }
    before.assertNoThreads();
  }

  @Thorough
  @Test
  void aWindowSaysWhatIsMissingUntilItIsMade() throws Exception {
    Leftovers before = Leftovers.baseline();
    try (FleetBed bed = FleetBed.withoutStores(folder)) {
      Engine engine = bed.configured("");
      WatchedFleet fleet = bed.watch("kurt");
      String trouble = "there is no bucket signalbox_state: make it with: signalbox fleet setup";
      await()
          .atMost(FleetBed.LIMIT)
          .untilAsserted(
              () ->
                  assertThat(link(fleet))
                      .isInstanceOfSatisfying(
                          Link.Offline.class,
                          offline -> assertThat(offline.reason()).isEqualTo(trouble)));
      Link told = link(fleet);
      await().during(SOME_TRIES).atMost(FleetBed.LIMIT).until(() -> link(fleet), told::equals);
      assertThat(warnings(engine)).containsExactly("The fleet cannot be watched: " + trouble);

      makeBucket(bed);

      await()
          .atMost(FleetBed.LIMIT)
          .untilAsserted(
              () ->
                  assertThat(link(fleet))
                      .isInstanceOfSatisfying(
                          Link.Online.class,
                          online ->
                              assertThat(online.lacking())
                                  .contains(
                                      "stream SIGNALBOX_TRANSITIONS: is missing",
                                      "stream SIGNALBOX_AUDIT: is missing")));
      engine
          .coordinator()
          .shutdown(new ShutdownReason.Quit())
          .get(FleetBed.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
    before.assertNoThreads();
  }

  @Test
  void whereNothingIsMissingNothingIsSaid() throws Exception {
    Leftovers before = Leftovers.baseline();
    try (FleetBed bed = FleetBed.withoutStores(folder)) {
      FleetBed.makeStores(bed.server.url());
      Engine engine = bed.configured(fleet(bed));
      WatchedFleet fleet = bed.watch("kurt");
      await()
          .atMost(FleetBed.LIMIT)
          .untilAsserted(
              () ->
                  assertThat(FleetBed.row(fleet, "relay-7").map(EngineRow::presence))
                      .containsInstanceOf(Presence.Known.class));
      assertThat(link(fleet))
          .isInstanceOfSatisfying(
              Link.Online.class, online -> assertThat(online.lacking()).isEmpty());
      assertThat(warnings(engine)).isEmpty();
      engine
          .coordinator()
          .shutdown(new ShutdownReason.Quit())
          .get(FleetBed.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
    before.assertNoThreads();
  }

  private static Link link(WatchedFleet fleet) {
    return fleet.engines().snapshot().link();
  }

  private static void makeBucket(FleetBed bed) throws Exception {
    try (Connection connection = Nats.connect(bed.server.url())) {
      var _ =
          connection
              .keyValueManagement()
              .create(KeyValueConfiguration.builder().name(Subjects.STATE_BUCKET).build());
    }
  }

  /** Of the fleet, as the engine keeps its log; whatever else runs in this program is in it. */
  private static List<String> warnings(Engine engine) throws Exception {
    return engine
        .console()
        .logTail(1_000)
        .toCompletableFuture()
        .get(FleetBed.LIMIT.toSeconds(), TimeUnit.SECONDS)
        .entries()
        .stream()
        .filter(entry -> entry.severity().compareTo(Severity.INFO) != 0)
        .map(LogEntry::message)
        .filter(line -> line.contains("fleet"))
        .toList();
  }

  private static String fleet(FleetBed bed) {
    return "fleet: {servers: [\"%s\"], name: relay-7}\n".formatted(bed.server.url());
  }
}
