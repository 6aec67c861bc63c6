package dev.signalbox.sandbox;

/**
 * What tells one engine of the sandbox from another.
 *
 * @param relay the name of its only relay
 * @param subject what that publishes to
 */
record SandboxEngine(String name, String environment, String group, String relay, String subject) {
  /** The one whose window is opened. */
  static final SandboxEngine FIRST =
      new SandboxEngine("engine-1", "sandbox", "north", "txlog", SandboxSchema.SUBJECT);

  /**
   * One of those beside it. Of three that follow each other the first is like {@link #FIRST}, the
   * second runs in production, and the third stands by for the second.
   *
   * @param place from 0
   */
  static SandboxEngine further(int place) {
    String name = name(place);
    return switch (place % 3) {
      case 0 -> mirror(name, "sandbox", "north", place);
      case 1 -> mirror(name, "production", "south", place);
      default -> mirror(name, "production", "south", place - 1);
    };
  }

  private static String name(int place) {
    return "engine-" + (place + 2);
  }

  private static SandboxEngine mirror(String name, String environment, String group, int holder) {
    String relay = "mirror-" + (holder + 2);
    return new SandboxEngine(name, environment, group, relay, "txlog." + relay);
  }
}
