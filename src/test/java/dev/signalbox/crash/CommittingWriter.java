package dev.signalbox.crash;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Somebody who writes rows all the time: some in one statement, which have one timestamp, some
 * statements in one transaction, which is open for a while and now and then rolled back. Several of
 * them commit in another order than that of their rows. A server that is away is waited for.
 *
 * <p>Threading: a thread of its own until it is closed.
 */
final class CommittingWriter implements AutoCloseable {
  private static final int MOST_ROWS = 6;
  private static final int MOST_STATEMENTS = 4;
  private static final int PAUSE_MILLIS = 60;
  private static final int ROLLED_BACK_PERCENT = 15;

  private final EventSource source;
  private final int between;
  private final SplittableRandom chance;
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread;

  /**
   * Begins to write.
   *
   * @param between two statements of a transaction, at most
   */
  CommittingWriter(EventSource source, long seed, Duration between) {
    this.source = source;
    this.between = (int) between.toMillis();
    this.chance = new SplittableRandom(seed);
    this.thread = Thread.ofPlatform().daemon().name("writer of " + source).start(this::write);
  }

  private void write() {
    while (!pause(PAUSE_MILLIS)) {
      try (Connection connection = source.connect()) {
        connection.setAutoCommit(false);
        transact(connection);
      } catch (SQLException e) {
        // The server is away, or the transaction was: what of it counts is in the table.
      }
    }
  }

  private void transact(Connection connection) throws SQLException {
    while (!pause(PAUSE_MILLIS)) {
      int statements = 1 + chance.nextInt(MOST_STATEMENTS);
      for (int i = 0; i < statements; i++) {
        source.insert(connection, 1 + chance.nextInt(MOST_ROWS));
        var _ = pause(between);
      }
      if (chance.nextInt(100) < ROLLED_BACK_PERCENT) {
        connection.rollback();
      } else {
        connection.commit();
      }
    }
  }

  /** Returns whether it is to end. */
  private boolean pause(int most) {
    try {
      return end.await(chance.nextInt(most), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  /** Lets the transaction under way end, and waits for that. */
  @Override
  public void close() throws InterruptedException {
    end.countDown();
    if (!thread.join(Duration.ofSeconds(15))) {
      throw new IllegalStateException(thread.getName() + " does not end");
    }
  }

  /** For a statement that has no parameters. */
  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
