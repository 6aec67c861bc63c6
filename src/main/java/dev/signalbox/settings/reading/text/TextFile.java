package dev.signalbox.settings.reading.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/** Reads a small UTF-8 file whole, or says in a few words why it cannot. */
public final class TextFile {
  /** What a configuration may hold, in bytes. */
  public static final int LIMIT = 1 << 20;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private TextFile() {}

  /** Why a file could not be read, in words for the operator. */
  public static final class UnreadableException extends Exception {
    private final int line;

    UnreadableException(String reason, int line) {
      super(reason);
      this.line = line;
    }

    public String reason() {
      return Objects.requireNonNull(getMessage());
    }

    /** The line at fault, counted from 1; 0 if it is the file as a whole. */
    public int line() {
      return line;
    }
  }

  /**
   * The text of a file.
   *
   * @param limit the most bytes it may have
   */
  public static String read(Path file, int limit) throws UnreadableException {
    byte[] bytes;
    try {
      requireFile(file);
      try (InputStream stream = Files.newInputStream(file)) {
        bytes = stream.readNBytes(limit + 1);
      }
    } catch (IOException failure) {
      throw new UnreadableException(reason(failure), 0);
    }
    return text(bytes, limit);
  }

  /**
   * What such a file of these bytes says.
   *
   * @param limit the most of them it may have
   */
  public static String text(byte[] bytes, int limit) throws UnreadableException {
    if (bytes.length > limit) {
      throw new UnreadableException("is larger than " + size(limit), 0);
    }
    requireNoWideCharacters(bytes);
    return decode(bytes);
  }

  /** Opening anything else may wait for ever, or do something. */
  private static void requireFile(Path file) throws IOException, UnreadableException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    if (attributes.isDirectory()) {
      throw new UnreadableException("is a directory, not a file", 0);
    }
    if (!attributes.isRegularFile()) {
      throw new UnreadableException("is not a file", 0);
    }
  }

  private static String size(int bytes) {
    return bytes >> 10 < 1 << 10 ? (bytes >> 10) + " KiB" : (bytes >> 20) + " MiB";
  }

  /** Every encoding but UTF-8 that some editors save in shows itself in the first two bytes. */
  private static void requireNoWideCharacters(byte[] bytes) throws UnreadableException {
    if (bytes.length < 2) {
      return;
    }
    int first = bytes[0] & 0xFF;
    int second = bytes[1] & 0xFF;
    boolean marked = first + second == 0xFF + 0xFE && (first == 0xFF || first == 0xFE);
    if (marked || first == 0 || second == 0) {
      throw new UnreadableException("is UTF-16 or UTF-32 text: save it as UTF-8", 1);
    }
  }

  /** Why a file could not be read, in a few words. */
  public static String reason(IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "no such file";
      case AccessDeniedException _ -> "permission denied";
      case FileSystemException system when system.getReason() != null ->
          lowered(system.getReason());
      default -> failure.getMessage() == null ? "cannot be read" : lowered(failure.getMessage());
    };
  }

  private static String decode(byte[] bytes) throws UnreadableException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer input = ByteBuffer.wrap(bytes);
    CharBuffer text = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(input, text, true);
    text.flip();
    if (result.isError()) {
      int line = 1 + (int) text.chars().filter(character -> character == '\n').count();
      throw new UnreadableException("is not UTF-8 text", line);
    }
    String decoded = text.toString();
    return decoded.startsWith(BYTE_ORDER_MARK) ? decoded.substring(1) : decoded;
  }

  private static String lowered(String reason) {
    return reason.isEmpty()
        ? reason
        : Character.toLowerCase(reason.charAt(0)) + reason.substring(1);
  }
}
