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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;

/** Wall time of whole connects, for each driver in turn. */
public final class ConnectBench {
  private static final int WARM_UPS = 100;
  private static final int CONNECTS = 200;

  private ConnectBench() {}

  public static void main(String[] arguments) throws Exception {
    silence();
    System.out.printf("%-36s %5s %9s %9s %9s%n", "milliseconds", "n", "p50", "p99", "max");
    try (NatsServer server = NatsServer.start()) {
      connects("NATS", TrialSettings.nats(server.url()));
    }
    try (MariaDbServer server = MariaDbServer.start()) {
      connects("MariaDB", TrialSettings.mariaDb(server));
    }
    try (OracleStandIn server = OracleStandIn.builder().user("APP", "tiger").start()) {
      connects("Oracle (stand-in)", TrialSettings.oracle(server.url(), "app", Secret.of("tiger")));
    }
  }

  /** What connections say of themselves would be measured, too. */
  private static void silence() {
    LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();
    logging.getLoggerList().forEach(logger -> logger.setLevel(Level.OFF));
  }

  private static void connects(String name, ConnectionSettings settings) throws Exception {
    try (EndpointTrial trial = new EndpointTrial(settings)) {
      measure(
          name + ": connect",
          CONNECTS,
          () -> {
            long begun = System.nanoTime();
            trial.connected(Session.class);
            Duration taken = Duration.ofNanos(System.nanoTime() - begun);
            trial.disconnected();
            return taken;
          });
    }
  }

  private static void measure(String name, int runs, Callable<Duration> run) throws Exception {
    for (int i = 0; i < WARM_UPS; i++) {
      run.call();
    }
    List<Duration> taken = new ArrayList<>(runs);
    for (int i = 0; i < runs; i++) {
      taken.add(run.call());
    }
    taken.sort(null);
    System.out.printf(
        Locale.ROOT,
        "%-36s %5d %9.2f %9.2f %9.2f%n",
        name,
        runs,
        milliseconds(taken.get(runs / 2)),
        milliseconds(taken.get(runs * 99 / 100)),
        milliseconds(taken.getLast()));
  }

  private static double milliseconds(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
