package dev.signalbox.connection.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.time.Duration;

/**
 * Closes a pool and waits until its threads have ended. An interrupt of the closing thread ends
 * whatever they are waiting for.
 */
final class PoolClose {
  private static final Duration A_MOMENT = Duration.ofMillis(200);

  private final HikariDataSource pool;
  private final PoolThreads threads;

  PoolClose(HikariDataSource pool, PoolThreads threads) {
    this.pool = pool;
    this.threads = threads;
  }

  /**
   * HikariCP 7.1.0 forgets its connections first and has them closed by a thread of its own, which
   * waits up to 15 s for each if the peer is silent. It waits for that thread up to 10 s, under a
   * lock that the thread may be waiting for. An interrupt ends that wait, and passed on to the
   * thread ends the connection that is being closed, its socket included. What the interrupt has
   * kept the pool from doing is then done again: without it idle threads would linger.
   */
  Void run() {
    pool.close();
    while (!haveThreadsEnded()) {
      threads.interrupt();
      // Whoever takes the lock again at once leaves none to a thread that has to be woken first.
      threads.giveWay(A_MOMENT);
      shutDownAgain();
    }
    return null;
  }

  private boolean haveThreadsEnded() {
    try {
      threads.awaitEnd();
      return true;
    } catch (InterruptedException e) {
      // Passed on by the caller, not kept: the next one says that it was not enough.
      return false;
    }
  }

  private void shutDownAgain() {
    if (pool.getHikariPoolMXBean() instanceof HikariPool inner) {
      try {
        inner.shutdown();
      } catch (InterruptedException e) {
        // For the wait that follows, which passes it on.
        Thread.currentThread().interrupt();
      }
    }
  }
}
