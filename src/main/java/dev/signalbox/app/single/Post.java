package dev.signalbox.app.single;

import dev.signalbox.base.FileFailures;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * Where a running engine, with a window or without, answers whoever asks how it is. A configuration
 * has several such places, since several engines may share it: each takes the first that is free,
 * also from one that has crashed there.
 *
 * <p>Threading: closed from any thread.
 */
public final class Post implements Closeable {
  /** More engines on one configuration and machine than anybody runs. */
  static final int MOST = 16;

  /** An answer is there at once, and whoever asked takes it at once, or is frozen. */
  private static final Duration LIMIT = Duration.ofSeconds(1);

  private static final Doorbell.Kind DOOR = new Doorbell.Kind("a question how it is", LIMIT);

  private final SeatLock lock;
  private final Doorbell bell;

  private Post(SeatLock lock, Doorbell bell) {
    this.lock = lock;
    this.bell = bell;
  }

  static SeatFiles files(Path folder, Path configuration, int number) {
    return files(Whereabouts.Place.own(folder), configuration, number);
  }

  static SeatFiles files(Whereabouts.Place place, Path configuration, int number) {
    return new SeatFiles(
        place.folder(), MeetingPlace.nameOf(configuration) + "-" + number, place.owner());
  }

  /**
   * Begins to answer. Blocks on the file system only.
   *
   * @param folder where the programs of this user find each other
   * @param configuration its real path
   * @param answer made anew for each question, on a virtual thread; at most {@link Inquiry#LONGEST}
   *     bytes
   * @throws IOException if nobody can ask here; the message is a sentence
   */
  public static Post take(Path folder, Path configuration, Callable<byte[]> answer)
      throws IOException {
    try {
      for (int number = 1; number <= MOST; number++) {
        SeatFiles files = files(folder, configuration, number);
        files.prepare();
        SeatLock lock = SeatLock.open(files.lock());
        boolean taken = false;
        try {
          if (lock.take()) {
            Post post = new Post(lock, Doorbell.hang(files, DOOR, answer::call));
            taken = true;
            return post;
          }
        } finally {
          if (!taken) {
            lock.close();
          }
        }
      }
    } catch (ForeignPlaceException e) {
      throw e;
    } catch (UnsupportedOperationException e) {
      throw new IOException("this system has no Unix sockets", e);
    } catch (IOException e) {
      throw new IOException("%s: %s".formatted(folder, FileFailures.reason(e)), e);
    }
    throw new IOException("%d engines answer for it already".formatted(MOST));
  }

  /** Lets another one have it. */
  @Override
  public void close() throws IOException {
    try {
      bell.close();
    } finally {
      lock.close();
    }
  }
}
