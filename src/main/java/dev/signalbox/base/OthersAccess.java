package dev.signalbox.base;

import static java.nio.file.attribute.PosixFilePermission.GROUP_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What others than its owner can do with a file. One in a folder that is closed to them is closed
 * to them, whatever it says itself.
 *
 * @param read whether the group or anybody may read it
 * @param write whether anybody may write it
 * @param openFolder one on the way to it in which anybody may put another file or folder in its
 *     place
 * @param mode its permissions as {@code chmod} takes them
 */
public record OthersAccess(boolean read, boolean write, Optional<Path> openFolder, String mode) {
  /** In a folder with this bit only a file's owner may move it. */
  private static final int STICKY = 01000;

  /** Looks at the file; empty if it is not there or permissions are none that POSIX knows. */
  public static Optional<OthersAccess> to(Path file) {
    try {
      Path real = file.toRealPath();
      Set<PosixFilePermission> open = permissions(real);
      return Optional.of(
          new OthersAccess(
              open.contains(GROUP_READ) || open.contains(OTHERS_READ),
              open.contains(OTHERS_WRITE),
              openFolder(real),
              String.format(Locale.ROOT, "%04o", mode(real))));
    } catch (IOException | UnsupportedOperationException _) {
      // Neither is this class's to tell: whoever reads the file finds out.
      return Optional.empty();
    }
  }

  private static int mode(Path path) throws IOException {
    return (int) Files.getAttribute(path, "unix:mode") & 07777;
  }

  /** The uppermost that others may write to, unless a closed one is above it. */
  private static Optional<Path> openFolder(Path file) throws IOException {
    Path way = Objects.requireNonNull(file.getRoot());
    for (Path name : way.relativize(file)) {
      Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(way);
      if (!allowed.contains(OTHERS_EXECUTE)) {
        return Optional.empty();
      }
      if (allowed.contains(OTHERS_WRITE) && (mode(way) & STICKY) == 0) {
        return Optional.of(way);
      }
      way = way.resolve(name);
    }
    return Optional.empty();
  }

  /** Those of others, as far as they get at the file at all. */
  private static Set<PosixFilePermission> permissions(Path file) throws IOException {
    Set<PosixFilePermission> open = EnumSet.of(GROUP_READ, OTHERS_READ, OTHERS_WRITE);
    open.retainAll(Files.getPosixFilePermissions(file));
    for (@Nullable Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
      Set<PosixFilePermission> way = Files.getPosixFilePermissions(folder);
      if (!way.contains(GROUP_EXECUTE)) {
        open.remove(GROUP_READ);
      }
      if (!way.contains(OTHERS_EXECUTE)) {
        open.remove(OTHERS_READ);
        open.remove(OTHERS_WRITE);
      }
    }
    return open;
  }
}
