package dev.signalbox.base;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

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
    Path draft = beside(target);
    // One that is left is of a process that had this number and died.
    Files.deleteIfExists(draft);
    replace(target, draft, PrivateFile::create, content, _ -> {});
  }

  /** What has to hold still when the file's place is taken. */
  @FunctionalInterface
  public interface Condition {
    /** Throws if it does not hold. */
    void require() throws IOException;
  }

  /**
   * As {@link #replace}, of a file that is there and keeps its owner, group and permissions, and
   * whatever else the file system lets a copy have; it is left alone where it cannot keep them.
   *
   * <p>A copy is made with the permissions of the file, and can be restricted only when it is
   * there. So it is made in a folder into which nobody else can look.
   *
   * @param condition is looked at last
   */
  public static void change(Path file, Condition condition, Content content) throws IOException {
    Path target = file.toAbsolutePath();
    Path room = beside(target);
    Path draft = room.resolve("draft");
    // As above, and nothing behind a link.
    if (Files.isDirectory(room, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(draft);
    }
    Files.deleteIfExists(room);
    Files.createDirectory(room, OwnerOnly.folder(room));
    try {
      replace(
          target,
          draft,
          empty -> copy(target, empty),
          content,
          whole -> {
            takeOver(target, whole);
            condition.require();
          });
    } finally {
      // What was written is written, even if somebody has put something into it meanwhile.
      var _ = room.toFile().delete();
    }
  }

  /** A name in the same folder that no other process at work takes. */
  private static Path beside(Path target) {
    return target.resolveSibling(
        "%s.%d.part".formatted(target.getFileName(), ProcessHandle.current().pid()));
  }

  /** What is done with the draft, before it is written or before it takes its place. */
  @FunctionalInterface
  private interface Step {
    void on(Path draft) throws IOException;
  }

  private static void create(Path draft) throws IOException {
    Files.createFile(draft, OwnerOnly.file(draft));
    OwnerOnly.restrict(draft, OwnerOnly.FILE, LinkOption.NOFOLLOW_LINKS);
  }

  /** Lists of who may do what come along with a copy, and in no other way. */
  private static void copy(Path file, Path draft) throws IOException {
    Files.copy(file, draft, StandardCopyOption.COPY_ATTRIBUTES);
    // Until it is whole nobody else reads it, and one that is not to be written can be.
    OwnerOnly.restrict(draft, OwnerOnly.FILE, LinkOption.NOFOLLOW_LINKS);
  }

  private static void takeOver(Path file, Path draft) throws IOException {
    try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      // A power cut after the move must not leave less than what was there.
      channel.force(true);
    }
    PosixFileAttributeView from = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    PosixFileAttributeView to = Files.getFileAttributeView(draft, PosixFileAttributeView.class);
    if (from == null || to == null) {
      return;
    }
    PosixFileAttributes wanted = from.readAttributes();
    PosixFileAttributes present = to.readAttributes();
    if (!wanted.owner().equals(present.owner())) {
      to.setOwner(wanted.owner());
    }
    if (!wanted.group().equals(present.group())) {
      to.setGroup(wanted.group());
    }
    to.setPermissions(wanted.permissions());
  }

  private static void replace(Path target, Path draft, Step begin, Content content, Step finish)
      throws IOException {
    try {
      begin.on(draft);
      try (OutputStream out = Files.newOutputStream(draft)) {
        content.writeTo(out);
      }
      finish.on(draft);
      Files.move(
          draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
