package dev.signalbox.app;

import java.nio.file.Path;
import java.util.List;

/** The program with a control for its rows that cannot be made. */
final class UnshowableProgram {
  private UnshowableProgram() {}

  /** With the configuration and the folder for its state. */
  public static void main(String[] arguments) {
    Main.run(
        List.of("--config", arguments[0]),
        List.of(
            _ -> {
              throw new IllegalStateException("no such control");
            }),
        Path.of(arguments[1]));
  }
}
