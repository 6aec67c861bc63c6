package dev.signalbox.sandbox;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A server on loopback with a temporary folder: it can be frozen, killed and started again on the
 * same port with the same data, and is gone with its data when closed or when this JVM ends.
 */
public abstract sealed class GuardedServer implements AutoCloseable
    permits NatsServer, MariaDbServer {
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
  private static final int PORT_TRIES = 5;

  private final String name;
  private final GuardedFolder folder;
  private @Nullable GuardedProcess process;

  GuardedServer(String name) throws IOException {
    this.name = name;
    this.folder = GuardedFolder.create("signalbox-" + name + "-");
  }

  /** Creates a server that has not been started, with ports that are free at the moment. */
  interface Factory<S extends GuardedServer> {
    S create() throws IOException;
  }

  /** Starts a new server, again with other ports should another process be faster to take them. */
  static <S extends GuardedServer> S startNew(Factory<S> factory)
      throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      S server = factory.create();
      try {
        server.prepareFolder();
        server.launch();
        return server;
      } catch (PortTakenException e) {
        server.close();
        if (attempt == PORT_TRIES) {
          throw e;
        }
      } catch (IOException | InterruptedException | RuntimeException e) {
        server.close();
        throw e;
      }
    }
  }

  /** Puts into the folder what the first start needs. */
  abstract void prepareFolder() throws IOException;

  /** The command that runs the server in the foreground. */
  abstract List<String> command();

  /** Whether that output is the one of a server that takes connections. */
  abstract boolean isReady(String output);

  final synchronized void launch() throws IOException, InterruptedException {
    GuardedProcess started = GuardedProcess.start(name, folder.path(), command());
    process = started;
    started.awaitReady(this::isReady, START_LIMIT);
  }

  private synchronized GuardedProcess process() {
    if (process == null) {
      throw new IllegalStateException(name + " was never started");
    }
    return process;
  }

  /** Where the server keeps its data and its log; gone after {@link #close()}. */
  public final Path folder() {
    return folder.path();
  }

  public final boolean isAlive() {
    return process().isAlive();
  }

  /** The process id of the server; another one after each {@link #restart()}. */
  public final long pid() {
    return process().pid();
  }

  /** Completes with the exit code when the process running now ends. */
  public final CompletableFuture<Integer> onExit() {
    return process().onExit();
  }

  /** What the server has written since its last start. */
  public final String output() throws IOException {
    return process().output();
  }

  /** Freezes the server (SIGSTOP): its sockets stay open, and nobody answers. */
  public final void suspend() throws IOException, InterruptedException {
    process().suspend();
  }

  /** Ends a {@link #suspend()} (SIGCONT). */
  public final void resume() throws IOException, InterruptedException {
    process().resume();
  }

  /** Ends the server without warning (SIGKILL) and waits until it is gone, 5 s at most. */
  public final void kill() throws IOException, InterruptedException {
    process().kill();
  }

  /** Ends the server in order, or by force after the grace, and waits until it is gone. */
  public final void stop(Duration grace) throws IOException, InterruptedException {
    process().stop(grace);
  }

  /**
   * Starts the server again with the same port and data, and waits until it takes connections; a
   * running one is stopped before.
   *
   * @throws ServerStartException if it does not come up within 30 s
   */
  public final synchronized void restart() throws IOException, InterruptedException {
    stop(STOP_LIMIT);
    launch();
  }

  /** Stops the server within 5 s and removes its data. Repeats do nothing. */
  @Override
  public synchronized void close() {
    try {
      if (process != null) {
        process.close();
      }
    } finally {
      folder.close();
    }
  }

  /** Copies a folder to where there is none. */
  static void copyTree(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectory(to.resolve(from.relativize(directory)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
