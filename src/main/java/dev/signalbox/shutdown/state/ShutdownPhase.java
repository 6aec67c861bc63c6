package dev.signalbox.shutdown.state;

/** The steps of a shutdown, in their order. */
public enum ShutdownPhase {
  ATTEMPTS("attempts"),
  RELAY("relay"),
  NATS("NATS"),
  DATABASES("databases"),
  LOGS("logs");

  private final String word;

  ShutdownPhase(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
