package dev.signalbox.connection.state;

/** What an endpoint speaks, with the words that log lines use for it. */
public enum EndpointKind {
  NATS("NATS", "NATS connection"),
  ORACLE("Oracle", "Oracle connection pool"),
  MARIADB("MariaDB", "MariaDB connection pool");

  private final String label;
  private final String sessionNoun;

  EndpointKind(String label, String sessionNoun) {
    this.label = label;
    this.sessionNoun = sessionNoun;
  }

  /** The product's name as people write it. */
  public String label() {
    return label;
  }

  /** What a live session of this kind is called. */
  public String sessionNoun() {
    return sessionNoun;
  }
}
