package dev.signalbox.settings.reading;

import dev.signalbox.settings.Redaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one file. Confined to the thread that loads it. */
final class Problems {
  private final String file;
  private final List<SettingsProblem> found = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  void add(Place place, String message) {
    add(place, message, "");
  }

  void add(Place place, String message, String suggestion) {
    // A missing blank turns "password: x" into a key that carries the secret.
    Redaction redaction = Redaction.GENERIC;
    found.add(
        new SettingsProblem(
            file,
            place.line(),
            redaction.redact(place.key()),
            redaction.redact(message),
            redaction.redact(suggestion)));
  }

  int count() {
    return found.size();
  }

  /** Throws what was found, in line order; within one line in the order of the finding. */
  void throwIfAny() throws SettingsException {
    if (!found.isEmpty()) {
      throw new SettingsException(
          found.stream().sorted(Comparator.comparingInt(SettingsProblem::line)).toList());
    }
  }
}
