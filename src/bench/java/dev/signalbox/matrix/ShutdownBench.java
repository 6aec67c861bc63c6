package dev.signalbox.matrix;

import dev.signalbox.bench.Ratios;
import dev.signalbox.bench.TemporaryFolder;
import dev.signalbox.matrix.Situation.Kind;
import dev.signalbox.shutdown.state.ShutdownReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * How long an orderly shutdown takes: of a program that connects to a silent peer, and of one whose
 * relay has just begun with a page of rows, which is finished first. The argument is how many of
 * each, 50 by default.
 */
public final class ShutdownBench {
  private static final int SHUTDOWNS = 50;
  private static final int WARM_UPS = 5;
  private static final int PAGE = 40;

  private final MatrixServers servers;
  private final Path folder;
  private int sites;

  private ShutdownBench(MatrixServers servers, Path folder) {
    this.servers = servers;
    this.folder = folder;
  }

  public static void main(String[] arguments) throws Exception {
    int shutdowns = arguments.length > 0 ? Integer.parseInt(arguments[0]) : SHUTDOWNS;
    try (TemporaryFolder folder = TemporaryFolder.create();
        MatrixServers servers = new MatrixServers(folder.path())) {
      ShutdownBench bench = new ShutdownBench(servers, folder.path());
      Latencies.printHeader("situation");
      for (Target target : Target.values()) {
        for (Kind situation : List.of(Kind.SILENT, Kind.IDLE)) {
          // With this trigger it polls.
          Cell cell = new Cell(target, situation, Trigger.STOP);
          String words = situation == Kind.IDLE ? "page on its way" : situation.toString();
          List<Duration> taken = bench.measure(cell, shutdowns);
          var _ = Latencies.print(target, words, taken);
          Ratios.of("bench-shutdown")
              .keep(
                  "shutdown, %s, %s".formatted(target, words),
                  taken,
                  "a second",
                  Duration.ofSeconds(1));
        }
      }
    }
  }

  private List<Duration> measure(Cell cell, int shutdowns) throws Exception {
    List<Duration> taken = new ArrayList<>();
    for (int i = -WARM_UPS; i < shutdowns; i++) {
      // A name of its own for each: what the one before has relayed is nothing to it.
      try (Site site = new Site(servers, cell, sites++, folder)) {
        CancelBench.silence();
        Duration one = shutDown(site);
        if (i >= 0) {
          taken.add(one);
        }
      }
    }
    return taken;
  }

  private static Duration shutDown(Site site) throws Exception {
    new Arising(site).arise();
    if (site.cell().situation() == Kind.IDLE) {
      long before = site.relay().snapshot().counters().published();
      site.events().add(PAGE);
      Awaitility.await()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> site.relay().snapshot().counters().published() > before);
    }
    long begun = System.nanoTime();
    var _ =
        site.coordinator()
            .shutdown(new ShutdownReason.Quit())
            .get(Site.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
