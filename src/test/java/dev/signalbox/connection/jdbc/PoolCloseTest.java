package dev.signalbox.connection.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.signalbox.connection.ConnectionState;
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
 * A pool that closes while it throws a connection away, brought about by holding its own lock: the
 * close waits, under that lock, for a thread that waits for the lock.
 */
@Timeout(60)
class PoolCloseTest {
  /** HikariCP would wait for 10 s. */
  private static final Duration PROMPT = Duration.ofSeconds(5);

  @Test
  void aPoolThatWaitsForItselfIsReleased() throws Exception {
    try (MariaDbServer server = MariaDbServer.start();
        EndpointTrial trial = new EndpointTrial(TrialSettings.mariaDb(server))) {
      HikariDataSource source = source(trial.connected(DatabaseSession.class));
      HikariPool pool = (HikariPool) field(HikariDataSource.class, "pool").get(source);
      Connection thrownAway = source.getConnection();
      source.evictConnection(thrownAway);
      synchronized (pool) {
        trial.supervisor().disconnect();
        await().until(() -> LiveThreads.waiting("close pool", "HikariPool.shutdown"));
        thrownAway.close();
        await().until(() -> LiveThreads.waiting("pool", "HikariPool.fillPool"));
      }
      long begun = System.nanoTime();
      trial.await(s -> s.state() instanceof ConnectionState.Off && s.status().orphans() == 0);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PROMPT);
      Leftovers.assertNoSocketTo(server.port());
    }
  }

  private static HikariDataSource source(DatabaseSession session) throws Exception {
    return (HikariDataSource) field(PooledSession.class, "pool").get(session);
  }

  private static Field field(Class<?> type, String name) throws NoSuchFieldException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
