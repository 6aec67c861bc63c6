package dev.signalbox.matrix;

/** What is connected to in a cell. */
public enum Target {
  NATS("NATS", Role.SINK, false, 1, 3),
  NATS_CLUSTER("NATS with three servers", Role.SINK, false, 3, 3),
  NATS_TLS("NATS with TLS", Role.SINK, true, 1, 4),
  MARIADB("MariaDB", Role.SOURCE_AND_CHECKPOINT, false, 1, 4),
  MARIADB_TLS("MariaDB with TLS", Role.SOURCE_AND_CHECKPOINT, true, 1, 5),
  ORACLE("Oracle", Role.SOURCE, false, 1, 6);

  /** What the relay of a cell uses its target for. */
  enum Role {
    SINK,
    SOURCE,
    SOURCE_AND_CHECKPOINT
  }

  private final String words;
  private final Role role;
  private final boolean tls;
  private final int addresses;
  private final int replies;

  Target(String words, Role role, boolean tls, int addresses, int replies) {
    this.words = words;
    this.role = role;
    this.tls = tls;
    this.addresses = addresses;
    this.replies = replies;
  }

  boolean isDatabase() {
    return role != Role.SINK;
  }

  boolean keepsCheckpoint() {
    return role == Role.SOURCE_AND_CHECKPOINT;
  }

  boolean hasTls() {
    return tls;
  }

  /** How many addresses it is configured with, each behind a fault relay of its own. */
  int addresses() {
    return addresses;
  }

  /** How many replies of its server every connect takes; {@code HandshakesTest} counts them. */
  int replies() {
    return replies;
  }

  @Override
  public String toString() {
    return words;
  }
}
