package dev.signalbox.journal.samples;

/** What is measured, and in what. */
public enum Measure {
  /** How long a connection's heartbeat takes, in milliseconds. */
  LATENCY,

  /** Rows a relay reads in a second. */
  READ,

  /** Messages it publishes in a second. */
  PUBLISHED,

  /** Rows acknowledged in a second. */
  ACKNOWLEDGED,

  /** How old the last row is that a relay has brought over, in seconds. */
  LAG,

  /** How long its rows take from being sent to being acknowledged, in milliseconds. */
  PUBLISH_LATENCY
}
