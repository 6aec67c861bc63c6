package dev.signalbox.crash;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Everybody who writes to the sources, from one comparison to the next. */
final class Writers implements AutoCloseable {
  private static final int WRITERS_PER_SOURCE = 2;
  private static final int ROLLED_BACK_PERCENT = 30;
  private static final Duration BRIEF = Duration.ofMillis(30);

  /** Several of them last longer than rows are given to settle where nobody sees who writes. */
  private static final Duration LONG = Duration.ofSeconds(3);

  private final List<EventSource> sources;
  private final SplittableRandom chance;
  private final List<CommittingWriter> writers = new ArrayList<>();
  private final List<Thread> transactions = new ArrayList<>();

  /** They begin to write. */
  Writers(List<EventSource> sources, SplittableRandom chance) {
    this.sources = sources;
    this.chance = chance;
    for (EventSource source : sources) {
      for (int i = 0; i < WRITERS_PER_SOURCE; i++) {
        writers.add(new CommittingWriter(source, chance.nextLong(), BRIEF));
        if (!source.writersAreSeen()) {
          writers.add(new CommittingWriter(source, chance.nextLong(), LONG));
        }
      }
    }
  }

  /** Rows of a transaction that is open so long are to be seen only after many later ones. */
  void openTransaction(Duration time) {
    EventSource source = sources.get(chance.nextInt(sources.size()));
    boolean rolledBack = chance.nextInt(100) < ROLLED_BACK_PERCENT;
    transactions.add(Thread.startVirtualThread(() -> transact(source, time, rolledBack)));
  }

  private static void transact(EventSource source, Duration time, boolean rolledBack) {
    try (Connection connection = source.connect()) {
      connection.setAutoCommit(false);
      source.insert(connection, 3);
      var _ = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
      source.insert(connection, 2);
      if (rolledBack) {
        connection.rollback();
      } else {
        connection.commit();
      }
    } catch (SQLException e) {
      // The server was killed meanwhile, and the transaction with it.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until all transactions have ended. */
  @Override
  public void close() throws InterruptedException {
    for (Thread transaction : transactions) {
      transaction.join();
    }
    for (CommittingWriter writer : writers) {
      writer.close();
    }
  }
}
