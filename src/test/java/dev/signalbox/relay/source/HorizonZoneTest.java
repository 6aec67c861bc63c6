package dev.signalbox.relay.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.source.horizon.Horizon;
import dev.signalbox.relay.source.horizon.TimeDomain;
import dev.signalbox.relay.state.RowTiming;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.testing.TrialSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How far a source is read is told in the time of those who date its rows. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HorizonZoneTest {
  private static final PollingSettings SETTINGS = SourceTrial.settings("DATED", "ID", "AT");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** 02:30 for the first time, in the night in which summer time ends. */
  private static final Instant FIRST_PASS = Instant.parse("2026-10-25T00:30:00Z");

  private MariaDbServer server;

  @BeforeAll
  void start() throws Exception {
    server = MariaDbServer.start();
    ServerZone.load(server, "Europe/Berlin");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private void createTable(String type) throws SQLException {
    execute(
        "CREATE OR REPLACE TABLE DATED (ID INT NOT NULL PRIMARY KEY, AT %s NOT NULL, INDEX (AT, ID))"
            .formatted(type));
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Rows dated by a zone's clock: one that is settled, one of now and one a while ahead. */
  private void insertAround(String zone) throws SQLException {
    execute(
        "INSERT INTO DATED SELECT ID, CONVERT_TZ(UTC_TIMESTAMP(6) + INTERVAL S SECOND, '+00:00',"
            + " '%s') FROM (SELECT 1 ID, -10 S UNION SELECT 2, 0 UNION SELECT 3, 1800) R"
                .formatted(zone));
  }

  private List<String> settled(PollingSettings settings) throws Exception {
    try (SourceTrial trial = new SourceTrial(TrialSettings.mariaDb(server))) {
      return SourceTrial.ids(SourceTrial.read(trial.open(settings), Optional.empty()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"+05:00", "-05:00", "Europe/Berlin", "SYSTEM"})
  void rowsDatedByTheServerSettleWhateverItsZone(String zone) throws Exception {
    ServerZone.set(server, zone);
    createTable("DATETIME(6)");
    insertAround(zone);

    assertThat(settled(SETTINGS)).containsExactly("1");
  }

  @ParameterizedTest
  @CsvSource({"+05:00, UTC", "-05:00, UTC", "+00:00, +03:00", "SYSTEM, Europe/Berlin"})
  void rowsDatedInAnotherZoneSettleAsSoonIfThatIsSaid(String zone, String writers)
      throws Exception {
    ServerZone.set(server, zone);
    createTable("DATETIME(6)");
    insertAround(writers.equals("UTC") ? "+00:00" : writers);

    assertThat(settled(SourceTrial.in(ZoneId.of(writers), SETTINGS))).containsExactly("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+05:00", "-05:00"})
  void instantsNeedNoZone(String zone) throws Exception {
    ServerZone.set(server, zone);
    createTable("TIMESTAMP(6)");
    insertAround(zone);

    assertThat(settled(SourceTrial.in(BERLIN, SETTINGS))).containsExactly("1");
  }

  @Test
  void rowsDatedAheadAreCountedAndSaidOnce() throws Exception {
    ServerZone.set(server, "-05:00");
    createTable("DATETIME(6)");
    insertAround("+00:00");

    try (SourceTrial trial = new SourceTrial(TrialSettings.mariaDb(server))) {
      Source source = trial.open(SETTINGS);
      assertThat(source.page(Optional.empty()).rows()).isEmpty();
      assertThat(source.page(Optional.empty()).rows()).isEmpty();
      assertThat(trial.heard.ahead).extracting(RowTiming.Ahead::rows).containsExactly(3);
    }
  }

  private List<String> remarks(PollingSettings settings) throws Exception {
    try (SourceTrial trial = new SourceTrial(TrialSettings.mariaDb(server))) {
      var _ = trial.open(settings);
      return List.copyOf(trial.heard.remarks);
    }
  }

  /** Their writers may be elsewhere; east of UTC nothing else would show it. */
  @ParameterizedTest
  @ValueSource(strings = {"+02:00", "-05:00", "Europe/Berlin"})
  void localTimeOfWhichNobodySaysTheZoneIsTold(String zone) throws Exception {
    ServerZone.set(server, zone);
    createTable("DATETIME(6)");
    assertThat(remarks(SETTINGS))
        .containsExactly(
            "column AT is taken for the server's local time, which is not UTC; if its rows are"
                + " dated in another zone, some may be read too early and others lost: set"
                + " polling.timestamp_zone");
    assertThat(remarks(SourceTrial.in(BERLIN, SETTINGS))).isEmpty();

    createTable("DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6)");
    assertThat(remarks(SETTINGS)).isEmpty();
    createTable("TIMESTAMP(6)");
    assertThat(remarks(SETTINGS)).isEmpty();
    ServerZone.set(server, "+00:00");
    createTable("DATETIME(6)");
    assertThat(remarks(SETTINGS)).isEmpty();
  }

  private static LocalDateTime utc(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  /** As this program's rules have it, and as the server's. */
  @Test
  void anHourThatIsRepeatedIsHeldBackUntilItHasPassedTwice() throws Exception {
    ServerZone.set(server, "Europe/Berlin");
    LocalDateTime two = LocalDateTime.parse("2026-10-25T02:00");
    LocalDateTime last = LocalDateTime.parse("2026-10-25T02:59:59.999999");
    try (SourceTrial trial = new SourceTrial(TrialSettings.mariaDb(server))) {
      for (TimeDomain domain :
          List.of(TimeDomain.Region.of(BERLIN), new TimeDomain.OfMariaDb(trial.database))) {
        TimeDomain.Moment first = domain.at(utc(FIRST_PASS));
        assertThat(first.earliest()).as("held back").isEqualTo(two);
        assertThat(first.latest()).isEqualTo(two.plusMinutes(30));

        TimeDomain.Moment second = domain.at(utc(FIRST_PASS.plus(1, ChronoUnit.HOURS)));
        assertThat(second.earliest()).as("second pass").isEqualTo(two.plusMinutes(30));
        assertThat(second.latest()).as("of the first pass").isBetween(last, last.plusSeconds(1));

        LocalDateTime past = two.plusHours(3);
        assertThat(domain.at(utc(FIRST_PASS.plus(210, ChronoUnit.MINUTES))))
            .isEqualTo(new TimeDomain.Moment(past, past));
        LocalDateTime spring = LocalDateTime.parse("2026-03-29T03:10");
        assertThat(domain.at(LocalDateTime.parse("2026-03-29T01:10")))
            .as("nothing is repeated in spring")
            .isEqualTo(new TimeDomain.Moment(spring, spring));
      }
    }
  }

  @Test
  void aColumnOfWholeSecondsIsReadUpToTheSecondThatHasBegun() throws Exception {
    LocalDateTime now = LocalDateTime.parse("2026-01-01T10:00:05.987654321");
    assertThat(new Horizon(() -> now, TimeDomain.Region.UTC, 0).read()).isEqualTo(now.withNano(0));
    assertThat(new Horizon(() -> now, TimeDomain.Region.UTC, 3).read())
        .isEqualTo(now.withNano(987_000_000));
    assertThat(new Horizon(() -> now, TimeDomain.Region.UTC, 9).read()).isEqualTo(now);
  }
}
