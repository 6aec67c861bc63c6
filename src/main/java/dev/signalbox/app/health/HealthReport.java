package dev.signalbox.app.health;

import dev.signalbox.base.ForeignText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How one running engine is. An immutable value.
 *
 * @param pid of its process
 * @param window whether it has one
 * @param user whose it is; empty if it is the user's who asks
 * @param findings the program first, then its connections and relays, each in their order
 */
public record HealthReport(
    long pid, boolean window, Optional<String> user, List<Finding> findings) {
  private static final int LONGEST_USER = 40;

  public HealthReport {
    findings = List.copyOf(findings);
  }

  /** As the user has it whose process it is. */
  HealthReport(long pid, boolean window, List<Finding> findings) {
    this(pid, window, Optional.empty(), findings);
  }

  /** The same, of an engine of another user. */
  HealthReport of(String owner) {
    return new HealthReport(
        pid, window, Optional.of(ForeignText.label(owner, LONGEST_USER)), findings);
  }

  /** Whether nobody has to look after it. */
  public boolean isWell() {
    return findings.stream().allMatch(Finding::well);
  }

  /** All of it, to be read. */
  public Stream<String> lines() {
    String title =
        "process %d (%s%s)"
            .formatted(
                pid, window ? "window" : "headless", user.map(name -> ", of " + name).orElse(""));
    return Stream.concat(Stream.of(title), findings.stream().map(finding -> "  " + finding.line()));
  }
}
