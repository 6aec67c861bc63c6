package dev.signalbox.app;

import dev.signalbox.app.single.Claim;
import dev.signalbox.app.single.Patience;
import dev.signalbox.app.single.WindowSeat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a configuration has one window.
 *
 * <p>Threading: any thread but the FX thread; one claim at a time.
 */
final class OneWindow {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox");

  private final Optional<Path> folder;
  private final boolean start;
  private @Nullable Path claimed;
  private @Nullable WindowSeat seat;

  /**
   * With nothing claimed.
   *
   * @param folder where windows find each other; empty if there is none
   * @param start whether polling is to begin, which another window is not asked for
   */
  OneWindow(Optional<Path> folder, boolean start) {
    this.folder = folder;
    this.start = start;
  }

  /**
   * Makes ours the one window of that configuration. Blocks while another one begins, closes or
   * does not answer.
   *
   * @param comeForward brings our window to the front; false if it is about to close
   * @return empty if a window may be opened; else the exit code, after having said why
   */
  synchronized OptionalInt claim(Path file, Supplier<CompletionStage<Boolean>> comeForward) {
    Optional<Path> real = real(file);
    if (folder.isEmpty() || real.isEmpty() || real.get().equals(claimed)) {
      return OptionalInt.empty();
    }
    leave();
    return switch (WindowSeat.claim(folder.get(), real.get(), comeForward, Patience.STANDARD)) {
      case Claim.Seated s -> {
        claimed = real.get();
        seat = s.seat();
        yield OptionalInt.empty();
      }
      case Claim.Unguarded u -> {
        LOG.warn("A second window on {} would not be noticed: {}", file, u.reason());
        yield OptionalInt.empty();
      }
      case Claim.Shown s -> {
        LOG.info(
            "{} is open already{}: its window is in front now{}",
            file,
            process(s.pid()),
            start ? ", and nothing was started" : "");
        yield OptionalInt.of(ExitCode.ORDERLY);
      }
      case Claim.Silent s -> {
        LOG.error(
            "{} is open already{}, but that window has not answered for {} s. End its process, or"
                + " wait for it",
            file,
            process(s.pid()),
            s.waited().toSeconds());
        yield OptionalInt.of(ExitCode.UNUSABLE);
      }
    };
  }

  private static String process(OptionalLong pid) {
    return pid.isPresent() ? " (process %d)".formatted(pid.getAsLong()) : "";
  }

  /** One that is not there cannot be used, which is for its reader to say. */
  private static Optional<Path> real(Path file) {
    try {
      return Optional.of(file.toRealPath());
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** Lets another window open. */
  synchronized void leave() {
    WindowSeat left = seat;
    seat = null;
    claimed = null;
    if (left != null) {
      try {
        left.close();
      } catch (IOException e) {
        LOG.warn("The place of the window was not left in order: {}", e.toString());
      }
    }
  }
}
