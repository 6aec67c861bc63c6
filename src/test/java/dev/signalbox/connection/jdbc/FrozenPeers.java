package dev.signalbox.connection.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.sandbox.oracle.OracleStandIn;
import dev.signalbox.sandbox.tcp.Direction;
import dev.signalbox.sandbox.tcp.Fault;
import dev.signalbox.sandbox.tcp.FaultRelay;
import dev.signalbox.settings.DatabaseKind;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.HeartbeatSettings;
import dev.signalbox.settings.Secret;
import dev.signalbox.testing.Leftovers;
import dev.signalbox.testing.LiveThreads;
import dev.signalbox.testing.TrialSettings;
import java.io.IOException;
import java.time.Duration;

/** A server of each kind, behind relays that can make them fall silent. */
final class FrozenPeers implements AutoCloseable {
  /** No beat but the first, and with it no chance to notice. */
  static final HeartbeatSettings NO_HEARTBEAT =
      new HeartbeatSettings(Duration.ofMinutes(5), Duration.ofSeconds(3));

  private static final Fault FROZEN = new Fault.Freeze(Direction.TO_CLIENT, 0);
  private static final String[] OURS = {"pool ", "abort", "connect "};

  private final MariaDbServer mariaDb;
  private final OracleStandIn oracle;
  private final FaultRelay toMariaDb;
  private final FaultRelay toOracle;

  FrozenPeers() throws Exception {
    mariaDb = MariaDbServer.start();
    oracle = OracleStandIn.builder().user("APP", "tiger").verifier11g().start();
    toMariaDb = FaultRelay.to(mariaDb.port());
    toOracle = FaultRelay.to(oracle.port());
  }

  OracleStandIn oracle() {
    return oracle;
  }

  DatabaseSettings settings(DatabaseKind kind, HeartbeatSettings heartbeat) {
    DatabaseSettings database =
        switch (kind) {
          case ORACLE ->
              TrialSettings.oracle(
                  "//127.0.0.1:" + toOracle.port() + "/FREEPDB1", "app", Secret.of("tiger"));
          case MARIADB ->
              TrialSettings.mariaDb(
                  "127.0.0.1:" + toMariaDb.port() + "/tracking",
                  mariaDb.app().user(),
                  Secret.of(mariaDb.app().password()));
        };
    return TrialSettings.withHeartbeat(database, heartbeat);
  }

  /** Ends the connections there are, as a crash of the servers would; new ones are served. */
  void reset() {
    toMariaDb.resetConnections();
    toOracle.resetConnections();
  }

  /** From now on the servers are not heard any more. */
  void freeze() {
    toOracle.set(FROZEN);
    toMariaDb.set(FROZEN);
  }

  int sockets() throws IOException {
    return Leftovers.socketsTo(toOracle.port()).size()
        + Leftovers.socketsTo(toMariaDb.port()).size();
  }

  void thaw() {
    toOracle.set(new Fault.None());
    toMariaDb.set(new Fault.None());
  }

  void assertNothingLeft() throws IOException {
    assertThat(sockets()).as("sockets").isZero();
    assertThat(LiveThreads.named(OURS)).as("threads").isEmpty();
    // The last act of this one is to say that nothing is left.
    LiveThreads.awaitNone("close ");
  }

  @Override
  public void close() throws IOException, InterruptedException {
    toOracle.close();
    toMariaDb.close();
    oracle.close();
    mariaDb.close();
  }
}
