package dev.signalbox.connection.driver;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;

/**
 * The threads that all drivers share, so that a connection costs none of its own while it is idle.
 * Apart from the supervisors' clock, which therefore no driver can hold up.
 *
 * @param calls a virtual thread for each piece of driver work
 * @param callbacks one virtual thread, on which drivers report in order; reports must not block
 * @param timer one daemon thread for the drivers' own periodic work
 * @param obstacle why none of them can wait at a socket
 */
public record DriverThreads(
    ExecutorService calls,
    ExecutorService callbacks,
    ScheduledExecutorService timer,
    Optional<IOException> obstacle)
    implements AutoCloseable {

  /** Blocks for some milliseconds the first time in a process. */
  public static DriverThreads create() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("driver timer").factory());
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return new DriverThreads(
        Executors.newThreadPerTaskExecutor(factory("driver call")),
        Executors.newSingleThreadExecutor(factory("driver callback")),
        timer,
        SocketPollers.prepare());
  }

  /**
   * Without this a connect would end at its deadline only, and blame the peer.
   *
   * @throws IOException if no thread of this process can wait at a socket
   */
  public void requireSockets() throws IOException {
    if (obstacle.isPresent()) {
      throw new IOException(obstacle.get().getMessage(), obstacle.get());
    }
  }

  /** Virtual threads of that name. */
  public static ThreadFactory factory(String name) {
    return Thread.ofVirtual().name(name).factory();
  }

  /** Ends them at once; call it when every session is closed. */
  @Override
  public void close() {
    timer.shutdownNow();
    callbacks.shutdownNow();
    calls.shutdownNow();
  }
}
