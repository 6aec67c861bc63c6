package dev.signalbox.sandbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Inserts believable events at a steady rate until closed. When its database fails, it connects
 * anew twice a second until that works, and goes on.
 *
 * <p>Threading: one virtual thread inserts; all methods may be called from any thread.
 */
public final class EventGenerator implements AutoCloseable {
  private static final Duration RECONNECT_PAUSE = Duration.ofMillis(500);
  private static final Duration INTERRUPT_INTERVAL = Duration.ofMillis(20);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  /** Being late by more than this, after an outage say, is not made up for. */
  private static final Duration CATCH_UP_LIMIT = Duration.ofMillis(250);

  private final Connections connections;
  private final EventTable table;
  private final CaseLifecycles cases = new CaseLifecycles(RandomGenerator.getDefault());
  private final AtomicLong inserted = new AtomicLong();
  private final AtomicLong lastId = new AtomicLong();
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private double eventsPerSecond;
  private boolean closing;
  private volatile @Nullable Exception trouble;

  /** Where connections come from; {@code dataSource::getConnection} fits. */
  @FunctionalInterface
  public interface Connections {
    Connection open() throws SQLException;
  }

  private EventGenerator(Connections connections, EventTable table, double eventsPerSecond) {
    this.connections = connections;
    this.table = table;
    this.eventsPerSecond = eventsPerSecond;
    this.thread = Thread.ofVirtual().name("event-generator").unstarted(this::run);
  }

  /**
   * Starts inserting; the table has to exist.
   *
   * @param eventsPerSecond zero for none until {@link #setRate}
   */
  public static EventGenerator start(
      Connections connections, EventTable table, double eventsPerSecond) {
    requireRate(eventsPerSecond);
    EventGenerator generator = new EventGenerator(connections, table, eventsPerSecond);
    generator.thread.start();
    return generator;
  }

  /** Changes the events per second from now on; zero pauses. */
  public void setRate(double newEventsPerSecond) {
    requireRate(newEventsPerSecond);
    lock.lock();
    try {
      eventsPerSecond = newEventsPerSecond;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static void requireRate(double rate) {
    if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("Not a number of events per second: " + rate);
    }
  }

  /** How many events the database has confirmed. */
  public long inserted() {
    return inserted.get();
  }

  /** Why nothing is inserted at the moment; empty while inserting works. */
  public Optional<Exception> trouble() {
    return Optional.ofNullable(trouble);
  }

  /** Whether the inserting thread is there; false after {@link #close()}. */
  public boolean isRunning() {
    return thread.isAlive();
  }

  private void run() {
    try {
      while (!isClosing()) {
        try (Connection connection = connections.open();
            PreparedStatement insert = connection.prepareStatement(table.insert())) {
          insertUntilClosing(insert);
        } catch (SQLException | RuntimeException e) {
          // Drivers answer a broken greeting with unchecked exceptions.
          trouble = e;
          awaitClosing(RECONNECT_PAUSE);
        }
      }
    } catch (InterruptedException e) {
      // Only close() interrupts, and it waits for this thread's end.
    }
  }

  private void insertUntilClosing(PreparedStatement insert)
      throws SQLException, InterruptedException {
    long previous = System.nanoTime();
    while (!isClosing()) {
      previous = awaitTurn(previous);
      if (isClosing()) {
        return;
      }
      table.bind(insert, cases.next(), lastId.incrementAndGet());
      insert.executeUpdate();
      inserted.incrementAndGet();
      trouble = null;
    }
  }

  /** Waits until one interval after the previous turn, and returns when this turn was due. */
  private long awaitTurn(long previous) throws InterruptedException {
    lock.lock();
    try {
      while (!closing) {
        if (eventsPerSecond == 0) {
          changed.await();
          continue;
        }
        long due = previous + (long) (Duration.ofSeconds(1).toNanos() / eventsPerSecond);
        long now = System.nanoTime();
        if (due - now <= 0) {
          return now - due > CATCH_UP_LIMIT.toNanos() ? now : due;
        }
        var _ = changed.awaitNanos(due - now);
      }
      return previous;
    } finally {
      lock.unlock();
    }
  }

  private void awaitClosing(Duration limit) throws InterruptedException {
    lock.lock();
    try {
      long left = limit.toNanos();
      while (!closing && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosing() {
    lock.lock();
    try {
      return closing;
    } finally {
      lock.unlock();
    }
  }

  /** Ends inserting at once, whatever the database does, and closes the connection. */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    long start = System.nanoTime();
    try {
      do {
        thread.interrupt();
      } while (!thread.join(INTERRUPT_INTERVAL)
          && System.nanoTime() - start < CLOSE_LIMIT.toNanos());
    } catch (InterruptedException e) {
      // The inserting thread has its own interrupt and ends without us.
      Thread.currentThread().interrupt();
    }
  }
}
