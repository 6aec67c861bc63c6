package dev.signalbox.settings.reading;

import java.util.Optional;

/** What a text must satisfy besides being text. */
@FunctionalInterface
interface Rule {
  /** Any text that is not blank. */
  Rule NOT_BLANK =
      scalar ->
          scalar.value().isBlank()
              ? Optional.of(new Complaint("must not be empty", ""))
              : Optional.empty();

  /** Empty if the value is good. A complaint must not repeat a value that may hold a secret. */
  Optional<Complaint> check(Scalar scalar);

  /** What is wrong, and what to do about it; the latter may be empty. */
  record Complaint(String message, String suggestion) {}
}
