package dev.signalbox.connection.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.testing.EndpointTrial;
import dev.signalbox.testing.Leftovers;
import dev.signalbox.testing.LiveThreads;
import dev.signalbox.testing.TrialSettings;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A pool that closes while it throws a connection away: the close waits, under the pool's lock, for
 * a thread that waits for that lock. Brought about by taking the lock before the close does.
 */
@Timeout(60)
class PoolCloseTest {
  /** HikariCP would wait for 10 s. */
  private static final Duration PROMPT = Duration.ofSeconds(5);

  @Test
  void aPoolThatWaitsForItselfIsReleased() throws Exception {
    try (MariaDbServer server = MariaDbServer.start();
        EndpointTrial trial = new EndpointTrial(TrialSettings.mariaDb(server))) {
      PooledSession session = trial.connected(PooledSession.class);
      HikariDataSource source = (HikariDataSource) field(PooledSession.class, "pool").get(session);
      Object pool = field(HikariDataSource.class, "pool").get(source);
      Connection thrownAway = source.getConnection();
      long begun;
      synchronized (pool) {
        source.evictConnection(thrownAway);
        // The pool's timer wants the lock as well; it is the other one that counts.
        await().until(() -> LiveThreads.isIn("closeConnection", "HikariPool.fillPool"));
        begun = System.nanoTime();
        session.closePool();
      }
      // This is what ended the wait. The product closes pools on threads that do nothing else.
      assertThat(Thread.interrupted()).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PROMPT);
      Leftovers.assertNoSocketTo(server.port());
      LiveThreads.awaitNone("pool ");
    }
  }

  private static Field field(Class<?> type, String name) throws NoSuchFieldException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
