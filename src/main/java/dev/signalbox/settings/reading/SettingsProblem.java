package dev.signalbox.settings.reading;

import dev.signalbox.base.ForeignText;

/**
 * One thing wrong with a configuration file. Holds no secret, so it may be shown and logged.
 *
 * @param file the file as it was asked for
 * @param line counted from 1; 0 means the file as a whole
 * @param key the dotted path of the key, such as {@code connections.oracle.url}; may be empty
 * @param message what is wrong
 * @param suggestion the likely remedy; may be empty
 */
public record SettingsProblem(
    String file, int line, String key, String message, String suggestion) {

  /** What a file says of itself may say anything. */
  public SettingsProblem {
    file = ForeignText.line(file);
    key = ForeignText.line(key);
    message = ForeignText.line(message);
    suggestion = ForeignText.line(suggestion);
  }

  /** One line, such as {@code signalbox.yaml:7: retry.maxx: unknown key; did you mean "max"?}. */
  @Override
  public String toString() {
    return file
        + (line > 0 ? ":" + line : "")
        + ": "
        + (key.isEmpty() ? "" : key + ": ")
        + message
        + (suggestion.isEmpty() ? "" : "; " + suggestion);
  }
}
