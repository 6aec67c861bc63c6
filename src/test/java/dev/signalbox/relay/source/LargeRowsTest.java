package dev.signalbox.relay.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.relay.call.BadRowException;
import dev.signalbox.relay.state.BadRow;
import dev.signalbox.relay.state.Position;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.testing.TrialSettings;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A page is bounded by its bytes, too. */
@Timeout(60)
class LargeRowsTest {
  private static final int ROWS = 40;
  private static final int ROW_BYTES = 1 << 20;

  @Test
  void pagesOfLargeRowsAreShorterAndNoRowIsLeftOut() throws Exception {
    try (MariaDbServer server = MariaDbServer.start()) {
      try (Connection connection = server.connect();
          Statement statement = connection.createStatement()) {
        statement.execute(
            "CREATE TABLE LARGE (ID INT PRIMARY KEY, AT DATETIME NOT NULL, TEXT LONGTEXT,"
                + " INDEX (AT, ID))");
        for (int row = 0; row < ROWS; row++) {
          statement.execute(
              "INSERT INTO LARGE VALUES (%d, '2026-01-01', REPEAT('x', %d))"
                  .formatted(row, ROW_BYTES));
        }
      }
      try (SourceTrial trial = new SourceTrial(TrialSettings.mariaDb(server))) {
        Source source = trial.open(SourceTrial.settings("LARGE", "ID", "AT", 1000));
        List<Integer> pages = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        Optional<Position> position = Optional.empty();
        SourcePage page;
        do {
          page = source.page(position);
          pages.add(page.rows().size());
          ids.addAll(SourceTrial.ids(page.rows()));
          position = Optional.of(page.rows().getLast().position());
        } while (page.more());

        assertThat(pages).containsExactly(16, 16, 8);
        assertThat(ids).isEqualTo(IntStream.range(0, ROWS).mapToObj(Integer::toString).toList());
      }
    }
  }

  /** The driver would lose its connection to the first of them, and memory to many. */
  @Test
  void aRowThatIsTooLargeForAnyMessageIsABadRowByName() throws Exception {
    try (MariaDbServer server = MariaDbServer.start()) {
      try (Connection connection = server.connect(server.administrator());
          Statement statement = connection.createStatement()) {
        statement.execute("SET GLOBAL max_allowed_packet = 67108864");
      }
      execute(
          server,
          "CREATE TABLE NOTED (ID INT PRIMARY KEY, AT DATETIME NOT NULL, SMALL TEXT,"
              + " NOTE LONGTEXT, SCAN MEDIUMBLOB, SHAPE GEOMETRY, INDEX (AT, ID))",
          "INSERT INTO NOTED VALUES (1, '2026-01-01', 's', REPEAT('x', 8388608), NULL, NULL)",
          "INSERT INTO NOTED VALUES (2, '2026-01-01', 's', REPEAT('x', 33554432), 'b', NULL)",
          "INSERT INTO NOTED VALUES (3, '2026-01-01', 's', 'n', REPEAT('x', 8388608), NULL)",
          "INSERT INTO NOTED VALUES (4, '2026-01-01', 's', NULL, NULL, POINT(1, 2))");
      try (SourceTrial trial = new SourceTrial(TrialSettings.mariaDb(server))) {
        Source source = trial.open(SourceTrial.settings("NOTED", "ID", "AT", 1000));
        SourcePage first = source.page(Optional.empty());
        assertThat(SourceTrial.ids(first.rows())).containsExactly("1");
        assertThat(first.rows().getFirst().payload()).hasSizeGreaterThan(8_388_608);

        BadRow second = badRow(source, first.rows().getLast().position());
        assertThat(second.column()).isEqualTo("NOTE");
        assertThat(second.reason())
            .isEqualTo(
                "the row has 33554433 bytes of texts and bytes, no more than 8388608 are read");
        assertThat(second.readable())
            .isEqualTo(
                "{\"ID\":2,\"AT\":\"2026-01-01T00:00:00\",\"SMALL\":\"s\",\"SCAN\":\"Yg==\","
                    + "\"SHAPE\":null}");
        assertThat(badRow(source, second.position()).column()).isEqualTo("SCAN");

        execute(server, "ALTER TABLE NOTED DROP COLUMN SCAN, ADD COLUMN MORE LONGBLOB");
        execute(server, "UPDATE NOTED SET MORE = REPEAT('y', 9000000) WHERE ID = 3");
        assertThat(badRow(source, second.position()).column()).isEqualTo("MORE");
        execute(server, "UPDATE NOTED SET MORE = 'y' WHERE ID = 3");
        assertThat(source.page(Optional.of(second.position())).rows())
            .extracting(row -> new String(row.payload(), StandardCharsets.UTF_8))
            .containsExactly(
                "{\"ID\":3,\"AT\":\"2026-01-01T00:00:00\",\"SMALL\":\"s\",\"NOTE\":\"n\","
                    + "\"SHAPE\":null,\"MORE\":\"eQ==\"}",
                "{\"ID\":4,\"AT\":\"2026-01-01T00:00:00\",\"SMALL\":\"s\",\"NOTE\":null,"
                    + "\"SHAPE\":\"AAAAAAEBAAAAAAAAAAAA8D8AAAAAAAAAQA==\",\"MORE\":null}");
      }
    }
  }

  /** As if it had been there when the table was looked at. */
  @Test
  void aLargeColumnThatIsAddedUnderTheReaderIsBoundedFromItsFirstRowOn() throws Exception {
    try (MariaDbServer server = MariaDbServer.start()) {
      execute(
          server,
          "CREATE TABLE GROWN (ID INT PRIMARY KEY, AT DATETIME NOT NULL, INDEX (AT, ID))",
          "INSERT INTO GROWN VALUES (1, '2026-01-01')");
      try (SourceTrial trial = new SourceTrial(TrialSettings.mariaDb(server))) {
        Source source = trial.open(SourceTrial.settings("GROWN", "ID", "AT", 1000));
        Position first = source.page(Optional.empty()).rows().getLast().position();

        execute(
            server,
            "ALTER TABLE GROWN ADD COLUMN NOTE LONGTEXT",
            "INSERT INTO GROWN VALUES (2, '2026-01-01', REPEAT('x', 9000000))",
            "INSERT INTO GROWN VALUES (3, '2026-01-01', 'n')");

        BadRow second = badRow(source, first);
        assertThat(second.column()).isEqualTo("NOTE");
        assertThat(second.reason())
            .isEqualTo(
                "the row has 9000000 bytes of texts and bytes, no more than 8388608 are read");
        assertThat(source.page(Optional.of(second.position())).rows())
            .extracting(row -> new String(row.payload(), StandardCharsets.UTF_8))
            .containsExactly("{\"ID\":3,\"AT\":\"2026-01-01T00:00:00\",\"NOTE\":\"n\"}");
      }
    }
  }

  private static BadRow badRow(Source source, Position after) {
    return catchThrowableOfType(BadRowException.class, () -> source.page(Optional.of(after))).row();
  }

  private static void execute(MariaDbServer server, String... statements) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void whatIsAskedForShrinksToWhatFitsAndGrowsAgain() {
    PageSize size = new PageSize(1000);
    assertThat(size.rows()).isEqualTo(1000);
    size.read(3, true);
    assertThat(size.rows()).isEqualTo(3);
    size.read(2, false);
    assertThat(size.rows()).isEqualTo(3);
    size.read(3, false);
    assertThat(size.rows()).isEqualTo(6);
    for (int i = 0; i < 10; i++) {
      size.read(size.rows(), false);
    }
    assertThat(size.rows()).isEqualTo(1000);
  }
}
