package dev.signalbox.ui;

import java.util.List;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;

/** Every key that does something, as F1 shows it, written down by hand. */
final class KeyTable {

  /**
   * One line of what F1 shows.
   *
   * @param keys as they are written there
   * @param pressed each of them, as it is pressed
   */
  record Line(String keys, String action, List<String> pressed) {}

  static final List<Line> SHOWN =
      List.of(
          line("Ctrl+K", "Go to an action, a connection or a relay by name", "Ctrl+K"),
          line(
              "Ctrl+1 … 9",
              "Go to a connection, counted as configured",
              "Ctrl+1",
              "Ctrl+2",
              "Ctrl+3",
              "Ctrl+4",
              "Ctrl+5",
              "Ctrl+6",
              "Ctrl+7",
              "Ctrl+8",
              "Ctrl+9"),
          line(
              "Up, Down, Enter",
              "Choose in the list; press the main button of what is chosen",
              "Up",
              "Down",
              "Enter"),
          line("Ctrl+Shift+F", "Filter connections and relays", "Ctrl+Shift+F"),
          line(
              "Shift+Down, Ctrl+A",
              "Select several, for Retry, Stop retrying and Connect above the list",
              "Shift+Down",
              "Ctrl+A"),
          line(
              "Esc",
              "Back to now, clear the search, cancel the focused connect; never quits",
              "Esc"),
          line(
              "Ctrl+Shift+P",
              "Start or stop polling of the chosen relay, or of the only one",
              "Ctrl+Shift+P"),
          line("F6, Shift+F6", "Next or previous region", "F6", "Shift+F6"),
          line("Ctrl+Shift+D", "Dense rows, or rows with room", "Ctrl+Shift+D"),
          line(
              "Ctrl+Plus, Minus, 0",
              "Larger, smaller, as usual",
              "Ctrl+Plus",
              "Ctrl+Minus",
              "Ctrl+0"),
          line("Ctrl+W, Ctrl+Q", "Close the window, quit", "Ctrl+W", "Ctrl+Q"),
          line("F1", "These keys", "F1"),
          line("F7", "History of all objects, or the page of the chosen one", "F7"),
          line("Ctrl+H", "What happened while you were away, to copy or save", "Ctrl+H"),
          line(
              "Ctrl+Shift+E",
              "Export diagnostics: versions, configuration, states, log and threads, without"
                  + " secrets",
              "Ctrl+Shift+E"),
          line("F9", "Log over the whole window, and back", "F9"),
          line("Ctrl+L", "Filter the log", "Ctrl+L"),
          line(
              "Ctrl+F, F3, Shift+F3",
              "Find in the log, next, previous",
              "Ctrl+F",
              "F3",
              "Shift+F3"),
          line("F8, Shift+F8", "Next or previous error in the log", "F8", "Shift+F8"),
          line(
              "Ctrl+B, F2, Shift+F2",
              "Bookmark a log line, go to the next or previous",
              "Ctrl+B",
              "F2",
              "Shift+F2"),
          line("Right, Left (log)", "Show repeats one by one, or folded", "Right", "Left"),
          line("Space (log)", "Hold the log still, or go on", "Space"),
          line("End", "Follow the log", "End"),
          line("Ctrl+C", "Copy the selected log lines", "Ctrl+C"),
          line("Ctrl+Shift+C", "Copy the last problem in full", "Ctrl+Shift+C"),
          line("Ctrl+S", "Save the log lines shown", "Ctrl+S"),
          line(
              "F4",
              "Track plan: what every relay moves and what holds it up, or the page again",
              "F4"),
          line("Ctrl+,", "Configuration: add, edit, test and remove connections", "Ctrl+,"),
          // Only where there are bars: LogWindowTest and PastWindowTest press them.
          line(
              "Shift+Left, Right (times)",
              "Show only a time of the log, chosen among its bars; L in the history does that for a"
                  + " state"),
          line("Ctrl+M", "Mute what is chosen, now or for a maintenance to come", "Ctrl+M"));

  /** The same as others: what a Mac's keyboard has in their place, or another key of that sign. */
  static final List<String> BESIDE =
      List.of(
          "Ctrl+G",
          "Ctrl+Shift+G",
          "Ctrl+Equals",
          "Ctrl+Shift+Equals",
          "Ctrl+Shift+Plus",
          "Ctrl+Add",
          "Ctrl+Shift+Add",
          "Ctrl+Subtract",
          "Ctrl+Numpad 0");

  private KeyTable() {}

  private static Line line(String keys, String action, String... pressed) {
    return new Line(keys, action, List.of(pressed));
  }

  static List<String> all() {
    return Stream.concat(SHOWN.stream().flatMap(line -> line.pressed().stream()), BESIDE.stream())
        .toList();
  }

  /** The keys of what is written like that. */
  static KeyCode[] codes(String written) {
    return Stream.of(written.split("\\+")).map(KeyTable::code).toArray(KeyCode[]::new);
  }

  private static KeyCode code(String name) {
    return switch (name) {
      case "," -> KeyCode.COMMA;
      case "Numpad 0" -> KeyCode.NUMPAD0;
      default -> KeyCode.getKeyCode(name);
    };
  }
}
