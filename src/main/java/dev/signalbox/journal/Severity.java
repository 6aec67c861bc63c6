package dev.signalbox.journal;

import java.util.Locale;

/** How much an entry matters, least first. */
public enum Severity {
  TRACE,
  DEBUG,
  INFO,
  WARN,
  ERROR;

  /** By its name in any case. */
  public static Severity of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
