package dev.signalbox.connection.jdbc;

import static org.awaitility.Awaitility.await;

import dev.signalbox.base.Deadline;
import dev.signalbox.connection.driver.DriverThreads;
import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.settings.DatabaseKind;
import dev.signalbox.settings.PasswordPrompt;
import dev.signalbox.testing.UndisturbedScope;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A pool whose first connection dies before the pool has learned anything from it. */
class FirstConnectionTest extends FrozenPeersTrial {
  private static final Duration LIMIT = Duration.ofSeconds(15);

  @ParameterizedTest
  @EnumSource
  void itsPoolServesTheNext(DatabaseKind kind) throws Exception {
    try (DriverThreads threads = DriverThreads.create()) {
      DatabaseSession session =
          new DatabaseConnector(
                  peers.settings(kind, FrozenPeers.NO_HEARTBEAT),
                  "first",
                  PasswordPrompt.unavailable(),
                  threads)
              .open(new DyingAtPool());
      await()
          .atMost(LIMIT)
          .ignoreExceptionsInstanceOf(SQLException.class)
          .until(() -> session.call(Deadline.in(LIMIT), connection -> true));
      session.close(Deadline.in(LIMIT), true);
    }
    peers.assertNothingLeft();
  }

  private static final class DyingAtPool extends UndisturbedScope {
    DyingAtPool() {
      super(Deadline.in(LIMIT));
    }

    @Override
    public void enter(ConnectPhase phase) {
      if (phase == ConnectPhase.POOL) {
        peers.reset();
      }
    }
  }
}
