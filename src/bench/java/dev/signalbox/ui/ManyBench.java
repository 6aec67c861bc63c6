package dev.signalbox.ui;

import static java.util.stream.Collectors.joining;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.signalbox.app.TrialProgram;
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
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.ArrayDeque;
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
 * of them connect. Arguments: pools, and connections to NATS.
 */
public final class ManyBench {
  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;
  private static final long LIMIT_SECONDS = 60;
  private static final long SETTLE_NANOS = 3_000_000_000L;
  private static final double KILOBYTES = 1024;
  private static final int ROUNDS = 3;

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
    Platform.startup(() -> Platform.setImplicitExit(false));
    try (TemporaryFolder folder = TemporaryFolder.create();
        MariaDbServer database = MariaDbServer.start();
        NatsServer nats = NatsServer.start();
        SilentListener silent = SilentListener.start()) {
      allow(database, 2 * pools);
      ManyBench bench = new ManyBench(pools, streams, folder.path());
      bench.connect(database, nats);
      bench.connectDriversAlone(database, nats);
      bench.interrupt(silent);
    } finally {
      Platform.exit();
    }
  }

  private static void allow(MariaDbServer database, int connections) throws Exception {
    try (java.sql.Connection administrator = database.connect(database.administrator());
        Statement statement = administrator.createStatement()) {
      statement.execute("SET GLOBAL max_connections = " + connections);
    }
  }

  private void connect(MariaDbServer database, NatsServer nats) throws Exception {
    String url = database.url();
    try (TrialProgram program =
        new TrialProgram(settings(url, database.app().password(), nats.url()), true)) {
      program.openWindow(WIDTH, HEIGHT);
      LockSupport.parkNanos(SETTLE_NANOS);
      State before = State.now();
      // The first round only warms up.
      for (int round = 0; round <= ROUNDS; round++) {
        if (round > 0) {
          program.supervisors().forEach(one -> one.disconnect(Askers.TEST));
          await(program, ManyBench::isOff);
          LockSupport.parkNanos(SETTLE_NANOS);
        }
        Frames frames = watch();
        long began = System.nanoTime();
        program.supervisors().forEach(one -> one.connect(Askers.TEST));
        await(program, snapshot -> snapshot.state() instanceof ConnectionState.Connected);
        double taken = milliseconds(began);
        say(
            "%s: all connected after %.0f ms, longest without a pulse %.0f ms",
            round == 0 ? "cold" : "warm", taken, seen(frames).longest());
      }
      LockSupport.parkNanos(SETTLE_NANOS);
      say("%s", State.now().since(before, pools + streams));
      Frames resting = watch();
      LockSupport.parkNanos(2 * SETTLE_NANOS);
      say("at rest: %s", seen(resting).text());
      long closing = System.nanoTime();
      close(program);
      say("all closed after %.0f ms", milliseconds(closing));
    }
  }

  private void connectDriversAlone(MariaDbServer database, NatsServer nats) throws Exception {
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
      say("the drivers alone: %s", State.now().since(before, pools + streams));
    } finally {
      for (AutoCloseable each : open) {
        each.close();
      }
    }
  }

  private void interrupt(SilentListener silent) throws Exception {
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
      say("all cancelled after %.0f ms", milliseconds(began));
      say("meanwhile: %s", seen(frames).text());
      connectAll(program, silent);
      long closing = System.nanoTime();
      close(program);
      say("closed in the middle of all connects after %.0f ms", milliseconds(closing));
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

    String since(State before, int connections) {
      return String.format(
          Locale.ROOT,
          "%d platform threads of Java (%+d), %d of the system (%+d); of each connection"
              + " %.0f KB live in the heap, %.0f KB resident",
          javaThreads,
          javaThreads - before.javaThreads,
          threads,
          threads - before.threads,
          (liveBytes - before.liveBytes) / KILOBYTES / connections,
          (residentBytes - before.residentBytes) / KILOBYTES / connections);
    }
  }
}
