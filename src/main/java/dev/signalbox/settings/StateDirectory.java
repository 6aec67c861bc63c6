package dev.signalbox.settings;

import dev.signalbox.settings.SettingsLocation.Surroundings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Where this operating system keeps what a program remembers from one run to the next. Computed
 * from the surroundings alone: nothing is looked up or made.
 */
public final class StateDirectory {
  private static final int NAME_LIMIT = 40;
  private static final int HASH_BYTES = 6;

  private StateDirectory() {}

  /**
   * The folder for what belongs to one configuration: named after its file, and told apart from
   * others of that name by the file's place. Empty if nobody has said where the user's own files
   * are.
   */
  public static Optional<Path> of(Surroundings surroundings, Path configuration) {
    Path file = surroundings.workingDirectory().resolve(configuration).toAbsolutePath().normalize();
    return userDirectory(surroundings)
        .map(folder -> folder.resolve(readableName(file) + "-" + hash(file.toString())));
  }

  /** The directory for all configurations of one user. */
  public static Optional<Path> userDirectory(Surroundings surroundings) {
    if (surroundings.isWindows()) {
      return surroundings
          .directory("LOCALAPPDATA", "AppData/Local")
          .map(folder -> folder.resolve("Signalbox/State"));
    }
    if (surroundings.isMac()) {
      return surroundings
          .home()
          .map(home -> home.resolve("Library/Application Support/Signalbox/State"));
    }
    return surroundings
        .directory("XDG_STATE_HOME", ".local/state")
        .map(folder -> folder.resolve("signalbox"));
  }

  private static String readableName(Path file) {
    String name =
        String.valueOf(file.getFileName())
            .replaceFirst("\\.ya?ml$", "")
            .replaceAll("[^A-Za-z0-9_-]+", "_");
    return name.substring(0, Math.min(name.length(), NAME_LIMIT));
  }

  /** Some letters and digits that are its own. */
  public static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
