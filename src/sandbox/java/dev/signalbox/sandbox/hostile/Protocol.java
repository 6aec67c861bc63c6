package dev.signalbox.sandbox.hostile;

/** What a hostile peer's clients expect to be spoken. */
public enum Protocol {
  NATS("NATS"),
  MARIADB("MariaDB"),
  ORACLE("Oracle");

  private final String words;

  Protocol(String words) {
    this.words = words;
  }

  Speech speech() {
    return switch (this) {
      case NATS -> new NatsSpeech();
      case MARIADB -> new MariaDbSpeech();
      case ORACLE -> new OracleSpeech();
    };
  }

  @Override
  public String toString() {
    return words;
  }
}
