package dev.signalbox.fleet.wire;

import dev.signalbox.base.ForeignText;
import dev.signalbox.console.EngineIdentity;
import dev.signalbox.console.fleet.EngineFacts;
import dev.signalbox.journal.Severity;
import java.time.Instant;

/**
 * Who an engine is. Its texts are its own, cut and escaped.
 *
 * @param engine which installation; stays the same from one run to the next
 * @param boot which run of it
 * @param armingNeeded whether Start is locked there until armed
 */
public record Introduction(
    String engine,
    String boot,
    String name,
    String environment,
    String group,
    String host,
    String version,
    long pid,
    Instant started,
    boolean armingNeeded,
    int logCapacity,
    Severity logLevel) {
  private static final int LONGEST = 64;
  private static final String NO_ENVIRONMENT = "-";

  public Introduction {
    if (engine.isEmpty() || group.isEmpty()) {
      throw new IllegalArgumentException("an engine without an identity or a group");
    }
    engine = ForeignText.label(engine, LONGEST);
    boot = ForeignText.label(boot, LONGEST);
    name = ForeignText.label(name, LONGEST);
    environment = ForeignText.label(environment, LONGEST);
    group = ForeignText.label(group, LONGEST);
    host = ForeignText.label(host, LONGEST);
    version = ForeignText.label(version, LONGEST);
  }

  /** Where it is spoken to. */
  public EngineAddress address() {
    return new EngineAddress(environment.isEmpty() ? NO_ENVIRONMENT : environment, group, engine);
  }

  /** What a window of many engines shows of it. */
  public EngineFacts facts() {
    return new EngineFacts(
        name, environment, group, host, version, pid, started, boot, armingNeeded);
  }

  /** What the window of this engine shows of it. */
  public EngineIdentity identity() {
    return new EngineIdentity(environment, armingNeeded, host, logCapacity, logLevel);
  }
}
