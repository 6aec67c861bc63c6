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
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What others than its owner can do with a file. One in a folder that is closed to them is closed
 * to them, whatever it says itself.
 *
 * @param read whether the group or anybody may read it
 * @param write whether anybody may write it
 * @param mode its permissions as {@code chmod} takes them
 */
public record OthersAccess(boolean read, boolean write, String mode) {

  /** Looks at the file; empty if it is not there or permissions are none that POSIX knows. */
  public static Optional<OthersAccess> to(Path file) {
    try {
      Set<PosixFilePermission> open = permissions(file.toRealPath());
      int mode = (int) Files.getAttribute(file, "unix:mode") & 07777;
      return Optional.of(
          new OthersAccess(
              open.contains(GROUP_READ) || open.contains(OTHERS_READ),
              open.contains(OTHERS_WRITE),
              String.format(Locale.ROOT, "%04o", mode)));
    } catch (IOException | UnsupportedOperationException _) {
      // Neither is this class's to tell: whoever reads the file finds out.
      return Optional.empty();
    }
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
