package dev.signalbox.matrix;

import java.util.List;
import java.util.Optional;

/** What the operator, the desktop or the operating system does. */
public enum Trigger {
  CANCEL("Cancel"),
  DISCONNECT("Disconnect"),
  STOP("Stop"),
  WINDOW_CLOSE("window close", "Window close requested, shutting down..."),
  SECOND_WINDOW_CLOSE("second window close", "Window close requested, shutting down..."),
  SIGINT("SIGINT", "Received signal 2, shutting down..."),
  SIGTERM("SIGTERM", "Received signal 15, shutting down..."),
  SIGHUP("SIGHUP", "Received signal 1, shutting down..."),
  THREE_SIGTERMS("three rapid SIGTERMs", "Received signal 15, shutting down..."),
  SIGTERM_AT_START_UP("SIGTERM while the window opens", "Received signal 15, shutting down..."),
  FATAL_ERROR("fatal error in a relay", "Fatal error, shutting down: ");

  private final String words;
  private final Optional<String> line;

  Trigger(String words) {
    this.words = words;
    this.line = Optional.empty();
  }

  Trigger(String words, String line) {
    this.words = words;
    this.line = Optional.of(line);
  }

  /** How the log's first line about it begins, if it closes the program. */
  Optional<String> line() {
    return line;
  }

  boolean closesProgram() {
    return line.isPresent();
  }

  boolean needsWindow() {
    return List.of(WINDOW_CLOSE, SECOND_WINDOW_CLOSE, SIGTERM_AT_START_UP).contains(this);
  }

  @Override
  public String toString() {
    return words;
  }
}
