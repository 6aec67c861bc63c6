package dev.signalbox.relay.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.base.Scheduler;
import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayLimits;
import dev.signalbox.relay.call.RunControl;
import dev.signalbox.relay.call.RunStoppedException;
import dev.signalbox.relay.call.TrialLimits;
import dev.signalbox.relay.source.horizon.RowsPassedBy;
import dev.signalbox.relay.source.horizon.WriterHorizons;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.StopMode;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.testing.ManualScheduler;
import dev.signalbox.testing.Stopwatch;
import dev.signalbox.testing.TrialSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
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

/** Where open transactions are seen nobody looks back, but what no page comes to is told. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowsPassedByTest {
  private static final PollingSettings SETTINGS = SourceTrial.settings("DATED", "ID", "AT");
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private MariaDbServer server;
  private SourceTrial trial;

  @BeforeAll
  void start() throws Exception {
    server = MariaDbServer.start();
    ServerZone.set(server, "+00:00");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @BeforeEach
  void open() throws Exception {
    execute(
        "CREATE OR REPLACE TABLE DATED (ID INT NOT NULL PRIMARY KEY,"
            + " AT DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), INDEX (AT, ID))");
    trial =
        new SourceTrial(
            TrialSettings.mariaDb(server), new WriterHorizons(), TrialLimits.eagerLook());
  }

  @AfterEach
  void close() throws Exception {
    trial.close();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void insert(int first, int last, String at) throws SQLException {
    execute("INSERT INTO DATED SELECT seq, %s FROM seq_%d_to_%d".formatted(at, first, last));
  }

  private static List<SourceRow> readOn(Pages pages) throws Exception {
    List<SourceRow> rows = new ArrayList<>();
    SourcePage page;
    do {
      page = pages.next();
      rows.addAll(page.rows());
    } while (page.more());
    return rows;
  }

  /** As a run that is idle does, for longer than looks are apart. */
  private void readOnUntilTold(Pages pages, int times) throws Exception {
    Stopwatch stopwatch = Stopwatch.begun();
    while (trial.heard.passedBy.size() < times) {
      assertThat(stopwatch.elapsed()).as("told %s", trial.heard.passedBy).isLessThan(LIMIT);
      assertThat(readOn(pages)).isEmpty();
      trial.pause(Duration.ofMillis(20));
    }
  }

  private void assertNobodyIsTold(Pages pages) throws Exception {
    Stopwatch stopwatch = Stopwatch.begun();
    while (stopwatch.elapsed().compareTo(TrialLimits.eagerLook().look().multipliedBy(3)) < 0) {
      assertThat(readOn(pages)).isEmpty();
      trial.pause(Duration.ofMillis(20));
    }
    assertThat(trial.heard.passedBy).isEmpty();
  }

  /** A default is no proof: whoever writes may date a row long before it is inserted. */
  @Test
  void rowsThatBecomeVisibleBehindThoseThatWereReadAreToldOnce() throws Exception {
    insert(1, 40, "NOW(6) - INTERVAL 100 - seq SECOND");
    Source source = trial.open(SETTINGS);
    assertThat(source.lookback()).isEqualTo(Duration.ZERO);
    Pages pages = source.pages(Optional.empty());
    assertThat(readOn(pages)).hasSize(40);
    assertNobodyIsTold(pages);

    insert(50, 52, "NOW(6) - INTERVAL 90 SECOND");
    readOnUntilTold(pages, 1);
    insert(60, 60, "NOW(6) - INTERVAL 200 SECOND");
    readOnUntilTold(pages, 2);
    assertThat(trial.heard.passedBy).containsExactly(3, 1);
  }

  @Test
  void whatLiesBeforeTheFirstRowThatWasReadIsNobodysNews() throws Exception {
    insert(1, 30, "'2026-01-01 10:00:00' + INTERVAL seq DIV 10 SECOND");
    List<SourceRow> all = SourceTrial.read(trial.open(SETTINGS), Optional.empty());
    Position amidASecond = all.get(14).position();

    Pages pages = trial.open(SETTINGS).pages(Optional.of(amidASecond));
    assertThat(readOn(pages)).hasSize(15);
    assertNobodyIsTold(pages);
    insert(40, 40, "'2026-01-01 10:00:03'");
    assertThat(readOn(pages)).hasSize(1);
    insert(31, 33, "'2026-01-01 10:00:02.5'");
    readOnUntilTold(pages, 1);
    assertThat(trial.heard.passedBy).containsExactly(3);
  }

  /** Counts what is nowhere, until somebody makes the table. */
  private final class Counted implements RowsPassedBy.Counting {
    private final RelayDatabase database;
    private int asked;

    Counted(RelayDatabase database) throws SQLException {
      this.database = database;
      execute("DROP TABLE IF EXISTS COUNTED");
    }

    @Override
    public int count(LocalDateTime after, Position last, int most) throws RelayException {
      asked++;
      return database.query(
          RelayLimits.STANDARD.preparation(),
          "SELECT COUNT(*) FROM COUNTED",
          RelayDatabase.Binding.NONE,
          row -> {
            row.next();
            return row.getInt(1);
          });
    }
  }

  private RowsPassedBy watch(Counted counting, Scheduler clock) {
    RowsPassedBy watch =
        new RowsPassedBy(counting, Optional.empty(), clock, Duration.ofSeconds(30), trial.heard);
    watch.read(Position.of(LocalDateTime.parse("2026-01-01T10:00:00"), "1"));
    return watch;
  }

  private static void assertLooksAfter(
      Duration pause, RowsPassedBy watch, Counted counting, ManualScheduler clock) {
    int before = counting.asked;
    clock.advance(pause.minusNanos(1));
    watch.look();
    assertThat(counting.asked).as("less than %s later", pause).isEqualTo(before);
    clock.advance(Duration.ofNanos(1));
    watch.look();
    assertThat(counting.asked).as("%s later", pause).isEqualTo(before + 1);
  }

  @Test
  void aLookThatFailsEndsNothingAndTheNextOneWaitsTwiceAsLong() throws Exception {
    ManualScheduler clock = new ManualScheduler();
    Counted counting = new Counted(trial.database);
    RowsPassedBy watch = watch(counting, clock);
    for (int seconds : new int[] {30, 60, 120, 240, 480, 600, 600}) {
      assertLooksAfter(Duration.ofSeconds(seconds), watch, counting, clock);
    }
    assertThat(trial.heard.passedBy).isEmpty();

    execute("CREATE TABLE COUNTED AS SELECT seq FROM seq_1_to_3");
    assertLooksAfter(Duration.ofMinutes(10), watch, counting, clock);
    assertThat(trial.heard.passedBy).containsExactly(2);
    assertLooksAfter(Duration.ofSeconds(30), watch, counting, clock);
  }

  @Test
  void aStopEndsALook() throws Exception {
    ManualScheduler clock = new ManualScheduler();
    RunControl control = new RunControl(trial.database.calls().scheduler());
    RowsPassedBy watch = watch(new Counted(trial.database.under(control)), clock);
    control.stop(StopMode.AT_ONCE);
    clock.advance(Duration.ofSeconds(30));

    assertThatThrownBy(watch::look).isInstanceOf(RunStoppedException.class);
  }

  /** No page of theirs is empty; the call that asks for the next one looks first. */
  @Test
  void whoIsNotCaughtUpIsToldAsWell() throws Exception {
    insert(1, 10, "'2026-01-01 10:00:00' + INTERVAL seq SECOND");
    Pages pages = trial.open(SETTINGS).pages(Optional.empty());
    assertThat(pages.next().rows()).hasSize(5);
    insert(20, 21, "'2026-01-01 10:00:02.5'");
    trial.pause(TrialLimits.eagerLook().look().multipliedBy(2));
    SourcePage second = pages.next();
    assertThat(second.rows()).hasSize(5);
    assertThat(second.more()).as("not caught up").isTrue();
    assertThat(trial.heard.passedBy).containsExactly(2);
  }

  @Test
  void aRowWithoutACalendarDateIsPassedOver() throws Exception {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET SESSION sql_mode = ''");
      statement.execute("INSERT INTO DATED VALUES (1, '2026-00-00 00:00:00')");
    }
    Pages pages = trial.open(SETTINGS).pages(Optional.empty());
    assertThat(readOn(pages)).hasSize(1);
    assertNobodyIsTold(pages);
    insert(2, 3, "'2026-01-01 10:00:02.5'");
    assertThat(readOn(pages)).hasSize(2);
    assertNobodyIsTold(pages);
  }
}
