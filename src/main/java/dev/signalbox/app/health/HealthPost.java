package dev.signalbox.app.health;

import dev.signalbox.app.single.Post;
import dev.signalbox.console.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where this program's engine is asked how it is. That it cannot be is told in the log, and hinders
 * nothing.
 *
 * <p>Threading: any thread but the FX thread; answers are made on a virtual thread.
 */
public final class HealthPost {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox");

  private final Optional<Path> folder;
  private @Nullable Post post;
  private boolean left;

  /**
   * With nobody to be asked yet.
   *
   * @param folder where the programs of this user find each other; empty if there is none
   */
  public HealthPost(Optional<Path> folder) {
    this.folder = folder;
  }

  /**
   * From now on this engine is asked. Blocks on the file system only.
   *
   * @param configuration what it was configured by
   * @param window whether it has one
   */
  public synchronized void open(Path configuration, Console console, boolean window) {
    if (folder.isEmpty() || left) {
      return;
    }
    try {
      post = Post.take(folder.get(), configuration.toRealPath(), () -> answer(console, window));
    } catch (IOException e) {
      // Whoever needs it finds out by asking, and a folder that cannot be written is told of
      // already.
      LOG.info("Nobody can ask how this engine is: {}", String.valueOf(e.getMessage()));
    }
  }

  private static byte[] answer(Console console, boolean window) {
    return HealthLines.write(
        new HealthReport(ProcessHandle.current().pid(), window, Examination.of(console)));
  }

  /** Nobody is asked any more, for good. */
  public synchronized void leave() {
    left = true;
    Post taken = post;
    post = null;
    if (taken != null) {
      try {
        taken.close();
      } catch (IOException e) {
        LOG.warn("The place where this engine was asked was not left in order: {}", e.toString());
      }
    }
  }
}
