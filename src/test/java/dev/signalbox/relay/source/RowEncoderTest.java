package dev.signalbox.relay.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.settings.DatabaseKind;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Rows of a real MariaDB. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowEncoderTest {
  private MariaDbServer mariaDb;

  @BeforeAll
  void start() throws Exception {
    mariaDb = MariaDbServer.start();
  }

  @AfterAll
  void stop() {
    mariaDb.close();
  }

  @Test
  void oneEncoderServesManyRows() throws Exception {
    try (Connection connection = mariaDb.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT 'long text' AS A, 1 AS B UNION ALL SELECT 'b', 2")) {
      RowEncoder encoder = RowEncoder.of(DatabaseKind.MARIADB, rows.getMetaData());
      rows.next();
      byte[] first = encoder.encode(rows);
      rows.next();
      byte[] second = encoder.encode(rows);

      assertThat(new String(first, StandardCharsets.UTF_8))
          .isEqualTo("{\"A\":\"long text\",\"B\":1}");
      assertThat(new String(second, StandardCharsets.UTF_8)).isEqualTo("{\"A\":\"b\",\"B\":2}");
    }
  }
}
