package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.PAST;
import static dev.signalbox.relay.RelayTestBed.awaitAcknowledged;
import static dev.signalbox.relay.RelayTestBed.settings;
import static dev.signalbox.relay.RelayTestBed.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.tools.Target;
import dev.signalbox.relay.tools.VerifyTool;
import dev.signalbox.sandbox.SandboxSchema;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.testing.Askers;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.PurgeOptions;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StreamConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the stream lacks of the rows that count as relayed is found, and nothing else. */
@Timeout(120)
class RelayVerifyTest {
  private static final Target BEGINNING = new Target.Beginning();

  @AutoClose private final RelayTestBed bed = new RelayTestBed();
  private List<String> ids = List.of();

  /**
   * Five seconds with twenty rows each; the first message of the stream tells that a term began.
   */
  @BeforeEach
  void relayAll() throws Exception {
    for (int second = 0; second < 5; second++) {
      bed.insert(20, PAST.plusSeconds(second));
    }
    Relay relay = bed.relay(settings(10));
    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 100);
    bed.awaitAllRelayed();
    stop(relay);
    ids = bed.tableIds();
  }

  private VerifyTool.Result verify(Target from, Optional<Target> to) throws Exception {
    return new VerifyTool(bed.bench(settings(10))).verify(from, to, (_, _) -> {});
  }

  private Position position(int row) {
    return Position.of(PAST.plusSeconds(row / 20), ids.get(row));
  }

  private Target target(int row) {
    return new Target.Row(PAST.plusSeconds(row / 20), ids.get(row));
  }

  private static long sequence(int row) {
    return row + 2L;
  }

  private void delete(int... rows) throws Exception {
    try (Connection nats = Nats.connect(bed.nats.url())) {
      for (int row : rows) {
        assertThat(nats.jetStreamManagement().deleteMessage(SandboxSchema.STREAM, sequence(row)))
            .isTrue();
      }
    }
  }

  @Test
  void nothingIsMissing() throws Exception {
    bed.insert(1, PAST.plusSeconds(10));

    VerifyTool.Result result = verify(BEGINNING, Optional.empty());

    assertThat(result)
        .isEqualTo(new VerifyTool.Result(100, Optional.of(position(99)), 0, 0, List.of(), true, 0));
  }

  @Test
  void whatWasDeletedFromTheStreamIsNamed() throws Exception {
    delete(0, 19, 20, 57, 99);

    assertThat(verify(BEGINNING, Optional.empty()).missing())
        .containsExactly(position(0), position(19), position(20), position(57), position(99));
    assertThat(verify(target(19), Optional.of(target(57))).missing())
        .containsExactly(position(20), position(57));
    VerifyTool.Result none = verify(target(57), Optional.of(target(98)));
    assertThat(none.missing()).isEmpty();
    assertThat(none.rows()).isEqualTo(41);
  }

  @Test
  void aRowThatBecameVisibleBehindThePositionIsNamed() throws Exception {
    bed.insert(1, PAST.plusSeconds(2));
    List<String> late = new ArrayList<>(bed.tableIds());
    late.removeAll(ids);

    assertThat(verify(BEGINNING, Optional.empty()).missing())
        .containsExactly(Position.of(PAST.plusSeconds(2), late.getFirst()));
  }

  /** Stored again behind all others, or before where a range would begin. */
  @Test
  void aRowThatLiesElsewhereIsThere() throws Exception {
    List<Message> messages = bed.stream.messages();
    bed.stream.shortenDeduplication();
    delete(3, 60);
    try (Connection nats = Nats.connect(bed.nats.url())) {
      for (int row : new int[] {60, 3}) {
        io.nats.client.impl.Headers headers = new io.nats.client.impl.Headers();
        headers.add("Nats-Msg-Id", messages.get(row).getHeaders().getFirst("Nats-Msg-Id"));
        var _ = nats.jetStream().publish(SandboxSchema.SUBJECT, headers, new byte[] {'x'});
      }
    }

    assertThat(verify(BEGINNING, Optional.empty()).missing()).isEmpty();
    assertThat(verify(target(50), Optional.of(target(70))).missing()).isEmpty();
    assertThat(verify(BEGINNING, Optional.of(target(10))).missing()).isEmpty();
  }

  @Test
  void whatTheStreamHasRemovedIsNotMissing() throws Exception {
    try (Connection nats = Nats.connect(bed.nats.url())) {
      var _ =
          nats.jetStreamManagement()
              .purgeStream(
                  SandboxSchema.STREAM, PurgeOptions.builder().sequence(sequence(30)).build());
    }
    delete(40);

    VerifyTool.Result result = verify(BEGINNING, Optional.empty());

    assertThat(result.removed()).isEqualTo(30);
    assertThat(result.missing()).containsExactly(position(40));
  }

  @Test
  void howFarItGotIsToldOnTheWay() throws Exception {
    List<String> told = new ArrayList<>();

    var _ =
        new VerifyTool(bed.bench(settings(10)))
            .verify(BEGINNING, Optional.empty(), (rows, upTo) -> told.add(rows + " " + upTo));

    assertThat(told).containsExactly("100 " + position(99));
  }

  @Test
  void aStreamThatRemovesWhatWasConsumedTellsNothing() throws Exception {
    bed.stream.delete();
    try (Connection nats = Nats.connect(bed.nats.url())) {
      var _ =
          nats.jetStreamManagement()
              .addStream(
                  StreamConfiguration.builder()
                      .name(SandboxSchema.STREAM)
                      .subjects(SandboxSchema.SUBJECT)
                      .retentionPolicy(RetentionPolicy.WorkQueue)
                      .build());
    }

    assertThatExceptionOfType(RelayException.class)
        .isThrownBy(() -> verify(BEGINNING, Optional.empty()))
        .withMessageContaining("removes what was consumed");
  }

  @Test
  void anIdThatNoRowCanHaveIsRefused() {
    assertThatExceptionOfType(RelayException.class)
        .isThrownBy(() -> verify(new Target.Row(PAST, "x"), Optional.empty()))
        .withMessageContaining("no row of TXLOG_EVENTS can have the id x");
  }

  @Test
  void noMoreThanKeysIsReadOfTheTable() throws Exception {
    bed.execute("UPDATE tracking.TXLOG_EVENTS SET EVENT_DATA = REPEAT('x', 20000)");
    long before = bytesSent();

    assertThat(verify(BEGINNING, Optional.empty()).rows()).isEqualTo(100);

    assertThat(bytesSent() - before).isLessThan(1_000_000);
  }

  /** By the database to anybody. */
  private long bytesSent() throws Exception {
    return Long.parseLong(
        bed.value(
            "SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS"
                + " WHERE VARIABLE_NAME = 'BYTES_SENT'"));
  }

  /** The page that they are read in ends at the one that is missing. */
  @Test
  void amongTextsOfOneTimestampOnlyTheMissingOneIs() throws Exception {
    bed.execute(
        "CREATE TABLE tracking.TEXTS (ID VARCHAR(9) COLLATE utf8mb4_bin PRIMARY KEY,"
            + " EVENT_TIMESTAMP DATETIME(6) NOT NULL, INDEX (EVENT_TIMESTAMP, ID))");
    bed.execute(
        "INSERT INTO tracking.TEXTS SELECT LPAD(seq, 5, 'x'), '2026-01-01' FROM seq_1_to_1100");
    bed.execute("DELETE FROM tracking.signalbox_checkpoint");
    bed.stream.delete();
    bed.stream.create();
    PollingSettings texts = settings("TEXTS", Duration.ofMillis(50), 1_000);
    long before = bed.stream.count();
    Relay relay = bed.relay(texts);
    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 1_100);
    Awaitility.await().atMost(RelayTestBed.LIMIT).until(() -> bed.checkpointed() == 1_100);
    stop(relay);
    try (Connection nats = Nats.connect(bed.nats.url())) {
      var _ = nats.jetStreamManagement().deleteMessage(SandboxSchema.STREAM, before + 1 + 1_000);
    }

    VerifyTool.Result result =
        new VerifyTool(bed.bench(texts)).verify(BEGINNING, Optional.empty(), (_, _) -> {});

    assertThat(result.rows()).isEqualTo(1_100);
    assertThat(result.missing()).hasSize(1);
  }
}
