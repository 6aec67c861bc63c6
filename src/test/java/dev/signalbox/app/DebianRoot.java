package dev.signalbox.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A place of its own for packages, with a database that says what is installed on this machine: so
 * dependencies are looked at, and nothing of the machine is touched.
 */
record DebianRoot(Path folder) {
  private static final Path STATUS = Path.of("/var/lib/dpkg/status");
  private static final String DATABASE = "var/";

  static DebianRoot prepare(Path folder) throws IOException {
    Path database = folder.resolve("var/lib/dpkg");
    Files.createDirectories(database.resolve("info"));
    Files.createDirectories(database.resolve("updates"));
    Files.copy(STATUS, database.resolve("status"));
    return new DebianRoot(folder);
  }

  Path path(String file) {
    return folder.resolve(file);
  }

  /** Runs dpkg, which has to be content; returns what it wrote. */
  String dpkg(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("dpkg", "--root=" + folder, "--force-script-chrootless", "--force-not-root"));
    command.addAll(List.of(arguments));
    return InstallIT.run(command.toArray(String[]::new));
  }

  /** All that is there but the database. */
  List<String> files() throws IOException {
    return InstallIT.filesBelow(folder).stream()
        .filter(file -> !file.startsWith(DATABASE))
        .toList();
  }
}
