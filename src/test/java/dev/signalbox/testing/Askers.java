package dev.signalbox.testing;

import dev.signalbox.base.Actor;

/** Who asks for something in a test. */
public final class Askers {
  /** The test itself. */
  public static final Actor TEST = new Actor("kurt", "console-3", "test");

  private Askers() {}
}
