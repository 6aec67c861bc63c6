package dev.signalbox.base;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * What makes a file or folder one that only its owner may read, from its first moment on. Where a
 * file system knows nothing of that, it inherits what its folder allows.
 */
public final class OwnerOnly {
  /** The permissions of such a folder, as POSIX writes them. */
  public static final String FOLDER = "rwx------";

  /** The permissions of such a file, as POSIX writes them. */
  public static final String FILE = "rw-------";

  private OwnerOnly() {}

  /** For a file that is about to be made. */
  public static FileAttribute<?>[] file(Path file) {
    return attributes(file, FILE);
  }

  /** For a folder that is about to be made. */
  public static FileAttribute<?>[] folder(Path folder) {
    return attributes(folder, FOLDER);
  }

  /** Makes a folder and those above it that are missing, whatever the process's mask takes away. */
  public static void createFolders(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      createFolders(parent);
    }
    try {
      Files.createDirectory(folder, folder(folder));
      restrict(folder, FOLDER);
    } catch (FileAlreadyExistsException e) {
      // Another process may have been faster.
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  /** Gives what is there exactly these permissions, where they are known. */
  public static void restrict(Path path, String permissions, LinkOption... options)
      throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(path, PosixFileAttributeView.class, options);
    Set<PosixFilePermission> wanted = PosixFilePermissions.fromString(permissions);
    if (view != null && !view.readAttributes().permissions().equals(wanted)) {
      view.setPermissions(wanted);
    }
  }

  private static FileAttribute<?>[] attributes(Path path, String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
