package dev.signalbox.relay;

import static org.awaitility.Awaitility.await;

import dev.signalbox.app.TrialProgram;
import dev.signalbox.app.fleet.FleetBed;
import dev.signalbox.bench.TemporaryFolder;
import dev.signalbox.sandbox.NatsServer;
import dev.signalbox.settings.Settings;
import dev.signalbox.settings.reading.SettingsLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A whole program that relays while it is served over a nats-server of the fleet's own, beside one
 * that is in no fleet; and one whose fleet's server was frozen once it was there.
 */
final class FleetRelayBench {
  private static final int SETTLED_SECONDS = 3;

  private final RelayTestBed bed;
  private final NatsServer fleet;
  private final Path folder;
  private final int rows;
  private int turns;

  private FleetRelayBench(RelayTestBed bed, NatsServer fleet, Path folder, int rows) {
    this.bed = bed;
    this.fleet = fleet;
    this.folder = folder;
    this.rows = rows;
  }

  static void run(int rows, int rounds) throws Exception {
    try (TemporaryFolder folder = TemporaryFolder.create();
        RelayTestBed bed = new RelayTestBed();
        NatsServer fleet = NatsServer.start()) {
      FleetBed.makeStores(fleet.url());
      new BenchSource.MariaDb(bed, bed.mariaDb(bed.mariaDb.app())).fill(rows);
      FleetRelayBench bench = new FleetRelayBench(bed, fleet, folder.path(), rows);
      new Contest()
          .with("in no fleet", () -> bench.measure(""))
          .with("in a fleet", () -> bench.measure(bench.inFleet()))
          .with("in a frozen one", bench::measureFrozen)
          .hold(RelayBench.ratios("fleet"), rounds);
    }
  }

  private RelayCost measureFrozen() throws Exception {
    try (TrialProgram program = new TrialProgram(renewed(inFleet()), false)) {
      settle(true);
      fleet.suspend();
      try {
        return RelayBenchBed.measure(program.relay(name()), rows);
      } finally {
        fleet.resume();
      }
    }
  }

  private RelayCost measure(String more) throws Exception {
    try (TrialProgram program = new TrialProgram(renewed(more), false)) {
      settle(!more.isEmpty());
      return RelayBenchBed.measure(program.relay(name()), rows);
    }
  }

  /** Until it is served, and what that takes has been done. */
  private void settle(boolean served) throws Exception {
    if (served) {
      await().until(() -> !fleet.connections().isEmpty());
    }
    IdleBench.pass(SETTLED_SECONDS);
  }

  private String inFleet() {
    return "fleet: {servers: [\"%s\"], name: bench}\n".formatted(fleet.url());
  }

  /** With a new stream, and for a relay of another name. */
  private Settings renewed(String more) throws Exception {
    turns++;
    bed.stream.delete();
    bed.stream.create();
    Path file = folder.resolve("fleet.yaml");
    Files.writeString(
        file, BenchConfiguration.connections(bed) + BenchConfiguration.relay(name(), "1s") + more);
    return SettingsLoader.load(file, Map.of());
  }

  private String name() {
    return "bench-" + turns;
  }
}
