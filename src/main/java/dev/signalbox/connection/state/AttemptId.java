package dev.signalbox.connection.state;

/**
 * Identity of one attempt, and of the session it opened. Numbers rise within one endpoint and are
 * never used twice, so whatever arrives under an old number is recognised as late.
 */
public record AttemptId(long number) implements Comparable<AttemptId> {
  @Override
  public int compareTo(AttemptId other) {
    return Long.compare(number, other.number);
  }

  @Override
  public String toString() {
    return "#" + number;
  }
}
