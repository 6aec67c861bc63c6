package dev.signalbox.base;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

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

  private static FileAttribute<?>[] attributes(Path path, String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
