package dev.signalbox.connection.jdbc;

import dev.signalbox.base.Deadline;
import dev.signalbox.connection.driver.DriverThreads;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;

/**
 * Makes a pool's threads and knows them: the pool waits for some of them in vain and does not wait
 * for the others. Thread-safe.
 */
final class PoolThreads implements ThreadFactory {
  private static final Duration TURN = Duration.ofMillis(2);

  private final ThreadFactory factory;
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

  PoolThreads(String poolName) {
    this.factory = DriverThreads.factory("pool " + poolName);
  }

  @Override
  public Thread newThread(Runnable task) {
    threads.removeIf(thread -> thread.getState() == Thread.State.TERMINATED);
    Thread thread = factory.newThread(task);
    threads.add(thread);
    return thread;
  }

  /** Ends what the threads are doing, not the threads: that is the pool's part. */
  void interrupt() {
    threads.forEach(Thread::interrupt);
  }

  /** Waits for all of them. The pool must be closed: it starts others only in place of these. */
  void awaitEnd() throws InterruptedException {
    for (Optional<Thread> live = anyLive(); live.isPresent(); live = anyLive()) {
      live.get().join();
    }
  }

  /**
   * Lets those go on that wait for a lock, which the caller must not hold, for so long at most. An
   * interrupt of the caller changes nothing and is not kept.
   */
  void giveWay(Duration limit) {
    Deadline deadline = Deadline.in(limit);
    Optional<Thread> waiting = anyBlocked();
    while (waiting.isPresent() && !deadline.isPassed()) {
      var _ = endsInTurn(waiting.get());
      waiting = anyBlocked();
    }
  }

  private static boolean endsInTurn(Thread thread) {
    try {
      return thread.join(TURN);
    } catch (InterruptedException e) {
      // The next one says whether this was enough.
      return false;
    }
  }

  private Optional<Thread> anyBlocked() {
    return threads.stream().filter(t -> t.getState() == Thread.State.BLOCKED).findAny();
  }

  private Optional<Thread> anyLive() {
    return threads.stream().filter(Thread::isAlive).findAny();
  }
}
