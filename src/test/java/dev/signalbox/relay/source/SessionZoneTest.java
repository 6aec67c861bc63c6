package dev.signalbox.relay.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.ServerOffsets;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.settings.Secret;
import dev.signalbox.testing.TrialSettings;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A position in a column that holds instants does not depend on any zone. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionZoneTest {
  private static final PollingSettings SETTINGS = SourceTrial.settings("STAMPED", "ID", "AT");

  private MariaDbServer server;

  @BeforeAll
  void start() throws Exception {
    server = MariaDbServer.start();
    ServerZone.load(server, "Europe/Berlin");
    ServerZone.load(server, "America/New_York");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Rows ten minutes apart, from two hours before a zone's summer time ends. */
  private List<String> insertOverTheEndOfSummerTime(String zone) throws SQLException {
    Instant end =
        ZoneId.of(zone)
            .getRules()
            .nextTransition(Instant.parse("2025-09-01T00:00:00Z"))
            .getInstant();
    execute(
        "CREATE OR REPLACE TABLE STAMPED (ID INT NOT NULL PRIMARY KEY, AT TIMESTAMP(6) NOT NULL,"
            + " INDEX (AT, ID))");
    for (int row = 0; row < 24; row++) {
      Instant at = end.minus(2, ChronoUnit.HOURS).plus(row * 10L, ChronoUnit.MINUTES);
      execute(
          "SET time_zone = '+00:00'",
          "INSERT INTO STAMPED VALUES (%d, '%s')"
              .formatted(row, at.toString().replace('T', ' ').replace("Z", "")));
    }
    return IntStream.range(0, 24).mapToObj(Integer::toString).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Europe/Berlin", "America/New_York"})
  void theHourThatIsRepeatedIsReadTwice(String zone) throws Exception {
    List<String> ids = insertOverTheEndOfSummerTime(zone);
    ServerZone.set(server, zone);

    try (SourceTrial trial = new SourceTrial(TrialSettings.mariaDb(server))) {
      List<SourceRow> rows = SourceTrial.read(trial.open(SETTINGS), Optional.empty());
      assertThat(SourceTrial.ids(rows)).isEqualTo(ids);
    }
  }

  @Test
  void aPositionMeansTheSameAfterTheServersZoneHasChanged() throws Exception {
    List<String> ids = insertOverTheEndOfSummerTime("Europe/Berlin");
    ServerZone.set(server, "+00:00");
    Position middle;
    try (SourceTrial trial = new SourceTrial(TrialSettings.mariaDb(server))) {
      middle = SourceTrial.read(trial.open(SETTINGS), Optional.empty()).get(11).position();
    }
    for (String zone : List.of("+02:00", "-02:00")) {
      ServerZone.set(server, zone);
      try (SourceTrial trial = new SourceTrial(TrialSettings.mariaDb(server))) {
        List<SourceRow> rows = SourceTrial.read(trial.open(SETTINGS), Optional.of(middle));
        assertThat(SourceTrial.ids(rows)).as(zone).isEqualTo(ids.subList(12, 24));
      }
    }
  }

  /** From the first pass on rows are sent again, from the second on some would be lost. */
  @Test
  void aPositionOfTheServersZoneIsReadInUtcAndInARepeatedHourAsTheFirst() throws Exception {
    var _ = insertOverTheEndOfSummerTime("Europe/Berlin");
    ServerZone.set(server, "Europe/Berlin");

    try (SourceTrial trial = new SourceTrial(TrialSettings.mariaDb(server))) {
      Source source = trial.open(SETTINGS);
      assertThat(source.asReadNow(position("2025-07-01T12:00:00.5")))
          .isEqualTo(position("2025-07-01T10:00:00.5"));
      assertThat(source.asReadNow(position("2025-10-26T02:30:00")))
          .isEqualTo(position("2025-10-26T00:30:00"));
      assertThat(source.asReadNow(position("2025-10-26T03:30:00")))
          .isEqualTo(position("2025-10-26T02:30:00"));
    }
  }

  @Test
  void theZoneOfTheServerIsTheSameInSummerAndInWinter() throws Exception {
    execute(
        "CREATE OR REPLACE TABLE LOCAL (ID INT NOT NULL PRIMARY KEY, AT DATETIME(6) NOT NULL,"
            + " INDEX (AT, ID))");
    ServerZone.set(server, "Europe/Berlin");

    try (SourceTrial trial = new SourceTrial(TrialSettings.mariaDb(server))) {
      assertThat(trial.open(SourceTrial.settings("LOCAL", "ID", "AT")).serverOffsets())
          .contains(new ServerOffsets(ZoneOffset.ofHours(1), ZoneOffset.ofHours(2)));
      ServerZone.set(server, "-04:30");
      assertThat(trial.open(SourceTrial.settings("LOCAL", "ID", "AT")).serverOffsets())
          .map(ServerOffsets::text)
          .contains("-04:30");
      var _ = insertOverTheEndOfSummerTime("Europe/Berlin");
      assertThat(trial.open(SETTINGS).serverOffsets()).as("of instants").isEmpty();
    }
  }

  private static Position position(String timestamp) {
    return Position.of(LocalDateTime.parse(timestamp), "1");
  }

  @Test
  void anInstantIsPublishedWithItsOffsetAndALocalTimeWithout() throws Exception {
    execute(
        "CREATE OR REPLACE TABLE STAMPED (ID INT NOT NULL PRIMARY KEY, AT TIMESTAMP(6) NOT NULL,"
            + " LOCAL DATETIME NOT NULL, INDEX (AT, ID))",
        "SET time_zone = '+02:00'",
        "INSERT INTO STAMPED VALUES (1, '2026-01-01 10:00:00.5', '2026-01-01 10:00:00')");
    ServerZone.set(server, "+02:00");

    try (SourceTrial trial = new SourceTrial(TrialSettings.mariaDb(server))) {
      SourceRow row = SourceTrial.read(trial.open(SETTINGS), Optional.empty()).getFirst();
      assertThat(new String(row.payload(), StandardCharsets.UTF_8))
          .isEqualTo(
              "{\"ID\":1,\"AT\":\"2026-01-01T08:00:00.5Z\",\"LOCAL\":\"2026-01-01T10:00:00\"}");
    }
  }

  @Test
  void whatTheOperatorSetsForSessionsDoesNotMoveTheZone() throws Exception {
    DatabaseSettings plain = TrialSettings.mariaDb(server);
    String moved = "sql_mode='ANSI',time_zone='+05:00'";
    DatabaseSettings inAddress =
        TrialSettings.mariaDb(
            server.url() + "?sessionVariables=" + moved,
            plain.username(),
            Secret.of(server.app().password()));
    for (DatabaseSettings settings :
        List.of(
            TrialSettings.withProperties(plain, Map.of("SessionVariables", moved)),
            TrialSettings.withProperties(plain, Map.of("timezone", "+05:00")),
            inAddress)) {
      try (SourceTrial trial = new SourceTrial(settings)) {
        assertThat(trial.session("@@time_zone")).isEqualTo("+00:00");
        assertThat(trial.session("@@sql_mode").contains("ANSI"))
            .as("the rest is the operator's")
            .isEqualTo(!settings.properties().containsKey("timezone"));
      }
    }
  }
}
