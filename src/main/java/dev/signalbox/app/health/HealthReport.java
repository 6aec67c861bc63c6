package dev.signalbox.app.health;

import java.util.List;
import java.util.stream.Stream;

/**
 * How one running engine is. An immutable value.
 *
 * @param pid of its process
 * @param window whether it has one
 * @param findings the program first, then its connections and relays, each in their order
 */
public record HealthReport(long pid, boolean window, List<Finding> findings) {
  public HealthReport {
    findings = List.copyOf(findings);
  }

  /** Whether nobody has to look after it. */
  public boolean isWell() {
    return findings.stream().allMatch(Finding::well);
  }

  /** All of it, to be read. */
  public Stream<String> lines() {
    String title = "process %d (%s)".formatted(pid, window ? "window" : "headless");
    return Stream.concat(Stream.of(title), findings.stream().map(finding -> "  " + finding.line()));
  }
}
