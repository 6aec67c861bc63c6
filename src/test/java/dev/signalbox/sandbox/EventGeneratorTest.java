package dev.signalbox.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EventGeneratorTest {
  private static MariaDbServer server;

  @BeforeAll
  static void startServer() throws Exception {
    server = MariaDbServer.start();
    SandboxSchema.createEventTable(server);
  }

  @AfterAll
  static void closeServer() {
    server.close();
  }

  @BeforeEach
  void emptyTable() throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE TABLE TXLOG_EVENTS");
    }
  }

  private static EventGenerator start(double eventsPerSecond) {
    return EventGenerator.start(server::connect, EventTable.MARIADB, eventsPerSecond);
  }

  private static long count(String condition) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT COUNT(*) FROM TXLOG_EVENTS WHERE " + condition)) {
      assertThat(rows.next()).isTrue();
      return rows.getLong(1);
    }
  }

  private static void awaitMore(EventGenerator generator, long events) {
    long before = generator.inserted();
    await().atMost(Duration.ofSeconds(20)).until(() -> generator.inserted() >= before + events);
  }

  @Test
  void insertsCompleteRowsStampedNowAtItsRate() throws Exception {
    long start = System.nanoTime();
    try (EventGenerator generator = start(50)) {
      awaitMore(generator, 50);
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      assertThat(generator.inserted()).isLessThanOrEqualTo(millis * 50 / 1_000 + 1);
    }

    assertThat(count("CASE_ID LIKE 'CASE-%' AND JSON_VALID(EVENT_DATA)"))
        .isEqualTo(count("TRUE"))
        .isGreaterThanOrEqualTo(50);
    assertThat(count("ABS(TIMESTAMPDIFF(SECOND, EVENT_TIMESTAMP, now(6))) > 30")).isZero();
  }

  @Test
  void changesItsRateAtOnceAndPausesAtZero() throws Exception {
    try (EventGenerator generator = start(0)) {
      assertThatThrownBy(() -> generator.setRate(-1)).isInstanceOf(IllegalArgumentException.class);
      assertThat(generator.inserted()).isZero();
      generator.setRate(0.001);
      generator.setRate(200);
      awaitMore(generator, 20);

      generator.setRate(0);

      // The one insert under way may still finish.
      long paused = generator.inserted() + 1;
      await()
          .during(Duration.ofMillis(300))
          .atMost(Duration.ofSeconds(5))
          .until(() -> generator.inserted() <= paused);
    }
  }

  @Test
  void goesOnAfterItsDatabaseWasKilledAndRestarted() throws Exception {
    try (EventGenerator generator = start(100)) {
      awaitMore(generator, 10);

      server.kill();
      await().until(() -> generator.trouble().isPresent());
      server.restart();

      awaitMore(generator, 10);
      assertThat(generator.trouble()).isEmpty();
    }
  }

  @Test
  void stopsAtOnceAndLeavesNoSession() throws Exception {
    EventGenerator generator = start(100);
    awaitMore(generator, 5);

    assertClosesWithin(generator, Duration.ofMillis(500));

    long inserted = generator.inserted();
    await().untilAsserted(() -> assertThat(server.processList()).isEmpty());
    assertThat(count("TRUE")).isBetween(inserted, inserted + 1);
  }

  @Test
  void stopsAtOnceWhileItsDatabaseIsFrozen() throws Exception {
    EventGenerator generator = start(500);
    awaitMore(generator, 5);
    server.suspend();
    try {
      assertClosesWithin(generator, Duration.ofMillis(500));
    } finally {
      server.resume();
    }
    await().untilAsserted(() -> assertThat(server.processList()).isEmpty());
  }

  @Test
  void stopsAtOnceBetweenTwoRareEvents() {
    assertClosesWithin(start(0.001), Duration.ofMillis(500));
  }

  private static void assertClosesWithin(EventGenerator generator, Duration limit) {
    long start = System.nanoTime();
    generator.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(limit);
    assertThat(generator.isRunning()).isFalse();
  }
}
