package dev.signalbox.fleet.wire;

/** What kinds of messages are called in subjects. */
final class Words {
  private Words() {}

  /** The kind's name, beginning with a small letter. */
  static String of(Object message) {
    String name = message.getClass().getSimpleName();
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
