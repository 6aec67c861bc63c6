package dev.signalbox.journal;

import dev.signalbox.base.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder whose files only the user may read. On POSIX it and its files are made so, not changed
 * afterwards; elsewhere it inherits that from the user's own directory.
 */
record PrivateFolder(Path path) {
  /** Makes it if it is not there, and closes it to others if it is open to them. */
  void create() throws IOException {
    Files.createDirectories(path, OwnerOnly.folder(path));
    // The folder itself may be a link: where a user keeps it is the user's business.
    narrow(Files.getFileAttributeView(path, PosixFileAttributeView.class), OwnerOnly.FOLDER);
  }

  /** Opens a file of it, made private if the options make it; never through a link. */
  FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
    Set<OpenOption> all = new HashSet<>(options);
    all.add(LinkOption.NOFOLLOW_LINKS);
    return FileChannel.open(file, all, OwnerOnly.file(file));
  }

  /** Closes a file of it to others if it is open to them. */
  void narrow(Path file) throws IOException {
    narrow(
        Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS),
        OwnerOnly.FILE);
  }

  private static void narrow(@Nullable PosixFileAttributeView view, String allowed)
      throws IOException {
    if (view == null) {
      return;
    }
    Set<PosixFilePermission> narrowed = view.readAttributes().permissions();
    if (narrowed.retainAll(PosixFilePermissions.fromString(allowed))) {
      view.setPermissions(narrowed);
    }
  }
}
