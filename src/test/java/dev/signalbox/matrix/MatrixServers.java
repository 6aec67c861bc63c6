package dev.signalbox.matrix;

import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.sandbox.NatsServer;
import dev.signalbox.sandbox.SandboxSchema;
import dev.signalbox.sandbox.ServerCertificate;
import dev.signalbox.sandbox.oracle.OracleStandIn;
import dev.signalbox.testing.TrialCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** The real servers behind all cells. MariaDB serves clients with TLS and without. */
final class MatrixServers implements AutoCloseable {
  static final String ORACLE_USER = "SPC";
  static final String ORACLE_PASSWORD = "tiger";

  final ServerCertificate certificate;
  final MariaDbServer mariaDb;
  final NatsServer nats;
  final NatsServer natsWithTls;
  final OracleStandIn oracle;

  MatrixServers(Path folder) throws Exception {
    certificate = TrialCertificate.createFiles(folder);
    mariaDb = MariaDbServer.start(certificate);
    nats = NatsServer.start();
    natsWithTls = NatsServer.start(certificate);
    // The older verifier costs a tenth of the time, and is not what is looked at here.
    oracle = OracleStandIn.builder().user(ORACLE_USER, ORACLE_PASSWORD).verifier11g().start();
    SandboxSchema.createEventTable(mariaDb);
    SandboxSchema.createEventTable(oracle);
    SandboxSchema.createStream(nats);
    SandboxSchema.createStream(natsWithTls);
  }

  int port(Target target) {
    return switch (target) {
      case NATS, NATS_CLUSTER -> nats.port();
      case NATS_TLS -> natsWithTls.port();
      case MARIADB, MARIADB_TLS -> mariaDb.port();
      case ORACLE -> oracle.port();
    };
  }

  NatsServer sink(Target target) {
    return target == Target.NATS_TLS ? natsWithTls : nats;
  }

  /** What the servers still hold for clients; empty when all have gone. */
  List<String> held() throws IOException, InterruptedException, SQLException {
    return Stream.of(
            nats.connections().stream().map(c -> "NATS " + c),
            natsWithTls.connections().stream().map(c -> "NATS with TLS " + c),
            // Half-made sessions have no user yet.
            mariaDb.processList().stream()
                .filter(session -> !session.user().equals(mariaDb.administrator().user()))
                .map(session -> "MariaDB " + session),
            Stream.of(oracle.holdings())
                .filter(holdings -> holdings.sockets() > 0)
                .map(holdings -> "Oracle " + holdings))
        .flatMap(all -> all)
        .toList();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    oracle.close();
    natsWithTls.close();
    nats.close();
    mariaDb.close();
  }
}
