package dev.signalbox.sandbox;

import dev.signalbox.base.Deadline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A server process that cannot outlive this JVM.
 *
 * <p>Its parent is a guardian shell that waits for the end of a pipe from the JVM. When the JVM has
 * ended, the guardian ends the server (TERM, 5 s of patience, KILL) and removes the server's
 * folder. When the server ends by itself, the guardian ends with the same exit code and leaves the
 * folder alone, since the server may be started again in it.
 */
public final class GuardedProcess implements AutoCloseable {
  private static final String GUARDIAN =
      """
      folder=$1 log=$2 patience=$3
      shift 3
      trap '' HUP INT QUIT
      exec 3<&0
      "$@" </dev/null >>"$log" 2>&1 3<&- &
      server=$!
      echo "$server"
      # From here on the shell would only remark on signals it sent itself.
      exec 2>/dev/null

      alive_after() {
        tenths=$(($1 * 10))
        while kill -0 "$server" 2>/dev/null; do
          [ "$tenths" -gt 0 ] || return 0
          tenths=$((tenths - 1))
          sleep 0.1
        done
        return 1
      }

      (
        while read -r _ <&3; do :; done
        trap '' TERM
        kill -TERM "$server"
        kill -CONT "$server"
        if alive_after "$patience"; then
          kill -KILL "$server"
          alive_after 1
        fi
        rm -rf "$folder"
      ) &
      watch=$!

      wait "$server"
      code=$?
      # A watch that has seen the end of the pipe ignores this and finishes its work.
      kill -TERM "$watch"
      wait "$watch"
      exit "$code"
      """;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** How long a process may take to vanish once the kernel was told to kill it. */
  private static final Duration KILL_LIMIT = Duration.ofSeconds(5);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  private static final Duration READY_CHECK_INTERVAL = Duration.ofMillis(5);
  private static final int QUOTED_LINES = 20;

  private final String name;
  private final Path log;
  private final long logStart;
  private final Process guardian;
  private final long pid;
  private final Optional<ProcessHandle> server;

  private GuardedProcess(String name, Path log, long logStart, Process guardian, long pid) {
    this.name = name;
    this.log = log;
    this.logStart = logStart;
    this.guardian = guardian;
    this.pid = pid;
    this.server = ProcessHandle.of(pid);
  }

  /**
   * Starts the command; its output is appended to {@code NAME.log} in the folder.
   *
   * @param folder the server's own; removed by the guardian if the JVM ends before the server
   */
  public static GuardedProcess start(String name, Path folder, List<String> command)
      throws IOException {
    Path log = folder.resolve(name + ".log");
    long logStart = Files.exists(log) ? Files.size(log) : 0;
    List<String> arguments = new ArrayList<>();
    arguments.add(folder.toString());
    arguments.add(log.toString());
    arguments.add(Long.toString(PATIENCE.toSeconds()));
    arguments.addAll(command);
    Process guardian =
        Guardian.start(GUARDIAN, ProcessBuilder.Redirect.appendTo(log.toFile()), arguments);
    String line = guardian.inputReader().readLine();
    if (line == null) {
      throw new ServerStartException("The guardian of " + name + " ended before starting it");
    }
    return new GuardedProcess(name, log, logStart, guardian, Long.parseLong(line));
  }

  /** The server's process id. */
  public long pid() {
    return pid;
  }

  /** The guardian's process id. */
  public long guardianPid() {
    return guardian.pid();
  }

  public boolean isAlive() {
    return guardian.isAlive();
  }

  /** Completes with the exit code, 128 + N if signal N ended the server. */
  public CompletableFuture<Integer> onExit() {
    return guardian.onExit().thenApply(Process::exitValue);
  }

  /** What the server has written since this start. */
  public String output() throws IOException {
    byte[] bytes = Files.exists(log) ? Files.readAllBytes(log) : new byte[0];
    int from = (int) Math.min(logStart, bytes.length);
    return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
  }

  /**
   * Waits until the output tells that the server is ready.
   *
   * @throws ServerStartException if the server ended before, or was not ready in time; it is ended
   *     then, and the message quotes its last lines
   */
  public void awaitReady(Predicate<String> ready, Duration timeout)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (!ready.test(output())) {
      if (guardian.waitFor(READY_CHECK_INTERVAL.toNanos(), TimeUnit.NANOSECONDS)) {
        throw startFailure("ended with exit code " + guardian.exitValue());
      }
      if (System.nanoTime() - start > timeout.toNanos()) {
        kill();
        throw startFailure("was not ready within " + timeout.toSeconds() + " s");
      }
    }
  }

  private ServerStartException startFailure(String what) throws IOException {
    List<String> lines = output().strip().lines().toList();
    List<String> last = lines.subList(Math.max(0, lines.size() - QUOTED_LINES), lines.size());
    String message = name + " " + what + "; its last lines:\n  " + String.join("\n  ", last);
    return message.toLowerCase(Locale.ROOT).contains("address already in use")
        ? new PortTakenException(message)
        : new ServerStartException(message);
  }

  /**
   * Freezes the server (SIGSTOP) and returns when it is: its sockets stay open, and nobody answers.
   *
   * @throws IOException if one of its threads still runs after 5 s
   */
  public void suspend() throws IOException, InterruptedException {
    signal("STOP");
    // The signal is taken by one thread after the other; until then a busy machine still answers.
    Path threads = Path.of("/proc", Long.toString(pid), "task");
    Deadline limit = Deadline.in(STOP_LIMIT);
    while (Files.isDirectory(threads) && !allStand(threads)) {
      if (limit.isPassed()) {
        throw new IOException(name + " (process " + pid + ") still runs after SIGSTOP");
      }
      Thread.onSpinWait();
    }
  }

  private static boolean allStand(Path threads) throws IOException {
    try (Stream<Path> each = Files.list(threads)) {
      return each.allMatch(GuardedProcess::stands);
    }
  }

  /** The state follows the program's name, which stands in parentheses and may have some itself. */
  private static boolean stands(Path thread) {
    try {
      String status = Files.readString(thread.resolve("stat"), StandardCharsets.ISO_8859_1);
      return status.charAt(status.lastIndexOf(')') + 2) == 'T';
    } catch (IOException e) {
      // It has just ended, and will not answer either.
      return !Files.exists(thread);
    }
  }

  /** Ends a {@link #suspend()} (SIGCONT). */
  public void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  /** Sends it a signal, by its name without SIG. */
  public void signal(String signal) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("sh", "-c", "kill -s \"$1\" \"$2\"", "sh", signal, Long.toString(pid))
            .redirectErrorStream(true)
            .start();
    String complaint = new String(kill.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (kill.waitFor() != 0 && isAlive()) {
      throw new IOException("SIG" + signal + " did not reach " + name + ": " + complaint.strip());
    }
  }

  /**
   * Ends the server in order (SIGTERM) and waits for its end; past the grace it is killed.
   *
   * @throws IOException if it is there even after the kill
   */
  public void stop(Duration grace) throws IOException, InterruptedException {
    if (isAlive()) {
      resume();
      server.ifPresent(ProcessHandle::destroy);
      if (guardian.waitFor(grace.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    }
    kill();
  }

  /**
   * Ends the server without warning (SIGKILL) and waits for its end.
   *
   * @throws IOException if it is still there after 5 s
   */
  public void kill() throws IOException, InterruptedException {
    server.ifPresent(ProcessHandle::destroyForcibly);
    if (!guardian.waitFor(KILL_LIMIT.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new IOException(name + " (process " + pid + ") did not end after SIGKILL");
    }
  }

  /** Stops within 5 s, or kills; when interrupted, kills at once and keeps the interrupt. */
  @Override
  public void close() {
    try {
      stop(PATIENCE);
    } catch (InterruptedException e) {
      server.ifPresent(ProcessHandle::destroyForcibly);
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
