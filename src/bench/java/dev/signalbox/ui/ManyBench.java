package dev.signalbox.ui;

import static java.util.stream.Collectors.joining;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.signalbox.app.TrialProgram;
import dev.signalbox.bench.Ratios;
import dev.signalbox.bench.Spread;
import dev.signalbox.bench.TemporaryFolder;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.sandbox.NatsServer;
import dev.signalbox.sandbox.SilentListener;
import dev.signalbox.settings.Settings;
import dev.signalbox.settings.reading.SettingsLoader;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.testing.Askers;
import io.nats.client.Connection;
import io.nats.client.Nats;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.application.Platform;

/**
 * Many connections in one window: how long it takes until all are there, what they take of threads
 * and memory beside the drivers alone, and how long it takes to cancel all and to close while all
 * of them connect. Ends with exit code 1 if the window did not draw for more than {@value
 * #MOST_MILLIS} ms in the median round, if there are more than {@value #MOST_THREADS} platform
 * threads beside one for each connection to NATS, or if cancelling all or closing took more than a
 * second. Arguments: pools, and connections to NATS.
 */
public final class ManyBench {
  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;
  private static final long LIMIT_SECONDS = 60;
  private static final long SETTLE_NANOS = 3_000_000_000L;
  private static final double KILOBYTES = 1024;
  private static final int ROUNDS = 3;
  private static final int WARM_UPS = 2;
  private static final double MOST_MILLIS = 100;
  private static final double SECOND_MILLIS = 1_000;
  private static final int MOST_THREADS = 30;
  private static final String FRAME = "100 ms";
  private static final String DRIVERS = "the drivers alone";

  private final Ratios ratios = Ratios.of("bench-many");
  private final List<String> beyond = new ArrayList<>();
  private final int pools;
  private final int streams;
  private final Path folder;

  private ManyBench(int pools, int streams, Path folder) {
    this.pools = pools;
    this.streams = streams;
    this.folder = folder;
  }

  public static void main(String[] arguments) throws Exception {
    int pools = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
    int streams = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50;
    List<String> beyond;
    Platform.startup(() -> Platform.setImplicitExit(false));
    try (TemporaryFolder folder = TemporaryFolder.create();
        MariaDbServer database = MariaDbServer.start();
        NatsServer nats = NatsServer.start();
        SilentListener silent = SilentListener.start()) {
      allow(database, 2 * pools);
      ManyBench bench = new ManyBench(pools, streams, folder.path());
      Growth console = bench.connect(database, nats);
      Growth drivers = bench.connectDriversAlone(database, nats);
      bench.compare(console, drivers);
      bench.interrupt(silent);
      beyond = bench.beyond;
    } finally {
      Platform.exit();
    }
    if (!beyond.isEmpty()) {
      System.err.println("Too much: " + String.join(", ", beyond));
      System.exit(1);
    }
  }

  private void compare(Growth console, Growth drivers) throws IOException {
    ratios.keep("live heap of a connection", DRIVERS, console.liveBytes() / drivers.liveBytes());
    ratios.keep(
        "resident memory of a connection",
        DRIVERS,
        console.residentBytes() / drivers.residentBytes());
    hold("platform threads", "30 and one for each NATS", MOST_THREADS + streams, console.threads());
  }

  /** Keeps how it stands to a limit, beyond which it is too much in the median. */
  private void hold(String what, String against, double limit, double... measured)
      throws IOException {
    ratios.keep(what, measured, against, limit);
    if (new Spread(measured).median() > limit) {
      beyond.add(what);
    }
  }

  private static void allow(MariaDbServer database, int connections) throws Exception {
    try (java.sql.Connection administrator = database.connect(database.administrator());
        Statement statement = administrator.createStatement()) {
      statement.execute("SET GLOBAL max_connections = " + connections);
    }
  }

  private Growth connect(MariaDbServer database, NatsServer nats) throws Exception {
    String url = database.url();
    try (TrialProgram program =
        new TrialProgram(settings(url, database.app().password(), nats.url()), true)) {
      program.openWindow(WIDTH, HEIGHT);
      LockSupport.parkNanos(SETTLE_NANOS);
      State before = State.now();
      String what = "longest without a frame while all connect";
      double[] longest = new double[ROUNDS];
      for (int round = -WARM_UPS; round < ROUNDS; round++) {
        if (round > -WARM_UPS) {
          program.supervisors().forEach(one -> one.disconnect(Askers.TEST));
          await(program, ManyBench::isOff);
          LockSupport.parkNanos(SETTLE_NANOS);
        }
        Frames frames = watch();
        long began = System.nanoTime();
        program.supervisors().forEach(one -> one.connect(Askers.TEST));
        await(program, snapshot -> snapshot.state() instanceof ConnectionState.Connected);
        double taken = milliseconds(began);
        double gap = seen(frames).longest();
        say(
            "%s: all connected after %.0f ms, longest without a pulse %.0f ms",
            round < 0 ? "warming up" : "warm", taken, gap);
        if (round >= 0) {
          longest[round] = gap;
        } else if (round == -WARM_UPS) {
          ratios.keep(what + ", for the first time", FRAME, gap / MOST_MILLIS);
        }
      }
      hold(what, FRAME, MOST_MILLIS, longest);
      LockSupport.parkNanos(SETTLE_NANOS);
      Growth growth = State.now().since(before, pools + streams);
      say("%s", growth.text());
      Frames resting = watch();
      LockSupport.parkNanos(2 * SETTLE_NANOS);
      say("at rest: %s", seen(resting).text());
      long closing = System.nanoTime();
      close(program);
      say("all closed after %.0f ms", milliseconds(closing));
      return growth;
    }
  }

  private Growth connectDriversAlone(MariaDbServer database, NatsServer nats) throws Exception {
    State before = State.now();
    Deque<AutoCloseable> open = new ArrayDeque<>();
    try {
      for (int i = 0; i < pools; i++) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(database.jdbcUrl());
        pool.setUsername(database.app().user());
        pool.setPassword(database.app().password());
        pool.setMinimumIdle(1);
        open.push(new HikariDataSource(pool));
      }
      for (int i = 0; i < streams; i++) {
        Connection connection = Nats.connect(nats.url());
        open.push(connection);
      }
      LockSupport.parkNanos(SETTLE_NANOS);
      Growth growth = State.now().since(before, pools + streams);
      say("%s: %s", DRIVERS, growth.text());
      return growth;
    } finally {
      for (AutoCloseable each : open) {
        each.close();
      }
    }
  }

  private void interrupt(SilentListener silent) throws Exception {
    double[] cancelled = new double[ROUNDS];
    double[] closed = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      interrupt(silent, round, cancelled, closed);
    }
    hold("cancel of all in mid-connect", "a second", SECOND_MILLIS, cancelled);
    hold("shutdown with all in mid-connect", "a second", SECOND_MILLIS, closed);
  }

  private void interrupt(SilentListener silent, int round, double[] cancelled, double[] closed)
      throws Exception {
    String address = "127.0.0.1:" + silent.port();
    try (TrialProgram program =
        new TrialProgram(settings(address + "/nobody", "nothing", "nats://" + address), true)) {
      program.openWindow(WIDTH, HEIGHT);
      LockSupport.parkNanos(SETTLE_NANOS);
      connectAll(program, silent);
      Frames frames = watch();
      long began = System.nanoTime();
      program.supervisors().forEach(one -> one.cancel(Askers.TEST));
      await(program, ManyBench::isOff);
      cancelled[round] = milliseconds(began);
      say("all cancelled after %.0f ms", cancelled[round]);
      say("meanwhile: %s", seen(frames).text());
      connectAll(program, silent);
      long closing = System.nanoTime();
      close(program);
      closed[round] = milliseconds(closing);
      say("closed in the middle of all connects after %.0f ms", closed[round]);
    }
  }

  private void connectAll(TrialProgram program, SilentListener silent) {
    int accepted = silent.acceptedConnections();
    program.supervisors().forEach(one -> one.connect(Askers.TEST));
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (silent.acceptedConnections() - accepted < pools + streams) {
      if (System.nanoTime() - limit > 0) {
        throw new IllegalStateException(
            (silent.acceptedConnections() - accepted) + " connects have begun");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static boolean isOff(ConnectionSnapshot snapshot) {
    return snapshot.state() instanceof ConnectionState.Off
        && snapshot.status().abandoned().isEmpty();
  }

  private static void close(TrialProgram program) {
    program
        .coordinator()
        .shutdown(new ShutdownReason.Quit())
        .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  private static void await(TrialProgram program, Predicate<ConnectionSnapshot> condition) {
    CompletableFuture.allOf(
            program.supervisors().stream()
                .map(one -> one.when(condition))
                .toArray(CompletableFuture[]::new))
        .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  private Settings settings(String url, String password, String nats) throws Exception {
    String connections =
        Stream.concat(
                IntStream.range(0, pools)
                    .mapToObj(
                        i ->
                            "  pool-%d: {type: mariadb, url: \"%s\", username: app, password: \"%s\"}%n"
                                .formatted(i, url, password)),
                IntStream.range(0, streams)
                    .mapToObj(
                        i -> "  stream-%d: {type: nats, servers: [\"%s\"]}%n".formatted(i, nats)))
            .collect(joining());
    Path file = folder.resolve("many.yaml");
    Files.writeString(file, "environment: many\nlog: {level: warn}\nconnections:\n" + connections);
    return SettingsLoader.load(file, Map.of());
  }

  private static Frames watch() throws Exception {
    CompletableFuture<Frames> begun = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          Frames frames = new Frames();
          frames.begin();
          begun.complete(frames);
        });
    return begun.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private static Frames.Seen seen(Frames frames) throws Exception {
    CompletableFuture<Frames.Seen> seen = new CompletableFuture<>();
    Platform.runLater(() -> seen.complete(frames.end()));
    return seen.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private static double milliseconds(long since) {
    return (System.nanoTime() - since) / 1e6;
  }

  private static void say(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }

  /** Threads and memory at one moment. */
  private record State(int javaThreads, int threads, long liveBytes, long residentBytes) {
    static State now() throws Exception {
      System.gc();
      Runtime heap = Runtime.getRuntime();
      List<String> status = Files.readAllLines(Path.of("/proc/self/status"));
      return new State(
          ManagementFactory.getThreadMXBean().getThreadCount(),
          (int) number(status, "Threads:"),
          heap.totalMemory() - heap.freeMemory(),
          number(status, "VmRSS:") * 1024);
    }

    private static long number(List<String> status, String key) {
      return status.stream()
          .filter(line -> line.startsWith(key))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    }

    Growth since(State before, int connections) {
      return new Growth(
          javaThreads,
          javaThreads - before.javaThreads,
          threads,
          threads - before.threads,
          (double) (liveBytes - before.liveBytes) / connections,
          (double) (residentBytes - before.residentBytes) / connections);
    }
  }

  /**
   * What came of it.
   *
   * @param threads Java's
   * @param systemThreads those of the virtual machine's own, too
   * @param liveBytes in the heap, of each connection
   * @param residentBytes of each connection
   */
  private record Growth(
      int threads,
      int moreThreads,
      int systemThreads,
      int moreSystemThreads,
      double liveBytes,
      double residentBytes) {
    String text() {
      return String.format(
          Locale.ROOT,
          "%d platform threads of Java (%+d), %d of the system (%+d); of each connection"
              + " %.0f KB live in the heap, %.0f KB resident",
          threads,
          moreThreads,
          systemThreads,
          moreSystemThreads,
          liveBytes / KILOBYTES,
          residentBytes / KILOBYTES);
    }
  }
}
