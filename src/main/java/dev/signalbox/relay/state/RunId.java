package dev.signalbox.relay.state;

/**
 * Identity of one run, from a start to its end. Numbers rise within one relay and are never used
 * twice, so whatever arrives under an old number is recognised as late.
 */
public record RunId(long number) {
  @Override
  public String toString() {
    return "#" + number;
  }
}
