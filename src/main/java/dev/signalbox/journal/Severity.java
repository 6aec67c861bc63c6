package dev.signalbox.journal;

/** How much an entry matters, least first. */
public enum Severity {
  TRACE,
  DEBUG,
  INFO,
  WARN,
  ERROR
}
