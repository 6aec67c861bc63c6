package dev.signalbox.base;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** A file for its owner's eyes only. Blocks on the file system. */
public final class PrivateFile {
  private PrivateFile() {}

  /** What is to be in it. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it; need not be buffered outside. */
    void writeTo(OutputStream file) throws IOException;
  }

  /**
   * Puts it into the place of what was there, as a whole or not at all: another program may be
   * reading it, and what was there is worth more than a half.
   */
  public static void replace(Path file, Content content) throws IOException {
    Path target = file.toAbsolutePath();
    Path folder = Objects.requireNonNull(target.getParent(), "a root is no file");
    Path draft =
        folder.resolve("%s.%d.part".formatted(target.getFileName(), ProcessHandle.current().pid()));
    // One that is left is of a process that had this number and died.
    Files.deleteIfExists(draft);
    Files.createFile(draft, OwnerOnly.file(draft));
    try {
      OwnerOnly.restrict(draft, OwnerOnly.FILE, LinkOption.NOFOLLOW_LINKS);
      try (OutputStream out = Files.newOutputStream(draft)) {
        content.writeTo(out);
      }
      Files.move(
          draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
