package dev.signalbox.journal;

import dev.signalbox.journal.TransitionLine.CorruptLineException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;

/** What a file of transitions holds. Reading is bounded, however long the file is. */
sealed interface StoredTransitions {

  /**
   * It holds transitions. Whatever follows after {@code length} bytes is what a crash left of a
   * line.
   *
   * @param transitions the newest, oldest first
   * @param length up to the end of the last whole line; 0 if there is no file or nothing in it
   */
  record Whole(List<Transition> transitions, long length) implements StoredTransitions {}

  /** It is damaged, or somebody else's. */
  record Damaged(String reason) implements StoredTransitions {}

  /** Reads the last {@code limit} bytes of the file; a line that is begun before is left out. */
  static StoredTransitions read(PrivateFolder folder, Path file, int limit) throws IOException {
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return new Whole(List.of(), 0);
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return new Damaged("it is not a file");
    }
    folder.restrict(file);
    try (FileChannel channel = folder.open(file, EnumSet.of(StandardOpenOption.READ))) {
      byte[] start = bytes(channel, 0, TransitionLine.LIMIT);
      int end = endOfLine(start, 0);
      if (end < 0) {
        return TransitionLine.isTornHeader(start)
            ? new Whole(List.of(), 0)
            : new Damaged("its first line does not name the format");
      }
      if (!TransitionLine.isHeader(Arrays.copyOf(start, end))) {
        return new Damaged("its first line does not name a format and version known here");
      }
      long from = Math.max(end + 1, channel.size() - limit);
      return lines(from, bytes(channel, from, limit), from > end + 1);
    }
  }

  private static StoredTransitions lines(long offset, byte[] bytes, boolean beginsWithinLine) {
    List<Transition> transitions = new ArrayList<>();
    int begin = beginsWithinLine ? endOfLine(bytes, 0) + 1 : 0;
    for (int end = endOfLine(bytes, begin); end >= 0; end = endOfLine(bytes, begin)) {
      if (end - begin <= TransitionLine.LIMIT) {
        try {
          TransitionLine.decode(Arrays.copyOfRange(bytes, begin, end)).ifPresent(transitions::add);
        } catch (CorruptLineException e) {
          return new Damaged(
              "the line at byte %d is corrupt: %s".formatted(offset + begin, reason(e)));
        }
      }
      begin = end + 1;
    }
    // What a crash leaves is shorter than a line.
    return bytes.length - begin > TransitionLine.LIMIT
        ? new Damaged("what begins at byte %d has no end".formatted(offset + begin))
        : new Whole(List.copyOf(transitions), offset + begin);
  }

  private static String reason(CorruptLineException e) {
    return Objects.requireNonNull(e.getMessage());
  }

  private static int endOfLine(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static byte[] bytes(FileChannel channel, long from, int limit) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Math.clamp(channel.size() - from, 0, limit));
    channel.position(from);
    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
    return Arrays.copyOf(buffer.array(), buffer.position());
  }
}
