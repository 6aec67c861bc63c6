package dev.signalbox.fleet.setup;

import java.util.List;
import java.util.function.Predicate;

/** What was found of all stores. */
public record Findings(List<Finding> each) {
  public Findings {
    each = List.copyOf(each);
  }

  /** Whether a fleet has all that it needs. */
  public boolean isGood() {
    return each.stream().allMatch(Finding::isGood);
  }

  /** What is not as it is needed, one line for each store; empty if all is. */
  public List<String> complaints() {
    return lines(finding -> !finding.isGood());
  }

  /** The same, without what nobody knows anything of. */
  public List<String> lacking() {
    return lines(finding -> finding.isKnown() && !finding.isGood());
  }

  private List<String> lines(Predicate<Finding> told) {
    return each.stream()
        .filter(told)
        .map(finding -> finding.store().label() + ": " + finding.words())
        .toList();
  }

  /**
   * What whoever may types to set it right, in this order.
   *
   * @param replicas on how many servers what is missing is to be kept
   */
  public List<String> commands(int replicas) {
    return each.stream().flatMap(finding -> finding.command(replicas).stream()).toList();
  }
}
