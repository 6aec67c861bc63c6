package dev.signalbox.connection.jdbc;

import dev.signalbox.connection.driver.DriverThreads;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;

/**
 * Makes a pool's threads and knows them: the pool waits for some of them in vain and does not wait
 * for the others. Thread-safe.
 */
final class PoolThreads implements ThreadFactory {
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

  private Optional<Thread> anyLive() {
    return threads.stream().filter(Thread::isAlive).findAny();
  }
}
