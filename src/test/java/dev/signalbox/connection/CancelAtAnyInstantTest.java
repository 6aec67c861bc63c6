package dev.signalbox.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.connection.driver.Session;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.sandbox.NatsServer;
import dev.signalbox.sandbox.oracle.Holdings;
import dev.signalbox.sandbox.oracle.OracleStandIn;
import dev.signalbox.settings.ConnectionSettings;
import dev.signalbox.settings.Secret;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.EndpointTrial;
import dev.signalbox.testing.Leftovers;
import dev.signalbox.testing.Thorough;
import dev.signalbox.testing.TrialSettings;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Cancels that arrive at random instants of a connect that would succeed, up to well after it has:
 * whatever was opened too late is closed by the attempt that opened it.
 */
@Timeout(120)
class CancelAtAnyInstantTest {
  private static final int RUNS = 200;
  private static final int WARM_UPS = 10;

  /** Fixed, so that a failure can be repeated as far as time lets it. */
  private static final long SEED = 20_260_101;

  @Test
  void leavesNothingOfNats() throws Exception {
    try (NatsServer server = NatsServer.start()) {
      cancelOften(TrialSettings.nats(server.url()), server.port());
      await().until(() -> server.connections().isEmpty());
    }
  }

  @Thorough
  @Test
  void leavesNothingOfMariaDb() throws Exception {
    try (MariaDbServer server = MariaDbServer.start()) {
      cancelOften(TrialSettings.mariaDb(server), server.port());
      await().until(() -> server.processList().isEmpty());
    }
  }

  @Test
  void leavesNothingOfOracle() throws Exception {
    try (OracleStandIn server =
        OracleStandIn.builder().user("APP", "tiger").verifier11g().start()) {
      cancelOften(TrialSettings.oracle(server.url(), "app", Secret.of("tiger")), server.port());
      await().until(() -> server.holdings().equals(Holdings.NONE));
    }
  }

  private static void cancelOften(ConnectionSettings settings, int port) throws Exception {
    Random random = new Random(SEED);
    int cancelled = 0;
    try (EndpointTrial trial = new EndpointTrial(settings)) {
      long connectTime = nanosToConnect(trial);
      Leftovers before = Leftovers.baseline();
      for (int i = 0; i < RUNS; i++) {
        trial.supervisor().connect(Askers.TEST);
        LockSupport.parkNanos(random.nextLong(connectTime * 3 / 2));
        if (trial.supervisor().cancel(Askers.TEST).isAccepted()) {
          cancelled++;
        } else {
          trial.supervisor().disconnect(Askers.TEST);
        }
        trial.await(s -> s.state() instanceof ConnectionState.Off && s.status().orphans() == 0);
      }
      assertThat(cancelled).isBetween(RUNS / 10, RUNS);
      Leftovers.assertNoSocketTo(port);
      before.assertNoThreads();
    }
  }

  /** The fastest of some connects: the first ones load classes and are compiled. */
  private static long nanosToConnect(EndpointTrial trial) throws Exception {
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < WARM_UPS; i++) {
      long begun = System.nanoTime();
      trial.connected(Session.class);
      fastest = Math.min(fastest, System.nanoTime() - begun);
      trial.disconnected();
    }
    return fastest;
  }
}
