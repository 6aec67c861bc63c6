package dev.signalbox.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class MariaDbServerTest {
  private static MariaDbServer server;

  @BeforeAll
  static void start() throws Exception {
    server = MariaDbServer.start();
  }

  @AfterAll
  static void stop() {
    Path folder = server.folder();
    server.close();
    assertThat(folder).doesNotExist();
  }

  @Test
  void theApplicationAccountOwnsTheTrackingDatabase() throws Exception {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE OWNED (ID BIGINT PRIMARY KEY)");
      statement.execute("DROP TABLE OWNED");
      assertThat(connection.getCatalog()).isEqualTo("tracking");
    }
  }

  @Test
  void nobodyComesInWithoutPassword() {
    for (String user : new String[] {"root", "", "app"}) {
      assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), user, ""))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("Access denied");
    }
    assertThat(server.app()).asString().doesNotContain(server.app().password());
  }

  @Test
  void tellsWhoIsConnected() throws Exception {
    try (Connection connection = server.connect()) {
      assertThat(connection.isValid(5)).isTrue();
      assertThat(server.processList())
          .singleElement()
          .satisfies(session -> assertThat(session.user()).isEqualTo("app"));
    }
    await().untilAsserted(() -> assertThat(server.processList()).isEmpty());
  }

  @Test
  void keepsPortAccountsAndRowsOverAKillAndRestart() throws Exception {
    int port = server.port();
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE KEPT (ID BIGINT PRIMARY KEY)");
      statement.execute("INSERT INTO KEPT VALUES (1)");
    }

    server.kill();
    assertThatThrownBy(server::connect).isInstanceOf(SQLException.class);
    server.restart();

    assertThat(server.port()).isEqualTo(port);
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM KEPT")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(1);
    }
  }

  @Test
  void answersAgainAfterHavingBeenFrozen() throws Exception {
    server.suspend();
    String impatient = server.jdbcUrl() + "?connectTimeout=300";
    Account app = server.app();
    assertThatThrownBy(() -> DriverManager.getConnection(impatient, app.user(), app.password()))
        .isInstanceOf(SQLException.class);

    server.resume();

    try (Connection connection = server.connect()) {
      assertThat(connection.isValid(5)).isTrue();
    }
  }
}
