package dev.signalbox.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** Starts servers side by side, each on its own virtual thread, and closes them side by side. */
final class ServerGroup implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<AutoCloseable> started = new ConcurrentLinkedQueue<>();
  private final Consumer<String> progress;

  /**
   * @param progress receives one line per server, on the thread that started it
   */
  ServerGroup(Consumer<String> progress) {
    this.progress = progress;
  }

  /**
   * Starts a server. A failure becomes a progress line and an empty result.
   *
   * @param describe what the progress line says about the server once it is up
   */
  <S extends AutoCloseable> Future<Optional<S>> start(
      String name, Callable<S> start, Function<S, String> describe) {
    return threads.submit(
        () -> {
          long begin = System.nanoTime();
          try {
            S server = adopt(start.call());
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            progress.accept("%-15s %s (%d ms)".formatted(name, describe.apply(server), millis));
            return Optional.of(server);
          } catch (InterruptedException e) {
            throw e;
          } catch (Exception e) {
            progress.accept("%-15s did not start: %s".formatted(name, e.getMessage()));
            return Optional.empty();
          }
        });
  }

  /** Adds something to be closed with the group. */
  <S extends AutoCloseable> S adopt(S server) {
    started.add(server);
    return server;
  }

  /**
   * Waits for a start.
   *
   * @throws InterruptedException if this thread or the start was interrupted
   */
  static <S> Optional<S> await(Future<Optional<S>> start) throws InterruptedException {
    try {
      return start.get();
    } catch (ExecutionException e) {
      // Starts turn every other failure into an empty result.
      throw (InterruptedException) new InterruptedException().initCause(e);
    }
  }

  /** Ends starts under way and closes all servers; one that fails to close stops no other. */
  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
    List<Future<?>> closings = new ArrayList<>();
    try (ExecutorService closing = Executors.newVirtualThreadPerTaskExecutor()) {
      for (AutoCloseable server : started) {
        closings.add(
            closing.submit(
                () -> {
                  server.close();
                  return server;
                }));
      }
    }
    IllegalStateException failure = new IllegalStateException("Not all servers closed");
    for (Future<?> each : closings) {
      if (each.state() == Future.State.FAILED) {
        failure.addSuppressed(each.exceptionNow());
      }
    }
    if (failure.getSuppressed().length > 0) {
      throw failure;
    }
  }
}
