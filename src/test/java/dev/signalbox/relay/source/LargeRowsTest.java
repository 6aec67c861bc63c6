package dev.signalbox.relay.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.state.Position;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.testing.TrialSettings;
import java.sql.Connection;
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
