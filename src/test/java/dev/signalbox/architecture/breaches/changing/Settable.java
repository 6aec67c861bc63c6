package dev.signalbox.architecture.breaches.changing;

/** Can be set by anybody. */
final class Settable {
  static int number;

  private Settable() {}
}
