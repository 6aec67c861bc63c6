package dev.signalbox.console.fleet;

import dev.signalbox.base.ForeignText;
import java.time.Instant;

/**
 * What an engine says of itself. Its texts are its own, cut and escaped.
 *
 * @param environment as configured, such as {@code production}
 * @param group whatever its operators sort engines by
 * @param version of the program
 * @param boot tells one run of its process from another
 * @param armingNeeded whether Start is locked there until armed
 */
public record EngineFacts(
    String name,
    String environment,
    String group,
    String host,
    String version,
    long pid,
    Instant started,
    String boot,
    boolean armingNeeded) {
  private static final int LONGEST = 64;

  public EngineFacts {
    name = ForeignText.label(name, LONGEST);
    environment = ForeignText.label(environment, LONGEST);
    group = ForeignText.label(group, LONGEST);
    host = ForeignText.label(host, LONGEST);
    version = ForeignText.label(version, LONGEST);
    boot = ForeignText.label(boot, LONGEST);
  }
}
