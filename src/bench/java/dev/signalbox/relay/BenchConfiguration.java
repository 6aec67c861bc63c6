package dev.signalbox.relay;

import dev.signalbox.sandbox.SandboxSchema;

/** The same servers and the same relay as text, for a whole program. */
final class BenchConfiguration {
  private BenchConfiguration() {}

  static String connections(RelayTestBed bed) {
    return """
    connections:
      nats: {type: nats, servers: ["%s"]}
      mariadb: {type: mariadb, url: "%s", username: "%s", password: "%s"}
    """
        .formatted(
            bed.nats.url(),
            bed.mariaDb.url(),
            bed.mariaDb.app().user(),
            bed.mariaDb.app().password());
  }

  static String relay(String name, String interval) {
    return """
    polling:
      program_name: %s
      source: mariadb
      sink: nats
      checkpoint: mariadb
      table: TXLOG_EVENTS
      id_column: ID
      timestamp_column: EVENT_TIMESTAMP
      stream: %s
      subject: %s
      interval: %s
    """
        .formatted(name, SandboxSchema.STREAM, SandboxSchema.SUBJECT, interval);
  }
}
