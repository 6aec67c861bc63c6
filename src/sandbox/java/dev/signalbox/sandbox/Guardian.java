package dev.signalbox.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts guardians: tiny shell processes whose standard input is a pipe held open by this JVM. The
 * kernel closes that pipe when the JVM ends, in whatever way, and so the guardian learns of it.
 */
final class Guardian {
  private Guardian() {}

  /**
   * Starts a guardian in a session of its own, so that Ctrl+C in the terminal reaches the console
   * alone and the servers stay up until the console has closed its connections.
   *
   * @param script POSIX shell; has to end soon after its standard input ends
   * @param errors receives what the shell itself complains about
   */
  static Process start(String script, ProcessBuilder.Redirect errors, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    SearchPath.ofSystem().find("setsid").map(Path::toString).ifPresent(command::add);
    command.addAll(List.of("sh", "-c", script, "signalbox-guardian"));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectError(errors).start();
  }
}
