package dev.signalbox.app.single;

import dev.signalbox.app.single.Whereabouts.Place;
import dev.signalbox.base.Deadline;
import dev.signalbox.base.FileFailures;
import dev.signalbox.base.FreshThread;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import jdk.net.ExtendedSocketOptions;

/** Asks all engines that run on a configuration, all at the same time. */
public final class Inquiry {
  /** What is read of an answer, in bytes. */
  public static final int LONGEST = 128 << 10;

  /** What is there answers at once; whoever asks would rather be told that it does not. */
  public static final Duration LIMIT = Duration.ofSeconds(1);

  private Inquiry() {}

  /** What came of asking one engine. One that does not run has none. */
  public sealed interface Answer {

    /**
     * It said this, which is whatever it wrote.
     *
     * @param place where it was asked
     * @param text at most {@link #LONGEST} bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed over to one reader.
    record Given(Place place, byte[] text) implements Answer {}

    /**
     * It has its place and says nothing: it is suspended, or hangs.
     *
     * @param place where it was asked
     * @param pid of its process, as that has written it
     */
    record Silent(Place place, OptionalLong pid) implements Answer {}

    /** The time was up before it was asked whether anything is there. */
    record Unasked(Place place) implements Answer {}
  }

  /**
   * Blocks no longer than that limit, whatever the others do, and than the file system takes to
   * tell what is in one place. Makes nothing. Those that come first are asked first.
   *
   * @param configuration its real path
   * @throws IOException if nobody answers, and in one of the places nobody can be asked; the
   *     message is a sentence
   */
  public static List<Answer> ask(List<Place> places, Path configuration, Duration limit)
      throws IOException {
    Deadline deadline = Deadline.in(limit);
    List<Call> calls = new ArrayList<>();
    List<Answer> unasked = new ArrayList<>();
    List<IOException> obstacles = new ArrayList<>();
    for (Place place : places) {
      if (deadline.isPassed()) {
        unasked.add(new Answer.Unasked(place));
      } else {
        try {
          begin(place, configuration, calls);
        } catch (IOException e) {
          obstacles.add(e);
        }
      }
    }
    calls.forEach(call -> call.await(deadline));
    List<Answer> answers =
        Stream.concat(calls.stream().flatMap(Call::answer), unasked.stream()).toList();
    if (answers.isEmpty() && !obstacles.isEmpty()) {
      throw obstacles.getFirst();
    }
    return answers;
  }

  private static void begin(Place place, Path configuration, List<Call> calls) throws IOException {
    try {
      for (int number = 1; number <= Post.MOST; number++) {
        SeatFiles files = Post.files(place, configuration, number);
        if (files.hasFolder() && files.hasSocket()) {
          calls.add(Call.begin(place, files));
        }
      }
    } catch (ForeignPlaceException e) {
      throw e;
    } catch (UnsupportedOperationException e) {
      throw new IOException("this system has no Unix sockets", e);
    } catch (IOException e) {
      throw new IOException("%s: %s".formatted(place.folder(), FileFailures.reason(e)), e);
    }
  }

  /** One of the questions. */
  private static final class Call {
    private final Place place;
    private final SeatFiles files;
    private final FreshThread thread;

    /** All that it has said; nothing until then. */
    private volatile byte[] text = new byte[0];

    private boolean refused;

    private Call(Place place, SeatFiles files) {
      this.place = place;
      this.files = files;
      this.thread = FreshThread.start("ask how it is", this::read);
    }

    static Call begin(Place place, SeatFiles files) {
      return new Call(place, files);
    }

    private Void read() throws IOException {
      try (SocketChannel door = SocketChannel.open(UnixDomainSocketAddress.of(files.socket()))) {
        requireOwner(door);
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        ByteBuffer part = ByteBuffer.allocate(4 << 10);
        while (taken.size() < LONGEST && door.read(part.clear()) >= 0) {
          taken.write(part.array(), 0, Math.min(part.position(), LONGEST - taken.size()));
        }
        text = taken.toByteArray();
      }
      return null;
    }

    /** Since the socket was looked at, a link on the way to it may have become another one. */
    private void requireOwner(SocketChannel door) throws IOException {
      if (door.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
        String owner = door.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
        if (!owner.equals(place.owner())) {
          throw new ForeignPlaceException("another user answers at " + files.socket());
        }
      }
    }

    void await(Deadline deadline) {
      try {
        thread.await(deadline.remaining());
      } catch (TimeoutException e) {
        // What it has said by now is not all of it.
        text = new byte[0];
      } catch (IOException e) {
        // A crash has left the socket, or it is just about to begin or has just ended, or who
        // answers is somebody else.
        refused = true;
      } catch (Exception e) {
        throw new IllegalStateException("Nothing else can come of it", e);
      }
    }

    Stream<Answer> answer() {
      // One that hangs takes some callers and then no more; one that has ended has left its lock.
      if (refused && !isThere()) {
        return Stream.empty();
      }
      return Stream.of(
          text.length > 0 ? new Answer.Given(place, text) : new Answer.Silent(place, pid()));
    }

    private boolean isThere() {
      try (SeatLock lock = open()) {
        return lock.isHeld();
      } catch (IOException _) {
        // Nobody can tell, and nobody answers.
        return false;
      }
    }

    /** Nothing is made, least of all in another user's place. */
    private SeatLock open() throws IOException {
      if (!files.hasLock()) {
        throw new NoSuchFileException(files.lock().toString());
      }
      return SeatLock.openToAsk(files.lock());
    }

    private OptionalLong pid() {
      try (SeatLock lock = open()) {
        return lock.holder();
      } catch (IOException _) {
        // Only a word less in a message.
        return OptionalLong.empty();
      }
    }
  }
}
