package dev.signalbox.app.single;

import dev.signalbox.app.single.Visit.Answer;
import dev.signalbox.base.Deadline;
import dev.signalbox.base.FileFailures;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The place of the one window that a configuration has. A window without one works as well, but
 * nobody hinders another beside it; what a relay does is guarded by its lease in any case. A
 * program without a window takes no place: it is known by the lease alone.
 *
 * <p>Threading: closed from any thread.
 */
public final class WindowSeat implements Closeable {
  /** No process is told that another one's lock has ended. */
  private static final Duration INTERVAL = Duration.ofMillis(50);

  /** What is answered once the window is in front. */
  static final byte SHOWN = 1;

  private final SeatLock lock;
  private final Doorbell bell;

  private WindowSeat(SeatLock lock, Doorbell bell) {
    this.lock = lock;
    this.bell = bell;
  }

  /**
   * Asks for it. Blocks while whoever has it begins or closes, or does not answer.
   *
   * @param folder where the programs of this user find each other
   * @param configuration its real path
   * @param comeForward brings our window to the front from then on; false if it is about to close
   */
  public static Claim claim(
      Path folder,
      Path configuration,
      Supplier<CompletionStage<Boolean>> comeForward,
      Patience patience) {
    SeatFiles files = new SeatFiles(folder, MeetingPlace.nameOf(configuration));
    try {
      files.prepare();
      SeatLock lock = SeatLock.open(files.lock());
      boolean seated = false;
      try {
        Claim claim = claim(files, lock, comeForward, patience);
        seated = claim instanceof Claim.Seated;
        return claim;
      } finally {
        if (!seated) {
          lock.close();
        }
      }
    } catch (ForeignPlaceException e) {
      return new Claim.Unguarded(String.valueOf(e.getMessage()));
    } catch (UnsupportedOperationException e) {
      return new Claim.Unguarded("this system has no Unix sockets");
    } catch (IOException e) {
      return new Claim.Unguarded("%s: %s".formatted(folder, FileFailures.reason(e)));
    }
  }

  private static Claim claim(
      SeatFiles files,
      SeatLock lock,
      Supplier<CompletionStage<Boolean>> comeForward,
      Patience patience)
      throws IOException {
    Deadline deadline = Deadline.in(patience.change());
    while (!lock.take()) {
      Answer answer =
          files.hasSocket() ? Visit.at(files.socket(), patience.answer()) : Answer.NOBODY;
      switch (answer) {
        case SHOWN -> {
          return new Claim.Shown(lock.holder());
        }
        case SILENT -> {
          return new Claim.Silent(lock.holder(), patience.answer());
        }
        case NOBODY -> {
          if (deadline.isPassed()) {
            return new Claim.Silent(lock.holder(), patience.change());
          }
          LockSupport.parkNanos(INTERVAL.toNanos());
        }
      }
    }
    Doorbell.Kind door = new Doorbell.Kind("a second start", patience.answer().dividedBy(2));
    return new Claim.Seated(
        new WindowSeat(lock, Doorbell.hang(files, door, () -> shown(comeForward))));
  }

  /** Waits for the window; a limit ends that. */
  private static byte[] shown(Supplier<CompletionStage<Boolean>> comeForward) throws Exception {
    return comeForward.get().toCompletableFuture().get() ? new byte[] {SHOWN} : new byte[0];
  }

  /** Lets another window have it. */
  @Override
  public void close() throws IOException {
    try {
      bell.close();
    } finally {
      lock.close();
    }
  }
}
