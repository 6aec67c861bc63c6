package dev.signalbox.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import dev.signalbox.connection.driver.Session;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.sandbox.NatsServer;
import dev.signalbox.sandbox.oracle.OracleStandIn;
import dev.signalbox.settings.ConnectionSettings;
import dev.signalbox.settings.Secret;
import dev.signalbox.testing.EndpointTrial;
import dev.signalbox.testing.TrialSettings;
import io.nats.client.Nats;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;

/** Wall time of whole connects, for each driver in turn, beside the driver alone. */
public final class ConnectBench {
  private static final int WARM_UPS = 100;
  private static final int ROUNDS = 5;
  private static final int CONNECTS = 40;
  private static final String DRIVER = "the driver alone";

  private ConnectBench() {}

  public static void main(String[] arguments) throws Exception {
    silence();
    System.out.printf("%-36s %5s %9s %9s %9s%n", "milliseconds", "n", "p50", "p99", "max");
    try (NatsServer server = NatsServer.start()) {
      connects("NATS", TrialSettings.nats(server.url()), () -> Nats.connect(server.url()));
    }
    try (MariaDbServer server = MariaDbServer.start()) {
      connects(
          "MariaDB",
          TrialSettings.mariaDb(server),
          () ->
              DriverManager.getConnection(
                  server.jdbcUrl(), server.app().user(), server.app().password()));
    }
    try (OracleStandIn server = OracleStandIn.builder().user("APP", "tiger").start()) {
      connects(
          "Oracle (stand-in)",
          TrialSettings.oracle(server.url(), "app", Secret.of("tiger")),
          () -> DriverManager.getConnection("jdbc:oracle:thin:@" + server.url(), "app", "tiger"));
    }
  }

  /** What connections say of themselves would be measured, too. */
  private static void silence() {
    LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();
    logging.getLoggerList().forEach(logger -> logger.setLevel(Level.OFF));
  }

  private static void connects(
      String name, ConnectionSettings settings, Callable<? extends AutoCloseable> driver)
      throws Exception {
    try (EndpointTrial trial = new EndpointTrial(settings)) {
      Callable<Duration> whole =
          () -> {
            long begun = System.nanoTime();
            trial.connected(Session.class);
            Duration taken = Duration.ofNanos(System.nanoTime() - begun);
            trial.disconnected();
            return taken;
          };
      Callable<Duration> alone =
          () -> {
            long begun = System.nanoTime();
            try (AutoCloseable _ = driver.call()) {
              return Duration.ofNanos(System.nanoTime() - begun);
            }
          };
      measure(name, whole, alone);
    }
  }

  /** In turn, so that both have the same of what else the machine does. */
  private static void measure(String name, Callable<Duration> whole, Callable<Duration> alone)
      throws Exception {
    for (int i = 0; i < WARM_UPS; i++) {
      whole.call();
      alone.call();
    }
    List<Duration> ofWhole = new ArrayList<>();
    List<Duration> ofAlone = new ArrayList<>();
    double[] ratios = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      Duration wholeRound = measure(whole, ofWhole);
      ratios[round] = (double) wholeRound.toNanos() / measure(alone, ofAlone).toNanos();
    }
    print(name + ": connect", ofWhole);
    print(name + ": " + DRIVER, ofAlone);
    Ratios.of("bench").keep(name + ": connect", DRIVER, ratios);
  }

  /** Returns the median. */
  private static Duration measure(Callable<Duration> run, List<Duration> all) throws Exception {
    List<Duration> taken = new ArrayList<>();
    for (int i = 0; i < CONNECTS; i++) {
      taken.add(run.call());
    }
    all.addAll(taken);
    taken.sort(null);
    return taken.get(CONNECTS / 2);
  }

  private static void print(String name, List<Duration> taken) {
    taken.sort(null);
    System.out.printf(
        Locale.ROOT,
        "%-36s %5d %9.2f %9.2f %9.2f%n",
        name,
        taken.size(),
        milliseconds(taken.get(taken.size() / 2)),
        milliseconds(taken.get(taken.size() * 99 / 100)),
        milliseconds(taken.getLast()));
  }

  private static double milliseconds(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
