package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.PAST;
import static dev.signalbox.relay.RelayTestBed.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.tools.Finding;
import dev.signalbox.relay.tools.RelayCheck;
import dev.signalbox.sandbox.Account;
import dev.signalbox.sandbox.SandboxSchema;
import dev.signalbox.settings.PollingSettings;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StreamConfiguration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What would keep a relay from starting is known before it is started, and nothing is made. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelayCheckTest {
  @AutoClose private final RelayTestBed bed = new RelayTestBed();
  private final RelayOperator operator = new RelayOperator(bed);

  @BeforeEach
  void beginAnew() throws Exception {
    bed.execute("TRUNCATE TABLE tracking.TXLOG_EVENTS");
    bed.execute("DROP TABLE IF EXISTS tracking.signalbox_checkpoint");
    bed.stream.delete();
    bed.stream.create();
  }

  private List<String> findings(PollingSettings settings) throws Exception {
    return lines(new RelayCheck(bed.bench(settings)).findings());
  }

  private List<String> findings(Account account) throws Exception {
    ConnectionSupervisor database = bed.mariaDb(account);
    return lines(new RelayCheck(bed.bench(settings(10), database)).findings());
  }

  private static List<String> lines(List<Finding> findings) {
    return findings.stream()
        .map(
            found ->
                "%s %s: %s%s"
                    .formatted(
                        found.what().word(),
                        found.result().word(),
                        found.words(),
                        found.remedy().isEmpty() ? "" : " -> " + found.remedy()))
        .toList();
  }

  @Test
  void aRelayThatCouldStartIsFoundToAndNothingIsMadeByThat() throws Exception {
    assertThat(findings(settings(10)))
        .satisfiesExactly(
            table ->
                assertThat(table)
                    .startsWith("table good: TXLOG_EVENTS: rows are read up to the oldest open"),
            stream ->
                assertThat(stream)
                    .isEqualTo("stream good: TXLOG takes txlog.events; its last message is 0"),
            tables ->
                assertThat(tables)
                    .isEqualTo(
                        "checkpoint remark: table signalbox_checkpoint is absent: a start creates"
                            + " it"),
            checkpoint ->
                assertThat(checkpoint)
                    .isEqualTo("checkpoint good: none yet: the first start makes one"));
    assertThat(
            bed.value(
                "SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_NAME LIKE 'signal%'"))
        .isEqualTo("0");
    assertThat(bed.stream.count()).isZero();
  }

  @Test
  void whatAStreamCannotTellAfterACrashIsRemarked() throws Exception {
    bed.stream.delete();
    try (Connection nats = Nats.connect(bed.nats.url())) {
      var _ =
          nats.jetStreamManagement()
              .addStream(
                  StreamConfiguration.builder()
                      .name(SandboxSchema.STREAM)
                      .subjects(SandboxSchema.SUBJECT)
                      .retentionPolicy(RetentionPolicy.Interest)
                      .build());
    }

    assertThat(findings(settings(10)))
        .filteredOn(line -> line.startsWith("stream "))
        .satisfiesExactly(
            good -> assertThat(good).startsWith("stream good: TXLOG takes txlog.events"),
            remark ->
                assertThat(remark).startsWith("stream remark: TXLOG removes what was consumed"));
  }

  @Test
  void oneThatHasRunIsFoundWhereItIs() throws Exception {
    bed.insert(3, PAST);
    operator.relayAll(settings(10));

    assertThat(findings(settings(10)).getLast())
        .isEqualTo(
            "checkpoint good: at %s; the lease is free"
                .formatted(Position.of(PAST, bed.tableIds().getLast())));
  }

  @Test
  void whatIsMissingIsToldWithTheStatementThatMendsIt() throws Exception {
    bed.execute("CREATE OR REPLACE USER reader@'%' IDENTIFIED BY 'reader'");
    bed.execute("GRANT SELECT ON tracking.* TO reader@'%'");
    Account reader = new Account("reader", "reader");

    assertThat(findings(reader).getFirst()).contains("GRANT PROCESS ON *.*");
    assertThat(findings(reader))
        .anyMatch(
            line ->
                line.startsWith(
                        "checkpoint FAILED: table signalbox_checkpoint is absent: the user has no"
                            + " right to CREATE -> ")
                    && line.contains("CREATE TABLE IF NOT EXISTS signalbox_checkpoint"));
    operator.relayAll(settings(10));
    assertThat(findings(reader).getFirst()).endsWith("; late ones are looked for over 300s");
    assertThat(findings(reader))
        .anyMatch(
            line ->
                line.startsWith(
                        "checkpoint FAILED: table signalbox_seen is absent: the user has no right"
                            + " to CREATE -> As an administrator, with SELECT, INSERT and DELETE")
                    && line.contains("CREATE TABLE IF NOT EXISTS signalbox_seen"));
    assertThat(findings(reader).getLast())
        .startsWith("checkpoint FAILED: ")
        .contains("UPDATE command denied")
        .endsWith("-> Grant the connection's user the right that the message names.");
  }

  @Test
  void aTableWhoseRowsWouldBeLostIsToldAsAtAStart() throws Exception {
    bed.execute("CREATE OR REPLACE TABLE tracking.LOOSE (ID INT, EVENT_TIMESTAMP DATETIME(6))");
    PollingSettings loose = settings("LOOSE", settings(10).interval(), 10);

    assertThat(findings(loose).getFirst())
        .isEqualTo(
            "table FAILED: column EVENT_TIMESTAMP may be NULL, and such a row would never be read"
                + " -> To mend that: ALTER TABLE `LOOSE` MODIFY `EVENT_TIMESTAMP` datetime(6) NOT"
                + " NULL");
    assertThat(findings(settings("ABSENT", loose.interval(), 10)).getFirst())
        .startsWith("table FAILED: ")
        .contains("ABSENT' doesn't exist")
        .endsWith("-> Check schema and table name, or create the table.");
  }

  @Test
  void aStreamThatIsGoneOrAnotherIsTold() throws Exception {
    bed.insert(3, PAST);
    operator.relayAll(settings(10));
    bed.stream.delete();
    assertThat(findings(settings(10)).get(1)).startsWith("stream FAILED: ").contains("TXLOG");
    bed.stream.create();

    assertThat(findings(settings(10)).getLast())
        .startsWith("checkpoint FAILED: it is of a stream made at ")
        .contains("UPDATE signalbox_checkpoint SET stream_created = NULL");
  }

  @Test
  void aCheckpointThatMeansNothingHereIsTold() throws Exception {
    bed.insert(1, PAST);
    operator.relayAll(settings(10));
    bed.execute("UPDATE tracking.signalbox_checkpoint SET pos_timestamp = 'never'");
    assertThat(findings(settings(10)).getLast())
        .startsWith("checkpoint FAILED: the checkpoint of txlog is at never / ")
        .endsWith("signalbox position txlog --set POSITION");
    bed.execute(
        "UPDATE tracking.signalbox_checkpoint SET pos_timestamp = NULL, table_name = 'B',"
            + " origin = NULL");
    assertThat(findings(settings(10)).getLast())
        .startsWith(
            "checkpoint FAILED: the checkpoint of txlog is one of table B, not TXLOG_EVENTS -> ");
  }
}
