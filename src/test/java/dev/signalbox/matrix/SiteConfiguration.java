package dev.signalbox.matrix;

import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.sandbox.SandboxSchema;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the program of a cell is told: its target behind fault relays, a NATS and a MariaDB beside
 * it with which nothing goes wrong, a relay that uses the target, and one that is bound to fail.
 *
 * @param ports of the fault relays
 */
record SiteConfiguration(MatrixServers servers, Cell cell, String host, List<Integer> ports) {
  private static final String LATER = "connect_timeout: 20s, auto_connect: false";
  private static final String DEAF = "heartbeat: {interval: 30s, timeout: 3s}";

  /** So large that at least one more is opened, whatever the relay has borrowed and given back. */
  private static final String WIDE = "pool_size: %d".formatted(2 * Site.BORROWERS);

  private static final String ATTENTIVE = "heartbeat: {interval: 100ms, timeout: 3s}";

  static String subject(String relay) {
    return "txlog." + relay;
  }

  String text(String relay, String table) {
    boolean longRetries = cell.situation() == Situation.Kind.RETRY_WAITING;
    return """
    environment: trial
    connections:
      target: %s
      nats: {type: nats, servers: ["%s"], %s}
      mariadb: {type: mariadb, url: "%s", %s, %s}
    retry: %s
    lease: {ttl: 2s}
    shutdown: {grace: %dms, after_failure_of: any_relay}
    polling:
    """
            .formatted(
                target(),
                servers.nats.url(),
                LATER,
                servers.mariaDb.url(),
                mariaDbLogin(),
                LATER,
                longRetries ? "{initial: 30s, max: 30s}" : "{initial: 100ms, max: 100ms}",
                cell.grace().toMillis())
        + polling(relay, source(), sink(), checkpoint(), table)
        + polling(Site.DOOMED, "mariadb", "nats", "mariadb", "NO_SUCH_TABLE");
  }

  private String target() {
    boolean attentive = cell.situation() == Situation.Kind.HEARTBEAT_HANGING;
    boolean wide = cell.situation() == Situation.Kind.POOL_HALF_FILLED;
    String common = LATER + ", " + (attentive ? ATTENTIVE : DEAF) + (wide ? ", " + WIDE : "");
    return switch (cell.target()) {
      case NATS, NATS_CLUSTER ->
          "{type: nats, servers: [%s], %s}".formatted(natsAddresses("nats"), common);
      case NATS_TLS ->
          "{type: nats, servers: [%s], trust_file: %s, %s}"
              .formatted(natsAddresses("tls"), servers.certificate.certificate(), common);
      case MARIADB -> mariaDb(common);
      case MARIADB_TLS ->
          mariaDb(
              "properties: {sslMode: verify-full, serverSslCert: %s}, %s"
                  .formatted(servers.certificate.certificate(), common));
      case ORACLE ->
          "{type: oracle, url: \"//%s:%d/FREEPDB1\", username: %s, password: %s, %s}"
              .formatted(
                  host,
                  ports.getFirst(),
                  MatrixServers.ORACLE_USER,
                  MatrixServers.ORACLE_PASSWORD,
                  common);
    };
  }

  private String natsAddresses(String scheme) {
    return ports.stream()
        .map(port -> "\"%s://%s:%d\"".formatted(scheme, host, port))
        .collect(Collectors.joining(", "));
  }

  private String mariaDb(String more) {
    return "{type: mariadb, url: \"%s:%d/%s\", %s, %s}"
        .formatted(host, ports.getFirst(), MariaDbServer.DATABASE, mariaDbLogin(), more);
  }

  private String mariaDbLogin() {
    return "username: %s, password: \"%s\""
        .formatted(servers.mariaDb.app().user(), servers.mariaDb.app().password());
  }

  private String source() {
    return cell.target().isDatabase() ? Site.TARGET : "mariadb";
  }

  private String sink() {
    return cell.target().isDatabase() ? "nats" : Site.TARGET;
  }

  private String checkpoint() {
    return cell.target().keepsCheckpoint() ? Site.TARGET : "mariadb";
  }

  private static String polling(
      String name, String source, String sink, String checkpoint, String table) {
    return """
      - program_name: %s
        source: %s
        sink: %s
        checkpoint: %s
        table: %s
        id_column: ID
        timestamp_column: EVENT_TIMESTAMP
        stream: %s
        subject: %s
        interval: 50ms
        batch_size: 100
    """
        .formatted(name, source, sink, checkpoint, table, SandboxSchema.STREAM, subject(name));
  }
}
