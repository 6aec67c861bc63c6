package dev.signalbox.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.app.fleet.FleetWatch;
import dev.signalbox.base.SystemScheduler;
import dev.signalbox.console.Presence;
import dev.signalbox.console.fleet.EngineRow;
import dev.signalbox.console.fleet.Fleet;
import dev.signalbox.settings.Settings;
import dev.signalbox.settings.reading.SettingsLoader;
import dev.signalbox.testing.Thorough;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Engines of the sandbox as somebody sees them who watches their fleet. */
@Thorough
@Timeout(180)
class SandboxFleetTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path folder = Path.of("");
  private final List<String> progress = new CopyOnWriteArrayList<>();

  @Test
  void theEnginesRelayOneStandsByAndAllEndWithIt() throws Exception {
    try (SandboxServers servers = SandboxServers.start(Source.MARIADB, true, progress::add);
        SystemScheduler scheduler = new SystemScheduler()) {
      var _ = servers.generateEvents(Source.MARIADB, 20);
      Settings settings = settings(servers);
      try (FleetWatch watch =
          FleetWatch.begin(settings.fleet().orElseThrow(), "kurt", scheduler, settings.retry())) {
        watch.connect();
        try (SandboxFleet _ =
            SandboxFleet.start(servers, Source.MARIADB, 3, false, progress::add)) {
          await()
              .atMost(LIMIT)
              .untilAsserted(
                  () ->
                      assertThat(relays(watch.fleet()))
                          .containsExactlyInAnyOrder(
                              "mirror-2 Running", "mirror-3 Running", "mirror-3 Standby"));
        }
        await()
            .atMost(LIMIT)
            .untilAsserted(
                () ->
                    assertThat(watch.fleet().engines().snapshot().engines())
                        .hasSize(3)
                        .extracting(EngineRow::presence)
                        .hasOnlyElementsOfType(Presence.Ended.class));
      }
    }
    assertThat(progress).anyMatch(line -> line.contains("engine-3") && line.contains("production"));
  }

  private static List<String> relays(Fleet fleet) {
    return fleet.engines().snapshot().engines().stream()
        .filter(row -> row.presence().isCertain())
        .flatMap(row -> row.relays().stream())
        .map(relay -> relay.name() + " " + relay.word())
        .toList();
  }

  private Settings settings(SandboxServers servers) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("fleet.yaml"),
            "fleet: {servers: [\"%s\"]}\n".formatted(servers.fleetUrl()));
    return SettingsLoader.loadFleet(file, Map.of());
  }
}
