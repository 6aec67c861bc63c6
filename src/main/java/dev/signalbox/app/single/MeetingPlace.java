package dev.signalbox.app.single;

import dev.signalbox.base.HostName;
import dev.signalbox.settings.SettingsLocation.Surroundings;
import dev.signalbox.settings.StateDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the programs of one user on one machine find each other while they run: what this operating
 * system has for that, else a folder in the state directory.
 */
public final class MeetingPlace {
  private MeetingPlace() {}

  /**
   * The folder, which need not be there; empty if nobody has said where the user's own files are.
   * Looks at the file system: not for the FX thread.
   */
  public static Optional<Path> of(Surroundings surroundings) {
    // A session that has ended may have left the variable, and its directory is not ours to make.
    Optional<Path> session =
        surroundings
            .directory("XDG_RUNTIME_DIR")
            .filter(Files::isDirectory)
            .filter(_ -> isUnix(surroundings));
    return session
        .map(folder -> folder.resolve("signalbox"))
        .or(() -> StateDirectory.userDirectory(surroundings).map(MeetingPlace::within));
  }

  private static boolean isUnix(Surroundings surroundings) {
    return !surroundings.isWindows() && !surroundings.isMac();
  }

  /** Where a program keeps its state, as far as it is of use only while one runs. */
  public static Path within(Path state) {
    return state.resolve("run");
  }

  /**
   * What stands for that file in a name there, on this machine: others may share the folder. Short,
   * since a socket's name has to be.
   */
  public static String nameOf(Path file) {
    return StateDirectory.hash(HostName.read() + " " + file);
  }
}
