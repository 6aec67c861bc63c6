package dev.signalbox.matrix;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import dev.signalbox.bench.Ratios;
import dev.signalbox.bench.TemporaryFolder;
import dev.signalbox.connection.state.ConnectionState.Off;
import dev.signalbox.matrix.Situation.Kind;
import dev.signalbox.sandbox.tcp.FaultRelay;
import dev.signalbox.testing.Askers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.slf4j.LoggerFactory;

/**
 * From Cancel to "Off, and no attempt left", in every phase of a connect to every target; for a
 * name lookup, which nobody can end, to "Off". The argument is how many cancels each, 500 by
 * default. Ends with 1 unless 99 of 100 were within 50 ms, everywhere.
 */
public final class CancelBench {
  private static final int CANCELS = 500;
  private static final Duration BOUND = Duration.ofMillis(50);
  private static final int WARM_UPS = 50;

  private CancelBench() {}

  public static void main(String[] arguments) throws Exception {
    int cancels = arguments.length > 0 ? Integer.parseInt(arguments[0]) : CANCELS;
    boolean prompt = true;
    List<Duration> all = new ArrayList<>();
    List<Duration> ofLookUps = new ArrayList<>();
    try (TemporaryFolder folder = TemporaryFolder.create();
        MatrixServers servers = new MatrixServers(folder.path())) {
      Latencies.printHeader("phase");
      for (Cell cell : phases()) {
        List<Duration> taken = measure(servers, cell, cancels, folder.path());
        Duration most = Latencies.print(cell.target(), cell.situation().toString(), taken);
        prompt &= most.compareTo(BOUND) <= 0;
        (cell.situation() == Kind.NAME_RESOLUTION ? ofLookUps : all).addAll(taken);
      }
    }
    Ratios ratios = Ratios.of("bench-cancel");
    ratios.keep("cancel, in all phases of all drivers", all, "50 ms", BOUND);
    ratios.keep("cancel of a name look-up, until it is off", ofLookUps, "50 ms", BOUND);
    if (!prompt) {
      System.err.printf("Not within %d ms in 99 of 100 cases%n", BOUND.toMillis());
      System.exit(1);
    }
  }

  private static List<Cell> phases() {
    return new Matrix()
        .all().stream()
            .filter(cell -> cell.trigger() == Trigger.CANCEL)
            .filter(cell -> isPhase(cell.situation().kind()))
            .toList();
  }

  private static boolean isPhase(Kind kind) {
    return kind.isConnecting()
        && kind != Kind.SLOW
        && kind != Kind.SAME_INSTANT
        && kind != Kind.RETRY_WAITING;
  }

  /** What connections say of themselves would be measured, too. */
  static void silence() {
    LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();
    logging.getLoggerList().forEach(logger -> logger.setLevel(Level.OFF));
  }

  private static List<Duration> measure(MatrixServers servers, Cell cell, int cancels, Path folder)
      throws Exception {
    List<Duration> taken = new ArrayList<>();
    if (cell.situation() == Kind.NAME_RESOLUTION) {
      // An attempt that hangs in a lookup stays behind: each one gets a program of its own.
      for (int i = 0; i < cancels; i++) {
        try (Site site = new Site(servers, cell, i, folder)) {
          taken.add(cancel(site));
        }
      }
    } else {
      try (Site site = new Site(servers, cell, 0, folder)) {
        for (int i = -WARM_UPS; i < cancels; i++) {
          Duration one = cancel(site);
          if (i >= 0) {
            taken.add(one);
          }
        }
      }
    }
    return taken;
  }

  private static Duration cancel(Site site) throws Exception {
    // Each new program sets the level that its configuration says.
    silence();
    new Arising(site).arise();
    // One that has not begun to look up leaves none either.
    int orphans = site.cell().situation() == Kind.NAME_RESOLUTION ? 1 : 0;
    long begun = System.nanoTime();
    site.coordinator().cancel(Site.TARGET, Askers.TEST);
    try {
      Site.await(site.target(), s -> s.state() instanceof Off && s.status().orphans() <= orphans);
    } catch (TimeoutException e) {
      throw new IllegalStateException(site.cell() + ": " + site.target().snapshot(), e);
    }
    Duration taken = Duration.ofNanos(System.nanoTime() - begun);
    for (FaultRelay relay : site.relays()) {
      // So that what hangs next is the next connect.
      if (!relay.awaitTraffic(traffic -> traffic.open() == 0, Site.LIMIT)) {
        throw new IllegalStateException("Still open: " + relay.traffic());
      }
    }
    return taken;
  }
}
