package dev.signalbox.settings.reading;

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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who besides its owner gets at a file that holds a secret: whoever may read it is worth a notice,
 * and one that anybody may write is not to be used. A file in a folder that is closed to others is
 * closed to them, whatever it says itself. Where there are no such permissions, nothing is said.
 */
final class SecretFile {
  private static final Set<PosixFilePermission> BY_OTHERS =
      Set.of(GROUP_READ, OTHERS_READ, OTHERS_WRITE);

  private SecretFile() {}

  /** Adds what is to be said of a file, in the place that needs it. */
  static void check(Path file, Place place, Problems problems) {
    try {
      Set<PosixFilePermission> open = openTo(file.toRealPath());
      if (open.contains(OTHERS_WRITE)) {
        problems.addOnce(
            place, "anybody may write " + file + mode(file), "chmod 600 " + file.getFileName());
      } else if (!open.isEmpty()) {
        problems.notice(
            place, "others may read " + file + mode(file), "chmod 600 " + file.getFileName());
      }
    } catch (IOException | UnsupportedOperationException _) {
      // Not there, or no such permissions here: neither is this check's to tell.
    }
  }

  /** What others may do with it, as far as they get at it at all. */
  private static Set<PosixFilePermission> openTo(Path file) throws IOException {
    Set<PosixFilePermission> open = EnumSet.copyOf(BY_OTHERS);
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

  private static String mode(Path file) throws IOException {
    return String.format(
        Locale.ROOT, " (mode %04o)", (int) Files.getAttribute(file, "unix:mode") & 07777);
  }
}
