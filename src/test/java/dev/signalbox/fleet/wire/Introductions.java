package dev.signalbox.fleet.wire;

import dev.signalbox.journal.Severity;
import dev.signalbox.ui.States;
import java.time.Duration;

/** How engines introduce themselves, to be spoken of. */
public final class Introductions {
  public static final Introduction RELAY_7 =
      new Introduction(
          "5b0c9c4e-7d2f-4c53-9b8e-0a1b2c3d4e5f",
          "boot-1",
          "relay-7",
          "staging",
          "north",
          "relay-7.rail.example",
          "Signalbox 1.0",
          4711,
          States.ago(Duration.ofHours(3)),
          false,
          100_000,
          Severity.INFO);

  private Introductions() {}
}
