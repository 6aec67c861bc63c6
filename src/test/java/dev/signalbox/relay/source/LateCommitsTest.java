package dev.signalbox.relay.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.settings.Secret;
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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Rows that commit long after they were dated are read all the same, and others without delay. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LateCommitsTest {
  private static final PollingSettings SETTINGS =
      SourceTrial.dated(
          new TimestampSettings(
              Optional.empty(), Optional.of(Duration.ofMillis(20)), Optional.empty()),
          SourceTrial.settings("DATED", "ID", "AT"));

  private final AtomicInteger lastId = new AtomicInteger();
  private MariaDbServer server;

  @BeforeAll
  void start() throws Exception {
    server = MariaDbServer.start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @BeforeEach
  void createTable() throws SQLException {
    execute(
        "CREATE OR REPLACE TABLE DATED (ID INT NOT NULL PRIMARY KEY, AT DATETIME(6) NOT NULL,"
            + " INDEX (AT, ID))");
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = server.connect()) {
      execute(connection, statements);
    }
  }

  private static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private String insert() {
    return "INSERT INTO DATED VALUES (%d, NOW(6))".formatted(lastId.incrementAndGet());
  }

  private SourceTrial trial() throws Exception {
    return new SourceTrial(TrialSettings.mariaDb(server));
  }

  /** A transaction that is open for a while, with a rollback now and then. */
  private Void writeSlowly(int number) throws SQLException {
    try (Connection connection = server.connect()) {
      connection.setAutoCommit(false);
      for (int round = 0; round < 3; round++) {
        execute(
            connection,
            insert(),
            "DO SLEEP(%f)".formatted(0.1 + 0.13 * ((number + round) % 6)),
            insert(),
            (number + round) % 4 == 0 ? "ROLLBACK" : "COMMIT");
      }
    }
    return null;
  }

  /** Its rows are dated when it begins, its transaction when the sleep is over. */
  private Void insertSleeping(int number) throws SQLException {
    try (Connection connection = server.connect()) {
      connection.setAutoCommit(false);
      for (int round = 0; round < 2; round++) {
        execute(
            connection,
            "INSERT INTO DATED SELECT %d, NOW(6) FROM (SELECT SLEEP(%f)) S"
                .formatted(lastId.incrementAndGet(), 0.3 + 0.2 * (number % 3)),
            "DO SLEEP(0.4)",
            "COMMIT");
      }
    }
    return null;
  }

  /** The server's clock is that of the session that asks it. */
  @Test
  void aClockThatIsSetBackIsTold() throws Exception {
    try (SourceTrial trial = trial()) {
      Source source = trial.open(SETTINGS);
      setClock(trial, "UNIX_TIMESTAMP() + 3600");
      var _ = SourceTrial.read(source, Optional.empty());
      trial.pause(Duration.ofMillis(200));
      var _ = SourceTrial.read(source, Optional.empty());
      assertThat(trial.heard.remarks).isEmpty();

      setClock(trial, "DEFAULT");
      trial.pause(Duration.ofMillis(200));
      var _ = SourceTrial.read(source, Optional.empty());
      assertThat(trial.heard.remarks).hasSize(1);
      assertThat(trial.heard.remarks.getFirst())
          .startsWith("the clock of the source's server was set back by ")
          .endsWith("signalbox verify");
    }
  }

  private static void setClock(SourceTrial trial, String time) throws Exception {
    trial.database.series(
        trial.database.calls().limits().preparation(),
        statements -> {
          statements.execute("SET SESSION timestamp = " + time);
          return Optional.empty();
        });
  }

  @Test
  void noRowIsLostHoweverLongItsTransactionIsOpen() throws Exception {
    try (SourceTrial trial = trial();
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      SourceReader reader = new SourceReader(trial, SETTINGS);
      List<Callable<Void>> writers = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        int number = i;
        writers.add(() -> writeSlowly(number));
        writers.add(() -> insertSleeping(number));
      }
      List<Future<Void>> running = writers.stream().map(executor::submit).toList();

      reader.readUntil(() -> running.stream().allMatch(Future::isDone));
      for (Future<Void> writer : running) {
        writer.get();
      }
      List<String> committed = committed();
      reader.readUntil(() -> reader.ids().size() >= committed.size());

      assertThat(committed).hasSizeGreaterThan(50);
      assertThat(reader.ids()).isEqualTo(committed);
      assertThat(trial.heard.settledBy)
          .containsExactly("up to the oldest open transaction, less 20ms");
    }
  }

  private List<String> committed() throws SQLException {
    List<String> ids = new ArrayList<>();
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT ID FROM DATED ORDER BY AT, ID")) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return ids;
  }

  @Test
  void rowsAreReadAtOnceWhenNobodyElseWrites() throws Exception {
    try (SourceTrial trial = trial();
        Connection connection = server.connect()) {
      SourceReader reader = new SourceReader(trial, SETTINGS);
      List<Long> millis = new ArrayList<>();
      for (int i = 1; i <= 15; i++) {
        int wanted = i;
        execute(connection, insert());
        long committed = System.nanoTime();
        reader.readUntil(() -> reader.ids().size() == wanted);
        millis.add(Duration.ofNanos(System.nanoTime() - committed).toMillis());
      }
      assertThat(millis.stream().sorted().toList().get(7)).isLessThan(600);
    }
  }

  @Test
  void anOpenTransactionHoldsBackWhatIsYounger() throws Exception {
    try (SourceTrial trial = trial();
        Connection slow = server.connect()) {
      SourceReader reader = new SourceReader(trial, SETTINGS);
      slow.setAutoCommit(false);
      execute(slow, "INSERT INTO DATED VALUES (1, NOW(6))");
      execute("INSERT INTO DATED VALUES (2, NOW(6))");
      for (int i = 0; i < 10; i++) {
        reader.cycle();
      }
      assertThat(reader.ids()).isEmpty();

      slow.commit();
      reader.readUntil(() -> reader.ids().size() == 2);
      assertThat(reader.ids()).containsExactly("1", "2");
    }
  }

  /** Each keeps the list of transactions from being made anew for the other. */
  @Test
  void twoProgramsThatLookAtOneServerBothGoOn() throws Exception {
    try (SourceTrial one = trial();
        SourceTrial other = trial()) {
      SourceReader first = new SourceReader(one, SETTINGS);
      SourceReader second = new SourceReader(other, SETTINGS);
      for (int i = 1; i <= 3; i++) {
        int wanted = i;
        execute(insert());
        first.readUntil(
            () -> {
              second.cycle();
              return first.ids().size() >= wanted && second.ids().size() >= wanted;
            });
      }
      assertThat(first.ids()).isEqualTo(second.ids()).hasSize(3);
    }
  }

  @Test
  void whereTransactionsMayNotBeSeenRowsWaitAndTheRightIsNamed() throws Exception {
    try (Connection connection = server.connect(server.administrator())) {
      execute(
          connection,
          "CREATE OR REPLACE USER plain@'%' IDENTIFIED BY 'plain'",
          "GRANT ALL ON tracking.* TO plain@'%'");
    }
    execute(
        "INSERT INTO DATED VALUES (1, NOW(6) - INTERVAL 3 SECOND), (2, NOW(6) + INTERVAL 5"
            + " SECOND)");
    try (SourceTrial trial =
        new SourceTrial(TrialSettings.mariaDb(server.url(), "plain", Secret.of("plain")))) {
      SourceReader reader = new SourceReader(trial, SETTINGS);
      reader.readUntil(() -> !reader.ids().isEmpty());

      assertThat(reader.ids()).containsExactly("1");
      assertThat(trial.heard.settledBy.getFirst())
          .startsWith("when they are 2s old, because open transactions may not be seen")
          .contains("PROCESS");
    }
  }
}
