package dev.signalbox.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A temporary folder, readable by its owner alone, that is removed with everything in it on {@link
 * #close()} or when this JVM ends, be it by {@code kill -9}.
 */
public final class GuardedFolder implements AutoCloseable {
  /** Repeats, because a server that is just ending may still be writing into the folder. */
  private static final String GUARDIAN =
      """
      folder=$1
      trap '' HUP INT QUIT TERM
      while read -r _; do :; done
      tries=100
      while rm -rf "$folder"; [ -e "$folder" ] && [ "$tries" -gt 0 ]; do
        tries=$((tries - 1))
        sleep 0.1
      done
      [ ! -e "$folder" ]
      """;

  private static final Duration REMOVAL_LIMIT = Duration.ofSeconds(15);

  private final Path path;
  private final Process guardian;

  private GuardedFolder(Path path, Process guardian) {
    this.path = path;
    this.guardian = guardian;
  }

  /** Creates {@code prefix} with a random ending in the system's temporary folder. */
  public static GuardedFolder create(String prefix) throws IOException {
    Path path = Files.createTempDirectory(prefix);
    List<String> arguments = List.of(path.toString());
    return new GuardedFolder(
        path, Guardian.start(GUARDIAN, ProcessBuilder.Redirect.DISCARD, arguments));
  }

  public Path path() {
    return path;
  }

  /** The process that removes the folder. */
  long guardianPid() {
    return guardian.pid();
  }

  /**
   * Removes the folder and waits until it is gone, 15 s at most. Repeats do nothing.
   *
   * @throws UncheckedIOException if something in it could not be removed
   */
  @Override
  public void close() {
    try {
      guardian.getOutputStream().close();
      if (!guardian.waitFor(REMOVAL_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
          || Files.exists(path)) {
        throw new IOException("The temporary folder " + path + " could not be removed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      // The guardian goes on without us; only the waiting was interrupted.
      Thread.currentThread().interrupt();
    }
  }
}
