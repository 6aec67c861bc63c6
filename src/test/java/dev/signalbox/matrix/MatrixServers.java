package dev.signalbox.matrix;

import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.sandbox.NatsServer;
import dev.signalbox.sandbox.SandboxSchema;
import dev.signalbox.sandbox.ServerCertificate;
import dev.signalbox.sandbox.oracle.OracleStandIn;
import dev.signalbox.testing.TrialCertificate;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Nats;
import io.nats.client.PushSubscribeOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** The real servers behind all cells. MariaDB serves clients with TLS and without. */
final class MatrixServers implements AutoCloseable {
  static final String ORACLE_USER = "SPC";
  static final String ORACLE_PASSWORD = "tiger";

  final ServerCertificate certificate;

  /** What the clients call themselves that look into streams. */
  private static final String READER = "reader";

  final MariaDbServer mariaDb;
  final NatsServer nats;
  final NatsServer natsWithTls;
  final OracleStandIn oracle;
  private final Connection reader;
  private final Connection readerWithTls;

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
    reader = reader(nats);
    readerWithTls = reader(natsWithTls);
  }

  private static Connection reader(NatsServer server) throws Exception {
    // The driver's own thread for callbacks would begin with the first of them, in whichever cell
    // that comes, and stay.
    Connection connection =
        Nats.connect(
            server
                .clientOptions()
                .connectionName(READER)
                .callbackExecutor(Executors.newVirtualThreadPerTaskExecutor())
                .build());
    // Starts the threads that reading needs.
    messages(connection, "txlog.none").unsubscribe();
    return connection;
  }

  /**
   * Every message of that subject that the target's stream has. The connection to it stays: under
   * TLS a close of jnats takes a second.
   */
  JetStreamSubscription messages(Target target, String subject)
      throws IOException, JetStreamApiException {
    return messages(target == Target.NATS_TLS ? readerWithTls : reader, subject);
  }

  private static JetStreamSubscription messages(Connection connection, String subject)
      throws IOException, JetStreamApiException {
    return connection
        .jetStream()
        .subscribe(
            subject,
            PushSubscribeOptions.builder().stream(SandboxSchema.STREAM).ordered(true).build());
  }

  int port(Target target) {
    return switch (target) {
      case NATS, NATS_CLUSTER -> nats.port();
      case NATS_TLS -> natsWithTls.port();
      case MARIADB, MARIADB_TLS -> mariaDb.port();
      case ORACLE -> oracle.port();
    };
  }

  /** What the servers still hold for clients; empty when all have gone. */
  List<String> held() throws IOException, InterruptedException, SQLException {
    return Stream.of(
            strangers(nats).map(c -> "NATS " + c),
            strangers(natsWithTls).map(c -> "NATS with TLS " + c),
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

  private static Stream<NatsServer.ClientConnection> strangers(NatsServer server)
      throws IOException, InterruptedException {
    return server.connections().stream().filter(client -> !client.name().equals(READER));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    reader.close();
    readerWithTls.close();
    oracle.close();
    natsWithTls.close();
    nats.close();
    mariaDb.close();
  }
}
