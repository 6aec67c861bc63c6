package dev.signalbox.sandbox;

/** Which of the sandbox's databases the relay reads. */
public enum Source {
  ORACLE("oracle", EventTable.ORACLE),
  MARIADB("mariadb", EventTable.MARIADB);

  private final String connection;
  private final EventTable events;

  Source(String connection, EventTable events) {
    this.connection = connection;
    this.events = events;
  }

  /** The name of its connection in the configuration. */
  String connection() {
    return connection;
  }

  EventTable events() {
    return events;
  }
}
