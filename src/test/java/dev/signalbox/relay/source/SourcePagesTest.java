package dev.signalbox.relay.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.state.RowTiming;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.settings.TimestampSettings;
import dev.signalbox.testing.TrialSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Pages that follow one another ask the database for little besides rows, and miss none. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SourcePagesTest {
  /** Five rows a page; a row is dated when its statement begins. */
  private static final PollingSettings SETTINGS =
      SourceTrial.dated(
          new TimestampSettings(Optional.empty(), Optional.of(Duration.ZERO), Optional.empty()),
          SourceTrial.settings("DATED", "ID", "AT"));

  private static final Duration LOOK = Duration.ofMillis(150);
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private MariaDbServer server;
  private Connection connection;
  private SourceTrial trial;
  private Pages pages;

  @BeforeAll
  void start() throws Exception {
    server = MariaDbServer.start();
    connection = server.connect();
  }

  @AfterAll
  void stop() throws Exception {
    connection.close();
    server.close();
  }

  @BeforeEach
  void open() throws Exception {
    execute(
        connection,
        "CREATE OR REPLACE TABLE DATED (ID INT NOT NULL PRIMARY KEY, AT DATETIME(6) NOT NULL,"
            + " INDEX (AT, ID))");
    trial = new SourceTrial(TrialSettings.mariaDb(server));
    pages = trial.open(SETTINGS).pages(Optional.empty());
  }

  @AfterEach
  void close() throws Exception {
    trial.close();
  }

  private static void execute(Connection on, String sql) throws SQLException {
    try (Statement statement = on.createStatement()) {
      statement.execute(sql);
    }
  }

  private void insertSettled(int first, int last) throws SQLException {
    execute(
        connection,
        "INSERT INTO DATED SELECT seq, NOW(6) - INTERVAL 1 HOUR FROM seq_%d_to_%d"
            .formatted(first, last));
  }

  private static void insertNow(Connection on, int id) throws SQLException {
    execute(on, "INSERT INTO DATED VALUES (%d, NOW(6))".formatted(id));
  }

  private List<String> next() throws Exception {
    return SourceTrial.ids(pages.next().rows());
  }

  /** As a run reads, until there is no more for the time being. */
  private List<String> readOn() throws Exception {
    List<String> ids = new ArrayList<>();
    SourcePage page;
    do {
      page = pages.next();
      ids.addAll(SourceTrial.ids(page.rows()));
    } while (page.more());
    return ids;
  }

  private int statements() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet status = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Questions'")) {
      status.next();
      return status.getInt(2);
    }
  }

  @Test
  void aBacklogNeedsOneHorizonASecond() throws Exception {
    insertSettled(1, 300);
    int before = statements();
    assertThat(readOn()).hasSize(300);
    assertThat(statements() - before).isBetween(60, 100);
  }

  @Test
  void anIdleCycleIsOneStatement() throws Exception {
    insertSettled(1, 3);
    assertThat(readOn()).hasSize(3);
    assertThat(readOn()).isEmpty();
    int before = statements();
    for (int i = 0; i < 10; i++) {
      assertThat(readOn()).isEmpty();
    }
    assertThat(statements() - before).isBetween(10, 13);

    insertSettled(4, 4);
    execute(connection, "UPDATE DATED SET AT = AT + INTERVAL 1 MINUTE WHERE ID = 4");
    assertThat(readOn()).containsExactly("4");
  }

  @Test
  void whatSettlesWhileABacklogIsReadComesWithIt() throws Exception {
    insertSettled(1, 10);
    assertThat(next()).hasSize(5);
    insertNow(connection, 11);
    trial.pause(LOOK);

    assertThat(readOn()).containsExactly("6", "7", "8", "9", "10", "11");
  }

  @Test
  void aRowIsNotOvertakenThatIsWrittenAfterTheHorizonWasRead() throws Exception {
    insertSettled(1, 12);
    assertThat(next()).hasSize(5);
    try (Connection slow = server.connect()) {
      slow.setAutoCommit(false);
      insertNow(slow, 13);
      insertNow(connection, 14);
      trial.pause(LOOK);
      assertThat(readOn()).endsWith("12");
      slow.commit();
    }

    List<String> rest = new ArrayList<>();
    long begun = System.nanoTime();
    while (rest.size() < 2 && System.nanoTime() - begun < LIMIT.toNanos()) {
      rest.addAll(readOn());
      trial.pause(LOOK);
    }
    assertThat(rest).containsExactly("13", "14");
  }

  @Test
  void rowsThatAreDatedAheadAreForgottenWithTheLastOfThem() throws Exception {
    execute(connection, "INSERT INTO DATED VALUES (1, NOW(6) + INTERVAL 1 DAY)");
    assertThat(readOn()).isEmpty();
    execute(connection, "DELETE FROM DATED");
    assertThat(readOn()).isEmpty();

    assertThat(trial.heard.ahead).extracting(RowTiming.Ahead::rows).containsExactly(1, 0);
  }
}
