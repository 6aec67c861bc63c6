package dev.signalbox.app.fleet;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Deadline;
import dev.signalbox.base.SystemScheduler;
import dev.signalbox.bench.MeasuredProcess;
import dev.signalbox.bench.Ratios;
import dev.signalbox.console.Command;
import dev.signalbox.console.fleet.EngineKey;
import dev.signalbox.console.fleet.EngineRow;
import dev.signalbox.console.fleet.FleetSnapshot;
import dev.signalbox.console.fleet.Outcome;
import dev.signalbox.fleet.window.WatchedFleet;
import dev.signalbox.fleet.wire.WireFormat;
import dev.signalbox.sandbox.NatsServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What it takes to watch many engines: how long until a window has the full picture, how late it
 * sees a change, how long an order to all of them takes, and what server, engines and window use of
 * a processor meanwhile. The engines are in a process of their own.
 */
final class FleetBench {
  private static final Actor OPERATOR = new Actor("kurt", "console-3", "bench");
  private static final int UNDER_WAY = 64;
  private static final int ROUNDS = 3;
  private static final Ratios RATIOS = Ratios.of("bench-fleet");
  private static final Duration LIMIT = Duration.ofSeconds(1);
  private static final String AGAINST = "a second";

  private FleetBench() {}

  /** How many engines, changes a second, and seconds. */
  public static void main(String[] arguments) throws Exception {
    int engines = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
    int changes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
    int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 30;
    try (NatsServer server = NatsServer.start()) {
      FleetBed.makeStores(server.url());
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx1g",
                  "-classpath",
                  System.getProperty("java.class.path"),
                  BenchedEngines.class.getName(),
                  server.url(),
                  Integer.toString(engines),
                  Integer.toString(changes))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try {
        awaitLine(process);
        pass(8);
        measure(server, process.pid(), engines, seconds);
      } finally {
        process.getOutputStream().close();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      }
    }
    Runtime.getRuntime().halt(0);
  }

  private static void awaitLine(Process process) throws Exception {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = output.readLine();
        line != null && !line.equals("engines are there");
        line = output.readLine()) {
      System.out.println(line);
    }
    var _ = Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {}));
  }

  private static void measure(NatsServer server, long enginesPid, int engines, int seconds)
      throws Exception {
    SystemScheduler scheduler = new SystemScheduler();
    long begun = System.nanoTime();
    FleetConnection connection = BenchedEngines.connect(server.url(), scheduler);
    WatchedFleet fleet =
        WatchedFleet.start(connection.link(), new WireFormat(), scheduler, "kurt", List.of());
    CountDownLatch whole = new CountDownLatch(1);
    CountDownLatch known = new CountDownLatch(1);
    Lateness lateness = new Lateness();
    var _ =
        fleet
            .engines()
            .listen(
                snapshot -> {
                  if (snapshot.engines().size() >= engines
                      && snapshot.link() instanceof FleetSnapshot.Link.Online) {
                    whole.countDown();
                    if (snapshot.engines().stream().allMatch(row -> row.presence().isCertain())) {
                      known.countDown();
                    }
                  }
                  lateness.look(snapshot);
                });
    whole.await();
    print("full picture of %d engines after %d ms", engines, millisSince(begun));
    known.await();
    print("all of them heard after %d ms", millisSince(begun));
    pass(3);
    lateness.begin();
    MeasuredProcess own = new MeasuredProcess(ProcessHandle.current());
    Usage ofServer = new Usage(MeasuredProcess.of(server.pid()));
    Usage ofEngines = new Usage(MeasuredProcess.of(enginesPid));
    Usage ofWindow = new Usage(own);
    pass(seconds);
    print(
        "of a core: nats-server %.1f %%, engines %.1f %%, window %.1f %%",
        ofServer.soFar(), ofEngines.soFar(), ofWindow.soFar());
    print("a change is seen after ms: %s", lateness.text());
    RATIOS.keep("a change is seen", lateness.all(), AGAINST, LIMIT);
    print("resident: window %d MB", own.residentMegabytes());
    command(fleet, engines);
    connection.close(Deadline.in(Duration.ofSeconds(2)));
    fleet.close();
  }

  private static void command(WatchedFleet fleet, int engines) throws Exception {
    List<EngineKey> keys =
        fleet.engines().snapshot().engines().stream().map(EngineRow::key).toList();
    List<Duration> taken = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      Semaphore underWay = new Semaphore(UNDER_WAY);
      List<CompletableFuture<Outcome>> answers = new ArrayList<>();
      long begun = System.nanoTime();
      for (EngineKey key : keys) {
        underWay.acquire();
        CompletableFuture<Outcome> answer =
            fleet.send(key, new Command.Stop("txlog"), OPERATOR).toCompletableFuture();
        answers.add(answer.whenComplete((_, _) -> underWay.release()));
      }
      long accepted =
          answers.stream()
              .map(CompletableFuture::join)
              .filter(Outcome.Accepted.class::isInstance)
              .count();
      print(
          "%d of %d engines have obeyed within %d ms, %d under way",
          accepted, engines, millisSince(begun), UNDER_WAY);
      taken.add(Duration.ofNanos(System.nanoTime() - begun));
    }
    RATIOS.keep("all engines obey", taken, AGAINST, LIMIT);
  }

  /** How late changes are seen: when the window tells of them, after the engine knew of them. */
  private static final class Lateness {
    private final Map<EngineKey, Instant> last = new HashMap<>();
    private final List<Long> millis = new ArrayList<>();
    private boolean begun;

    synchronized void begin() {
      begun = true;
    }

    synchronized void look(FleetSnapshot snapshot) {
      Instant now = Instant.now();
      for (EngineRow row : snapshot.engines()) {
        Instant since = row.connections().getFirst().since();
        Instant before = last.put(row.key(), since);
        if (begun && before != null && !before.equals(since)) {
          millis.add(Duration.between(since, now).toMillis());
        }
      }
    }

    synchronized List<Duration> all() {
      return millis.stream().map(Duration::ofMillis).toList();
    }

    synchronized String text() {
      List<Long> sorted = millis.stream().sorted().toList();
      return "%d of them, p50 %d, p95 %d, p99 %d, most %d"
          .formatted(
              sorted.size(),
              sorted.get(sorted.size() / 2),
              sorted.get(sorted.size() * 95 / 100),
              sorted.get(sorted.size() * 99 / 100),
              sorted.getLast());
    }
  }

  /** Processor time of a process from a moment on. */
  private static final class Usage {
    private final MeasuredProcess process;
    private final long begun = System.nanoTime();
    private final Duration before;

    Usage(MeasuredProcess process) {
      this.process = process;
      before = process.processorTime();
    }

    /** In per cent of a core. */
    double soFar() {
      double used = process.processorTime().minus(before).toNanos();
      return 100 * used / (System.nanoTime() - begun);
    }
  }

  private static long millisSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }

  private static void pass(int seconds) throws InterruptedException {
    var _ = new CountDownLatch(1).await(seconds, TimeUnit.SECONDS);
  }
}
