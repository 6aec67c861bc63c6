package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.await;
import static dev.signalbox.relay.RelayTestBed.awaitAcknowledged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.call.TrialLimits;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.relay.tools.BacklogTool;
import dev.signalbox.relay.tools.Bench;
import dev.signalbox.relay.tools.PositionTool;
import dev.signalbox.relay.tools.PreviewTool;
import dev.signalbox.relay.tools.RowCount;
import dev.signalbox.relay.tools.Target;
import dev.signalbox.sandbox.Account;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.settings.TimestampSettings;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.OracleServer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Oracle as the source, through its own driver: the same for the stand-in and a real server. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.signalbox.testing.OracleServer#available")
@Timeout(120)
class RelayOracleTest {
  @AutoClose private final RelayTestBed bed = new RelayTestBed();
  private final OracleServer oracle;

  RelayOracleTest(OracleServer oracle) {
    this.oracle = oracle;
  }

  @BeforeEach
  void createTable() throws SQLException {
    oracle.createTable(
        "TXLOG_EVENTS",
        "ID NUMBER(19) PRIMARY KEY, NAME VARCHAR2(40),"
            + " AMOUNT NUMBER(10,2), EVENT_TIMESTAMP TIMESTAMP(6) NOT NULL");
  }

  private static PollingSettings settings(String table, String timestampColumn) {
    return new PollingSettings(
        "txlog",
        "Oracle",
        "nats",
        "MariaDB",
        table,
        "ID",
        timestampColumn,
        "TXLOG",
        "txlog.events",
        Duration.ofMillis(200),
        4,
        TimestampSettings.DEFAULT);
  }

  private Relay relay(PollingSettings settings) {
    return bed.relay(
        settings,
        bed.oracle(oracle.url(), new Account(oracle.username(), oracle.password().reveal())),
        bed.nats(),
        bed.mariaDb(bed.mariaDb.app()));
  }

  @Test
  void rowsFlowFromOracle() throws Exception {
    for (int id = 1; id <= 10; id++) {
      oracle.execute(
          "INSERT INTO TXLOG_EVENTS VALUES (%d, 'n', 1.5, TIMESTAMP '2026-01-01 10:00:00.%06d')"
              .formatted(id, id / 4));
    }
    Relay relay = relay(settings("TXLOG_EVENTS", "EVENT_TIMESTAMP"));

    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 10);
    RelayTestBed.stop(relay);

    assertThat(bed.stream.ids()).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
    assertThat(bed.checkpointed()).isEqualTo(10);
    assertThat(new String(bed.stream.messages().getFirst().getData(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"ID\":\"1\",\"NAME\":\"n\",\"AMOUNT\":\"1.5\","
                + "\"EVENT_TIMESTAMP\":\"2026-01-01T10:00:00\"}");
  }

  private PollingSettings lookingBack(String table, String timestampColumn) {
    PollingSettings usual = settings(table, timestampColumn);
    return new PollingSettings(
        usual.programName(),
        usual.source(),
        usual.sink(),
        usual.checkpoint(),
        usual.table(),
        usual.idColumn(),
        usual.timestampColumn(),
        usual.stream(),
        usual.subject(),
        Duration.ofMillis(50),
        usual.batchSize(),
        new TimestampSettings(
            Optional.empty(), Optional.empty(), Optional.of(Duration.ofMinutes(1))));
  }

  /** Of timestamps, and of dates, in which a look begins within a second. */
  @Test
  void rowsThatBecomeVisibleLateFlowToo() throws Exception {
    oracle.createTable("DATED", "ID VARCHAR2(10) PRIMARY KEY, STAMP DATE NOT NULL");
    assertLateRowsFlow("DATED", "STAMP", "INSERT INTO DATED VALUES ('%d', TIMESTAMP '%s')");
    bed.execute("DROP TABLE tracking.signalbox_checkpoint");
    bed.stream.delete();
    bed.stream.create();
    assertLateRowsFlow(
        "TXLOG_EVENTS",
        "EVENT_TIMESTAMP",
        "INSERT INTO TXLOG_EVENTS VALUES (%d, 'n', 1.5, TIMESTAMP '%s')");
  }

  private void assertLateRowsFlow(String table, String timestampColumn, String insert)
      throws Exception {
    oracle.execute(insert.formatted(1, "2026-01-01 10:00:00"));
    oracle.execute(insert.formatted(2, "2026-01-01 10:01:30"));
    Relay relay =
        bed.relay(
            lookingBack(table, timestampColumn),
            bed.oracle(oracle.url(), new Account(oracle.username(), oracle.password().reveal())),
            bed.nats(),
            bed.mariaDb(bed.mariaDb.app()),
            TrialLimits.eagerLook());
    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 2);
    for (int id = 3; id <= 6; id++) {
      oracle.execute(insert.formatted(id, "2026-01-01 10:00:" + (27 + id)));
    }
    var _ = await(relay, now -> now.timing().late() == 3);
    RelayTestBed.stop(relay);

    assertThat(bed.stream.ids()).startsWith("1", "2").hasSize(5);
    assertThat(bed.stream.ids().subList(2, 5)).containsExactlyInAnyOrder("4", "5", "6");
  }

  @Test
  void positionsInAnOracleTableAreCountedSetAndPreviewed() throws Exception {
    oracle.createTable("DATED", "ID VARCHAR2(10) PRIMARY KEY, STAMP DATE NOT NULL");
    for (int id = 1; id <= 6; id++) {
      oracle.execute(
          "INSERT INTO DATED VALUES ('k%d', TIMESTAMP '2026-01-01 10:00:0%d')"
              .formatted(id, id / 3));
      oracle.execute(
          "INSERT INTO TXLOG_EVENTS VALUES (%d, 'n', 1.5, TIMESTAMP '2026-01-01 10:00:0%d')"
              .formatted(id, id / 3));
    }
    assertMoves(bench("TXLOG_EVENTS", "EVENT_TIMESTAMP"), "3", "5", "6");
    bed.execute("DELETE FROM tracking.signalbox_checkpoint");
    assertMoves(bench("DATED", "STAMP"), "k3", "k5", "k6");
  }

  private Bench bench(String table, String timestampColumn) throws Exception {
    return bed.bench(
        settings(table, timestampColumn),
        bed.oracle(oracle.url(), new Account(oracle.username(), oracle.password().reveal())),
        bed.mariaDb(bed.mariaDb.app()));
  }

  /** Rows 3 to 5 are of one second. */
  private static void assertMoves(Bench bench, String third, String fifth, String sixth)
      throws Exception {
    PositionTool tool = new PositionTool(bench);
    PositionTool.Plan ahead = tool.plan(Target.parse("2026-01-01 10:00:01," + fifth));
    assertThat(ahead.passedOver()).isEqualTo(new RowCount(5));
    assertThat(ahead.rowThere()).isTrue();
    tool.apply(ahead, Askers.TEST);
    PositionTool.Plan back = tool.plan(Target.parse("2026-01-01T10:00:01,%s".formatted(third)));
    assertThat(back.again()).isEqualTo(new RowCount(2));
    assertThat(back.passedOver()).isEqualTo(new RowCount(0));
    assertThat(new PreviewTool(bench).preview(5).messages())
        .singleElement()
        .satisfies(message -> assertThat(message.body()).contains("\"ID\":\"" + sixth + "\""));
  }

  /** Rows 3 to 5 are of one second, so the id decides which of them wait. */
  @Test
  void whatWaitsInAnOracleTableIsCountedWithTheAgeOfItsFirstRow() throws Exception {
    oracle.createTable("DATED", "ID VARCHAR2(10) PRIMARY KEY, STAMP DATE NOT NULL");
    for (int id = 1; id <= 6; id++) {
      oracle.execute(
          "INSERT INTO DATED VALUES ('k%d', TIMESTAMP '2026-01-01 10:00:0%d')"
              .formatted(id, id / 3));
      oracle.execute(
          "INSERT INTO TXLOG_EVENTS VALUES (%d, 'n', 1.5, TIMESTAMP '2026-01-01 10:00:0%d')"
              .formatted(id, id / 3));
    }
    oracle.execute("INSERT INTO DATED VALUES ('k9', TIMESTAMP '2099-01-01 00:00:00')");
    assertBacklog(bench("TXLOG_EVENTS", "EVENT_TIMESTAMP"), "4", "6");
    bed.execute("DELETE FROM tracking.signalbox_checkpoint");
    assertBacklog(bench("DATED", "STAMP"), "k4", "k6");
  }

  private static void assertBacklog(Bench bench, String fourth, String sixth) throws Exception {
    BacklogTool tool = new BacklogTool(bench);
    assertWaiting(tool.look(), 6, "2026-01-01T10:00:00");
    PositionTool position = new PositionTool(bench);
    position.apply(position.plan(Target.parse("2026-01-01 10:00:01," + fourth)), Askers.TEST);
    assertWaiting(tool.look(), 2, "2026-01-01T10:00:01");
    position.apply(position.plan(Target.parse("2026-01-01 10:00:02," + sixth)), Askers.TEST);
    assertThat(tool.look()).isEqualTo(new BacklogTool.Found(0, Optional.empty()));
  }

  private static void assertWaiting(BacklogTool.Found found, int rows, String first) {
    assertThat(found.rows()).isEqualTo(rows);
    Duration age = Duration.between(LocalDateTime.parse(first), LocalDateTime.now(ZoneOffset.UTC));
    // The server may date rows in another zone than UTC.
    assertThat(found.age().orElseThrow()).isCloseTo(age, Duration.ofHours(15));
  }

  @Test
  void rowsDatedByAnOracleDateFlowToo() throws Exception {
    oracle.createTable("DATED", "ID VARCHAR2(10) PRIMARY KEY, STAMP DATE NOT NULL");
    for (int id = 1; id <= 6; id++) {
      oracle.execute(
          "INSERT INTO DATED VALUES ('k%d', TIMESTAMP '2026-01-01 10:00:0%d')"
              .formatted(id, id / 3));
    }
    Relay relay = relay(settings("DATED", "STAMP"));

    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 6);
    RelayTestBed.stop(relay);

    assertThat(bed.stream.ids()).containsExactly("k1", "k2", "k3", "k4", "k5", "k6");
  }

  @Test
  void anUnknownTableIsNamed() {
    Relay relay = relay(settings("NO_SUCH", "EVENT_TIMESTAMP"));

    relay.start(Askers.TEST);

    assertThat(await(relay, RelayState.Failed.class).cause().code()).contains("ORA-00942");
  }
}
