package dev.signalbox.settings.editing;

import dev.signalbox.base.FileFailures;
import dev.signalbox.base.OwnerOnly;
import dev.signalbox.base.PrivateFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/**
 * A configuration file as it was read, and the only way to change it: as a whole or not at all, and
 * not if somebody else has changed it since. Blocks on the file system. Immutable.
 */
public final class SettingsFile {
  private static final int LIMIT = 1 << 20;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Path file;
  private final boolean exists;
  private final byte[] bytes;

  private SettingsFile(Path file, boolean exists, byte[] bytes) {
    this.file = file;
    this.exists = exists;
    this.bytes = bytes;
  }

  /** As it is now; one that is not there is empty. */
  public static SettingsFile read(Path file) throws UneditableException {
    try {
      if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
        return new SettingsFile(file, false, new byte[0]);
      }
      if (!Files.isRegularFile(file)) {
        throw new UneditableException("it is no file that could be changed");
      }
      try (InputStream stream = Files.newInputStream(file)) {
        byte[] bytes = stream.readNBytes(LIMIT + 1);
        if (bytes.length > LIMIT) {
          throw new UneditableException("it is larger than 1 MiB");
        }
        SettingsFile found = new SettingsFile(file, true, bytes);
        if (!Arrays.equals(found.with(found.text()), bytes)) {
          throw new UneditableException("it is not UTF-8 text");
        }
        return found;
      }
    } catch (IOException e) {
      throw new UneditableException("it cannot be read: " + FileFailures.reason(e));
    }
  }

  public Path file() {
    return file;
  }

  /** Its text, without a byte order mark. */
  public String text() {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  /** The bytes of the file if it had that text, with the byte order mark that it has. */
  public byte[] with(String text) {
    boolean marked = new String(bytes, StandardCharsets.UTF_8).startsWith(BYTE_ORDER_MARK);
    return ((marked ? BYTE_ORDER_MARK : "") + text).getBytes(StandardCharsets.UTF_8);
  }

  /** The bytes as they were read. */
  public byte[] content() {
    return bytes.clone();
  }

  /** Whether it holds the same as the other one. */
  public boolean isSameAs(SettingsFile other) {
    return exists == other.exists && Arrays.equals(bytes, other.bytes);
  }

  /**
   * Puts this content in its place. What a link leads to is changed, not the link; owner, group and
   * permissions stay those of the file.
   *
   * @return the file with that content
   * @throws UneditableException if it has changed since it was read, or cannot be written; then it
   *     is as it was
   */
  public SettingsFile write(byte[] content) throws UneditableException {
    if (isOvertaken()) {
      throw overtaken();
    }
    try {
      if (exists) {
        PrivateFile.change(file.toRealPath(), this::requireSame, out -> out.write(content));
      } else {
        OwnerOnly.createFolders(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        PrivateFile.replace(file, out -> out.write(content));
      }
    } catch (OvertakenException e) {
      throw overtaken();
    } catch (IOException e) {
      throw new UneditableException("it cannot be written: " + FileFailures.reason(e));
    }
    return new SettingsFile(file, true, content.clone());
  }

  private boolean isOvertaken() throws UneditableException {
    return !isSameAs(read(file));
  }

  private static UneditableException overtaken() {
    return new UneditableException("the file has been changed on disk meanwhile: reload it first");
  }

  /** Once more, right before its place is taken: an editor may have been faster. */
  void requireSame() throws IOException {
    try {
      if (isOvertaken()) {
        throw new OvertakenException();
      }
    } catch (UneditableException e) {
      throw new OvertakenException();
    }
  }

  /** Somebody else has changed the file. */
  private static final class OvertakenException extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
