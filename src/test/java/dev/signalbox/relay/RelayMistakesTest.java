package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.await;
import static dev.signalbox.relay.RelayTestBed.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.sandbox.Account;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.settings.TimestampSettings;
import dev.signalbox.testing.Askers;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.api.Mirror;
import io.nats.client.api.Source;
import io.nats.client.api.StreamConfiguration;
import java.sql.SQLException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mistakes in configuration and rights: each is named, and none leaves anything behind. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelayMistakesTest {
  @AutoClose private final RelayTestBed bed = new RelayTestBed();

  private static PollingSettings with(
      String table, String id, String timestamp, String stream, String subject) {
    PollingSettings right = settings(100);
    return new PollingSettings(
        "mistake",
        right.source(),
        right.sink(),
        right.checkpoint(),
        table,
        id,
        timestamp,
        stream,
        subject,
        right.interval(),
        right.batchSize(),
        TimestampSettings.DEFAULT);
  }

  private Failure failureOf(PollingSettings settings) throws SQLException {
    Failure failure = failureOf(bed.relay(settings));
    assertThat(
            bed.value(
                "SELECT COUNT(*) FROM information_schema.tables"
                    + " WHERE table_name = 'signalbox_checkpoint'"))
        .isEqualTo("0");
    return failure;
  }

  private static Failure failureOf(Relay relay) {
    relay.start(Askers.TEST);
    Failure failure = await(relay, RelayState.Failed.class).cause();
    assertThat(failure.nextStep()).isNotEmpty();
    assertThat(failure.where()).contains("127.0.0.1");
    return failure;
  }

  @Test
  void anUnknownTable() throws Exception {
    Failure failure = failureOf(with("NO_SUCH", "ID", "EVENT_TIMESTAMP", "TXLOG", "txlog.events"));

    assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
    assertThat(failure.code()).contains("error 1146");
    assertThat(failure.message()).contains("NO_SUCH");
  }

  @Test
  void anUnknownColumn() throws Exception {
    Failure failure =
        failureOf(with("TXLOG_EVENTS", "NO_ID", "EVENT_TIMESTAMP", "TXLOG", "txlog.events"));

    assertThat(failure.message()).isEqualTo("the table has no column NO_ID");
    assertThat(failure.nextStep()).contains("polling.id_column", "CASE_ID");
  }

  @Test
  void aTimestampColumnThatIsNone() throws Exception {
    Failure failure = failureOf(with("TXLOG_EVENTS", "ID", "CASE_ID", "TXLOG", "txlog.events"));

    assertThat(failure.message()).isEqualTo("column CASE_ID is VARCHAR, which gives no position");
  }

  @Test
  void anIdThatNoCheckpointTakes() throws Exception {
    bed.execute(
        "CREATE TABLE tracking.LONG_IDS (ID VARCHAR(300) COLLATE utf8mb4_bin PRIMARY KEY,"
            + " EVENT_TIMESTAMP DATETIME NOT NULL)");
    bed.execute("INSERT INTO tracking.LONG_IDS VALUES (REPEAT('x', 300), '2026-01-01')");

    Failure failure =
        failureOf(bed.relay(with("LONG_IDS", "ID", "EVENT_TIMESTAMP", "TXLOG", "txlog.events")));

    assertThat(failure.message())
        .startsWith("row 2026-01-01T00:00:00.000000000 / xxx")
        .endsWith(
            " of LONG_IDS cannot be relayed, column ID: it has 300 characters, a checkpoint takes"
                + " 255");
    assertThat(failure.nextStep()).startsWith("Shorten the id").doesNotContain("position");
    assertThat(bed.stream.count()).isZero();
    bed.execute("DROP TABLE tracking.signalbox_checkpoint");
  }

  @Test
  void aMissingStream() throws Exception {
    Failure failure =
        failureOf(with("TXLOG_EVENTS", "ID", "EVENT_TIMESTAMP", "NO_STREAM", "txlog.events"));

    assertThat(failure.code()).contains("10059");
    assertThat(failure.message()).isEqualTo("stream NO_STREAM does not exist");
  }

  @ParameterizedTest
  @EnumSource
  void aStreamThatCannotServe(Unfit unfit) throws Exception {
    try (Connection connection = Nats.connect(bed.nats.url())) {
      var _ = connection.jetStreamManagement().addStream(unfit.stream());
      unfit.afterwards(connection);
    }

    Failure failure =
        failureOf(with("TXLOG_EVENTS", "ID", "EVENT_TIMESTAMP", unfit.name(), unfit.name() + ".a"));

    assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
    assertThat(failure.message()).startsWith("stream " + unfit.name() + " ").contains(unfit.field);
  }

  enum Unfit {
    MIRROR("mirror"),
    SOURCES("sources"),
    SEALED("sealed"),
    NO_ACKNOWLEDGEMENTS("no_ack");

    private final String field;

    Unfit(String field) {
      this.field = field;
    }

    StreamConfiguration stream() {
      StreamConfiguration.Builder stream = StreamConfiguration.builder().name(name());
      return switch (this) {
        case MIRROR -> stream.mirror(Mirror.builder().sourceName("TXLOG").build()).build();
        case SOURCES ->
            stream
                .subjects(name() + ".>")
                .sources(Source.builder().sourceName("TXLOG").build())
                .build();
        case SEALED -> stream.subjects(name() + ".>").build();
        case NO_ACKNOWLEDGEMENTS -> stream.subjects(name() + ".>").noAck(true).build();
      };
    }

    void afterwards(Connection connection) throws Exception {
      if (this == SEALED) {
        var _ =
            connection
                .jetStreamManagement()
                .updateStream(StreamConfiguration.builder(stream()).seal().build());
      }
    }
  }

  @Test
  void aSubjectThatTheStreamDoesNotTake() throws Exception {
    Failure failure =
        failureOf(with("TXLOG_EVENTS", "ID", "EVENT_TIMESTAMP", "TXLOG", "other.events"));

    assertThat(failure.message()).isEqualTo("stream TXLOG does not take subject other.events");
    assertThat(failure.nextStep()).contains("txlog.>");
  }

  @Test
  void noRightToReadTheTable() throws Exception {
    Account reader = new Account("blind", "blind");
    bed.execute("CREATE OR REPLACE USER blind@'%' IDENTIFIED BY 'blind'");
    bed.execute("GRANT CREATE ON tracking.* TO blind@'%'");

    Failure failure = failureOf(bed.relay(settings(100), bed.mariaDb(reader), bed.nats()));

    assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
    assertThat(failure.code()).contains("error 1142");
  }

  @Test
  void noRightToCreateTheCheckpointTable() throws Exception {
    Account reader = new Account("reader", "reader");
    bed.execute("CREATE OR REPLACE USER reader@'%' IDENTIFIED BY 'reader'");
    bed.execute("GRANT SELECT ON tracking.* TO reader@'%'");

    Failure failure = failureOf(bed.relay(settings(100), bed.mariaDb(reader), bed.nats()));

    assertThat(failure.message()).startsWith("table signalbox_checkpoint cannot be created");
    assertThat(failure.nextStep()).contains("CREATE TABLE IF NOT EXISTS signalbox_checkpoint");

    String statement = failure.nextStep().substring(failure.nextStep().indexOf("CREATE"));
    bed.execute(statement.replace("signalbox_checkpoint", "tracking.signalbox_checkpoint"));
    bed.execute("GRANT INSERT, UPDATE ON tracking.* TO reader@'%'");
    Failure next = failureOf(bed.relay(settings(100), bed.mariaDb(reader), bed.nats()));
    assertThat(next.message()).startsWith("table signalbox_seen cannot be created");
    assertThat(next.nextStep())
        .startsWith("Create it as an administrator and grant SELECT, INSERT and DELETE on it:")
        .contains("CREATE TABLE IF NOT EXISTS signalbox_seen");
  }

  @Test
  void aConnectionThatFailsForGood() {
    Account stranger = new Account("app", "wrong");

    Failure failure = failureOf(bed.relay(settings(100), bed.mariaDb(stranger), bed.nats()));

    assertThat(failure.kind()).isEqualTo(FailureKind.AUTHENTICATION);
  }
}
