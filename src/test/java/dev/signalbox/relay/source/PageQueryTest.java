package dev.signalbox.relay.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.state.Position;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.settings.TimestampSettings;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageQueryTest {
  private static final Optional<Position> SOMEWHERE =
      Optional.of(new Position("2026-01-01T10:00:00.000000000", "7"));
  private static final PollingSettings SETTINGS =
      new PollingSettings(
          "txlog",
          "source",
          "nats",
          "mariadb",
          "SPC.TXLOG_EVENTS",
          "ID",
          "EVENT_TIMESTAMP",
          "TXLOG",
          "txlog.events",
          Duration.ofSeconds(10),
          1000,
          TimestampSettings.DEFAULT);

  private static PageQuery query(SourceDialect dialect, boolean wholeSeconds) {
    return new PageQuery(
        dialect,
        SETTINGS,
        new SourceTable(
            1,
            "ID",
            5,
            "EVENT_TIMESTAMP",
            SourceTable.IdType.NUMBER,
            new SourceTable.Dating(false, 6, wholeSeconds)),
        false);
  }

  @Test
  void mariaDbQuotesNamesAndLimits() {
    PageQuery query = query(SourceDialect.MARIADB, false);

    assertThat(query.sql(Optional.empty(), "*"))
        .isEqualTo(
            "SELECT * FROM `SPC`.`TXLOG_EVENTS` WHERE `EVENT_TIMESTAMP` < ?"
                + " ORDER BY `EVENT_TIMESTAMP`, `ID` LIMIT ?");
    assertThat(query.sql(SOMEWHERE, "*"))
        .isEqualTo(
            "SELECT * FROM `SPC`.`TXLOG_EVENTS` WHERE `EVENT_TIMESTAMP` >= ?"
                + " AND (`EVENT_TIMESTAMP` > ? OR `ID` > ?) AND `EVENT_TIMESTAMP` < ?"
                + " ORDER BY `EVENT_TIMESTAMP`, `ID` LIMIT ?");
  }

  @Test
  void oracleFetchesFirstRowsAndFoldsNames() {
    assertThat(query(SourceDialect.ORACLE, false).sql(SOMEWHERE, "*"))
        .isEqualTo(
            "SELECT * FROM SPC.TXLOG_EVENTS WHERE \"EVENT_TIMESTAMP\" >= ?"
                + " AND (\"EVENT_TIMESTAMP\" > ? OR \"ID\" > ?) AND \"EVENT_TIMESTAMP\" < ?"
                + " ORDER BY \"EVENT_TIMESTAMP\", \"ID\" FETCH FIRST ? ROWS ONLY");
  }

  @Test
  void oracleDatesAreComparedAsDatesSoThatTheirIndexHelps() {
    assertThat(query(SourceDialect.ORACLE, true).sql(SOMEWHERE, "*"))
        .contains("\"EVENT_TIMESTAMP\" >= CAST(? AS DATE)")
        .contains("\"EVENT_TIMESTAMP\" > CAST(? AS DATE)")
        .contains("\"EVENT_TIMESTAMP\" < CAST(? AS DATE)");
  }
}
