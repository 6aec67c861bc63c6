package dev.signalbox.connection.keys;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * One block of a file in PEM.
 *
 * @param type the word behind BEGIN, as {@code PRIVATE KEY}
 * @param text what stands between the two lines of dashes
 */
public record Pem(String type, String text) {
  /** Room for any bundle of certificates, and little enough for whatever else is there. */
  private static final int LARGEST_FILE = 4 * 1024 * 1024;

  /** At least: NATS puts one more before an end. */
  private static final String DASHES = "---";

  private static final String BEGIN = "BEGIN ";
  private static final String END = "END ";

  /** All blocks, in order; whatever stands outside of them is left out. */
  public static List<Pem> read(Path file) throws IOException {
    List<Pem> blocks = new ArrayList<>();
    String type = "";
    StringBuilder text = new StringBuilder();
    for (String line : content(file).lines().map(String::strip).toList()) {
      String word = line.startsWith(DASHES) ? withoutDashes(line) : "";
      if (word.startsWith(BEGIN)) {
        type = word.substring(BEGIN.length());
        text.setLength(0);
      } else if (word.startsWith(END) && !type.isEmpty()) {
        blocks.add(new Pem(type, text.toString()));
        type = "";
      } else if (!type.isEmpty()) {
        text.append(line).append('\n');
      }
    }
    return blocks;
  }

  /** Not by a pattern, which would try each dash of a long row. */
  private static String withoutDashes(String line) {
    int begin = 0;
    int end = line.length();
    while (begin < end && line.charAt(begin) == '-') {
      begin++;
    }
    while (end > begin && line.charAt(end - 1) == '-') {
      end--;
    }
    return line.substring(begin, end);
  }

  /** What a small file holds. */
  public static String content(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      byte[] read = bytes.readNBytes(LARGEST_FILE + 1);
      if (read.length > LARGEST_FILE) {
        throw new UnusableFileException(
            file, "is too large for what it should hold", "Correct the file name.");
      }
      return new String(read, StandardCharsets.ISO_8859_1);
    }
  }

  /** The encoded bytes; empty if they are damaged. */
  public Optional<byte[]> decoded() {
    try {
      return Optional.of(Base64.getDecoder().decode(text.replace("\n", "")));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
