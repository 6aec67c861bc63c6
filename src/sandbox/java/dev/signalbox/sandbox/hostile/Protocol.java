package dev.signalbox.sandbox.hostile;

/** What a hostile peer's clients expect to be spoken. */
public enum Protocol {
  NATS("NATS", new NatsSpeech()),
  MARIADB("MariaDB", new MariaDbSpeech()),
  ORACLE("Oracle", new OracleSpeech());

  private final String words;
  private final Speech speech;

  Protocol(String words, Speech speech) {
    this.words = words;
    this.speech = speech;
  }

  Speech speech() {
    return speech;
  }

  @Override
  public String toString() {
    return words;
  }
}
