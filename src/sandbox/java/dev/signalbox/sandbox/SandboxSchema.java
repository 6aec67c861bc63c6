package dev.signalbox.sandbox;

import dev.signalbox.fleet.setup.Findings;
import dev.signalbox.fleet.setup.Stores;
import dev.signalbox.sandbox.oracle.OracleStandIn;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Nats;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** What the console finds on the sandbox's servers, and on real ones expects to find. */
public final class SandboxSchema {
  /** The stream that takes the events. */
  public static final String STREAM = "TXLOG";

  /** The subject the relay publishes to. */
  public static final String SUBJECT = "txlog.events";

  private static final String STREAM_SUBJECTS = "txlog.>";
  private static final Duration STORES_LIMIT = Duration.ofSeconds(5);

  private SandboxSchema() {}

  /** Creates the source table with the index that paging by position needs. */
  public static void createEventTable(MariaDbServer server) throws SQLException {
    try (java.sql.Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TABLE IF NOT EXISTS TXLOG_EVENTS (
            ID BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
            CASE_ID VARCHAR(40) NOT NULL,
            EVENT_TYPE VARCHAR(60) NOT NULL,
            EVENT_DATA TEXT,
            EVENT_TIMESTAMP DATETIME(6) NOT NULL,
            CREATED_AT DATETIME(6) NOT NULL,
            INDEX TXLOG_EVENTS_POSITION (EVENT_TIMESTAMP, ID)
          )\
          """);
    }
  }

  /** Creates the source table as an Oracle DBA would, for the application to read. */
  public static void createEventTable(OracleStandIn server) {
    server.execute(
        """
        CREATE TABLE SPC.TXLOG_EVENTS (
          ID NUMBER(19) NOT NULL PRIMARY KEY,
          CASE_ID VARCHAR2(40) NOT NULL,
          EVENT_TYPE VARCHAR2(60) NOT NULL,
          EVENT_DATA VARCHAR2(4000),
          EVENT_TIMESTAMP TIMESTAMP(6) NOT NULL,
          CREATED_AT TIMESTAMP(6) NOT NULL
        )\
        """);
    server.execute(
        "CREATE INDEX SPC.TXLOG_EVENTS_POSITION ON SPC.TXLOG_EVENTS (EVENT_TIMESTAMP, ID)");
  }

  /** Creates the stream: file storage, kept by limits, so that consuming removes nothing. */
  public static void createStream(NatsServer server)
      throws IOException, InterruptedException, JetStreamApiException, NoSuchAlgorithmException {
    StreamConfiguration stream =
        StreamConfiguration.builder()
            .name(STREAM)
            .subjects(STREAM_SUBJECTS)
            .storageType(StorageType.File)
            .retentionPolicy(RetentionPolicy.Limits)
            .build();
    try (Connection connection = Nats.connect(server.clientOptions().build())) {
      connection.jetStreamManagement().addStream(stream);
    }
  }

  /** Makes what a fleet keeps, as {@code signalbox fleet setup} does. */
  static void createFleetStores(NatsServer server)
      throws IOException, InterruptedException, NoSuchAlgorithmException {
    try (Connection connection = Nats.connect(server.clientOptions().build())) {
      Stores stores = new Stores(connection, "$JS.API", STORES_LIMIT);
      Findings made = stores.make(stores.inspect(), 1);
      if (!made.isGood()) {
        throw new IOException("No fleet can meet there: " + String.join("; ", made.complaints()));
      }
    }
  }
}
