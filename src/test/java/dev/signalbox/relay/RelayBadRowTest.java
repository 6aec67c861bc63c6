package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.await;
import static dev.signalbox.relay.RelayTestBed.awaitAcknowledged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.call.TrialLimits;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.relay.tools.Finding;
import dev.signalbox.relay.tools.RelayCheck;
import dev.signalbox.relay.tools.Target;
import dev.signalbox.relay.tools.VerifyTool;
import dev.signalbox.sandbox.Account;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.settings.TimestampSettings;
import dev.signalbox.testing.Askers;
import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Rows that cannot be relayed: the relay stops at them, or diverts them. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelayBadRowTest {
  private static final String LETTERS = "letters.txlog";
  private static final int LARGEST_MESSAGE = 4000;

  @AutoClose private final RelayTestBed bed = new RelayTestBed();

  /** Everything anew; ids are in the order of their timestamps. */
  @BeforeEach
  void createTable() throws Exception {
    bed.execute(
        "DROP TABLE IF EXISTS tracking.NOTES, tracking.signalbox_checkpoint,"
            + " tracking.signalbox_reject, tracking.signalbox_seen");
    bed.execute(
        "CREATE TABLE tracking.NOTES (ID INT PRIMARY KEY, EVENT_TIMESTAMP DATETIME(6) NOT NULL,"
            + " DAY DATE, TEXT LONGTEXT, INDEX (EVENT_TIMESTAMP, ID))");
    bed.deleteStream();
    bed.createStream();
    createLetters();
  }

  private void createLetters() throws Exception {
    try (Connection nats = connect()) {
      JetStreamManagement streams = nats.jetStreamManagement();
      if (streams.getStreamNames().contains("LETTERS")) {
        var _ = streams.deleteStream("LETTERS");
      }
      var _ =
          streams.addStream(
              StreamConfiguration.builder()
                  .name("LETTERS")
                  .subjects("letters.>")
                  .storageType(StorageType.File)
                  .maximumMessageSize(LARGEST_MESSAGE)
                  .build());
    }
  }

  private Connection connect() throws Exception {
    return Nats.connect(bed.nats.url());
  }

  private static PollingSettings stopping() {
    return RelayTestBed.settings("NOTES", Duration.ofMillis(200), 100);
  }

  private static PollingSettings diverting() {
    return stopping().withDeadLetterSubject(LETTERS);
  }

  private void insert(int id, String day, String text) throws Exception {
    bed.execute(
        "SET STATEMENT sql_mode = 'ALLOW_INVALID_DATES' FOR INSERT INTO tracking.NOTES VALUES"
            + " (%d, '2026-01-01 10:00:%02d', '%s', %s)".formatted(id, id, day, text));
  }

  private void lowerLimit() throws Exception {
    try (Connection nats = connect()) {
      StreamConfiguration now =
          nats.jetStreamManagement().getStreamInfo("TXLOG").getConfiguration();
      var _ =
          nats.jetStreamManagement()
              .updateStream(
                  StreamConfiguration.builder(now).maximumMessageSize(LARGEST_MESSAGE).build());
    }
  }

  /** As long as the stream's limit, which is lowered to it. */
  private void insertOversized(int id) throws Exception {
    lowerLimit();
    insert(id, "2026-01-01", "REPEAT('x', %d)".formatted(LARGEST_MESSAGE));
  }

  private List<Message> letters(int count) throws Exception {
    List<Message> letters = new ArrayList<>();
    try (Connection nats = connect()) {
      var all =
          nats.jetStream()
              .subscribe("letters.>", PushSubscribeOptions.builder().ordered(true).build());
      while (letters.size() < count) {
        Message message = all.nextMessage(Duration.ofSeconds(5));
        assertThat(message).isNotNull();
        letters.add(message);
      }
      assertThat(nats.jetStreamManagement().getStreamInfo("LETTERS").getStreamState().getMsgCount())
          .isEqualTo(count);
    }
    return letters;
  }

  private static String body(Message letter) {
    return new String(letter.getData(), StandardCharsets.UTF_8);
  }

  private static Failure failureOf(Relay relay) {
    relay.start(Askers.TEST);
    return await(relay, RelayState.Failed.class).cause();
  }

  @Test
  void aValueThatTheDriverRefusesStopsTheRelayBehindTheRowsBeforeIt() throws Exception {
    insert(1, "2026-01-01", "'one'");
    insert(2, "2024-00-15", "'two'");
    insert(3, "2026-01-01", "'three'");

    Failure failure = failureOf(bed.relay(stopping()));

    assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
    assertThat(failure.message())
        .startsWith("row 2026-01-01T10:00:02.000000000 / 2 of NOTES cannot be relayed, column DAY:")
        .contains("2024-00-15");
    assertThat(failure.nextStep())
        .contains("signalbox position txlog --set '2026-01-01T10:00:02.000000000,2' --yes")
        .contains("on_bad_row");
    assertThat(bed.streamIds()).containsExactly("1");
    assertThat(bed.checkpointed()).isEqualTo(1);
  }

  @Test
  void aRowTooLargeForTheStreamStopsTheRelayBehindTheRowsBeforeIt() throws Exception {
    insert(1, "2026-01-01", "'one'");
    insertOversized(2);
    insert(3, "2026-01-01", "'three'");

    Failure failure = failureOf(bed.relay(stopping()));

    assertThat(failure.message())
        .startsWith("row 2026-01-01T10:00:02.000000000 / 2 of NOTES cannot be relayed, column TEXT")
        .contains("max_msg_size");
    assertThat(bed.streamIds()).containsExactly("1");
    assertThat(bed.checkpointed()).isEqualTo(1);
  }

  @Test
  void badRowsAreDivertedAndTheOthersGoOnInOrder() throws Exception {
    insert(1, "2024-00-15", "'one'");
    insert(2, "2026-01-01", "'two'");
    insert(3, "2024-00-16", "'three'");
    insert(4, "2024-00-17", "'four'");
    insertOversized(5);
    insert(6, "2026-01-01", "'six'");
    Relay relay = bed.relay(diverting());

    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 2);
    insert(7, "2024-00-18", "'seven'");
    insert(8, "2026-01-01", "'eight'");
    awaitAcknowledged(relay, 3);
    assertThat(relay.snapshot().counters().diverted()).isEqualTo(5);
    RelayTestBed.stop(relay);

    assertThat(bed.streamIds()).containsExactly("2", "6", "8");
    assertThat(bed.checkpointed()).isEqualTo(3);
    List<Message> letters = letters(5);
    String source = bed.value("SELECT source_id FROM signalbox_checkpoint");
    assertThat(letters)
        .extracting(letter -> letter.getHeaders().getFirst("Nats-Msg-Id"))
        .containsExactly(
            "dlq:" + source + ":2026-01-01T10:00:01.000000000:1",
            "dlq:" + source + ":2026-01-01T10:00:03.000000000:3",
            "dlq:" + source + ":2026-01-01T10:00:04.000000000:4",
            "dlq:" + source + ":2026-01-01T10:00:05.000000000:5",
            "dlq:" + source + ":2026-01-01T10:00:07.000000000:7");
    assertThat(body(letters.getFirst()))
        .startsWith(
            "{\"relay\":\"txlog\",\"table\":\"NOTES\","
                + "\"timestamp\":\"2026-01-01T10:00:01.000000000\",\"id\":\"1\","
                + "\"column\":\"DAY\",\"reason\":\"")
        .endsWith(
            "\"row\":{\"ID\":1,\"EVENT_TIMESTAMP\":\"2026-01-01T10:00:01\",\"TEXT\":\"one\"},"
                + "\"omitted\":[]}");
    assertThat(body(letters.get(3)))
        .contains("\"column\":\"TEXT\"")
        .endsWith(
            "\"row\":{\"ID\":5,\"EVENT_TIMESTAMP\":\"2026-01-01T10:00:05\",\"DAY\":\"2026-01-01\"},"
                + "\"omitted\":[\"TEXT\"]}");
    assertThat(
            bed.value(
                "SELECT GROUP_CONCAT(pos_id, ' ', column_name ORDER BY reject_id)"
                    + " FROM signalbox_reject WHERE program_name = 'txlog'"))
        .isEqualTo("1 DAY,3 DAY,4 DAY,5 TEXT,7 DAY");
  }

  /** As a crash between the two leaves it: the letter is stored, the checkpoint before the row. */
  @Test
  void aRowThatIsDivertedOnceMoreIsStoredOnce() throws Exception {
    insert(1, "2026-01-01", "'one'");
    insert(2, "2024-00-15", "'two'");
    insert(3, "2026-01-01", "'three'");
    Relay before = bed.relay(diverting());
    before.start(Askers.TEST);
    awaitAcknowledged(before, 2);
    RelayTestBed.stop(before);
    bed.forgetPosition();

    Relay relay = bed.relay(diverting());
    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 2);
    RelayTestBed.stop(relay);

    assertThat(letters(1)).hasSize(1);
    assertThat(bed.streamIds()).containsExactly("1", "3");
    assertThat(bed.checkpointed()).isEqualTo(2);
    VerifyTool.Result compared =
        new VerifyTool(bed.bench(diverting()))
            .verify(new Target.Beginning(), Optional.empty(), (_, _) -> {});
    assertThat(compared.diverted()).isEqualTo(1);
    assertThat(compared.missing()).isEmpty();
  }

  @Test
  void aSubjectThatNobodyKeepsIsRefusedAtTheStart() throws Exception {
    PollingSettings settings = stopping().withDeadLetterSubject("nobody.keeps");

    assertThat(failureOf(bed.relay(settings)).message())
        .isEqualTo("no stream takes subject nobody.keeps");
    assertThat(new RelayCheck(bed.bench(settings)).findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.result()).isEqualTo(Finding.Result.FAILED);
              assertThat(finding.words()).contains("no stream takes subject nobody.keeps");
            });
  }

  @Test
  void theStreamOfTheRowsIsRefusedForThem() {
    PollingSettings settings = stopping().withDeadLetterSubject(stopping().subject());

    assertThat(failureOf(bed.relay(settings)).message()).contains("the relay's own stream TXLOG");
  }

  @Test
  void theTableOfDivertedRowsIsShownWhereItMayNotBeMade() throws Exception {
    insert(1, "2026-01-01", "'one'");
    Relay first = bed.relay(stopping());
    first.start(Askers.TEST);
    awaitAcknowledged(first, 1);
    RelayTestBed.stop(first);
    bed.execute("CREATE OR REPLACE USER clerk@'%' IDENTIFIED BY 'clerk'");
    bed.execute("GRANT SELECT ON tracking.* TO clerk@'%'");
    bed.execute("GRANT INSERT, UPDATE ON tracking.signalbox_checkpoint TO clerk@'%'");

    Failure failure =
        failureOf(bed.relay(diverting(), bed.mariaDb(new Account("clerk", "clerk")), bed.nats()));

    assertThat(failure.message()).startsWith("table signalbox_reject cannot be created");
    assertThat(failure.nextStep())
        .contains("SELECT and INSERT")
        .contains("CREATE TABLE IF NOT EXISTS signalbox_reject");
  }

  @Test
  void checkLooksAtWhatIsNeededForDiverting() throws Exception {
    assertThat(new RelayCheck(bed.bench(diverting())).findings())
        .extracting(Finding::words)
        .anySatisfy(words -> assertThat(words).contains("LETTERS takes the rows diverted"))
        .anySatisfy(words -> assertThat(words).contains("table signalbox_reject is absent"));
  }

  private Relay lookingBack() {
    return lookingBack(diverting());
  }

  private Relay lookingBack(PollingSettings plain) {
    PollingSettings settings =
        new PollingSettings(
            plain.programName(),
            plain.source(),
            plain.sink(),
            plain.checkpoint(),
            plain.table(),
            plain.idColumn(),
            plain.timestampColumn(),
            plain.stream(),
            plain.subject(),
            Duration.ofMillis(50),
            plain.batchSize(),
            new TimestampSettings(
                Optional.empty(), Optional.empty(), Optional.of(Duration.ofMinutes(5))),
            plain.deadLetterSubject());
    Relay relay =
        bed.relay(settings, bed.mariaDb(bed.mariaDb.app()), bed.nats(), TrialLimits.eagerLook());
    relay.start(Askers.TEST);
    return relay;
  }

  /**
   * Another row becomes visible late, and is found: a look that began before it is over by then.
   */
  private void awaitLook(int id, long rows) throws Exception {
    insert(id, "2026-01-01", "'late'");
    Awaitility.await().atMost(RelayTestBed.LIMIT).until(() -> bed.checkpointed() == rows);
  }

  private void awaitRejected() {
    Awaitility.await()
        .atMost(RelayTestBed.LIMIT)
        .until(() -> bed.value("SELECT COUNT(*) FROM signalbox_reject").equals("1"));
  }

  /** What was diverted is in the table and not in the stream, but is not found as a late row. */
  @Test
  void aDivertedRowIsNotLookedForAgain() throws Exception {
    insert(11, "2026-01-01", "'eleven'");
    insert(12, "2024-00-15", "'twelve'");
    insert(13, "2026-01-01", "'thirteen'");
    Relay relay = lookingBack();
    Awaitility.await()
        .atMost(RelayTestBed.LIMIT)
        .ignoreExceptions()
        .until(() -> bed.checkpointed() == 2);

    awaitLook(3, 3);
    awaitLook(2, 4);

    assertThat(bed.streamIds()).containsExactly("11", "13", "3", "2");
    assertThat(letters(1)).hasSize(1);
    awaitRejected();
    RelayTestBed.stop(relay);
  }

  @Test
  void aLateRowIsDivertedOnceAndMovesNothing() throws Exception {
    insert(11, "2026-01-01", "'eleven'");
    insert(13, "2026-01-01", "'thirteen'");
    Relay relay = lookingBack();
    Awaitility.await()
        .atMost(RelayTestBed.LIMIT)
        .ignoreExceptions()
        .until(() -> bed.checkpointed() == 2);

    insert(5, "2024-00-15", "'five'");
    awaitRejected();
    awaitLook(3, 3);
    awaitLook(2, 4);

    assertThat(bed.streamIds()).containsExactly("11", "13", "3", "2");
    assertThat(body(letters(1).getFirst())).contains("2026-01-01T10:00:05");
    awaitRejected();
    assertThat(bed.value("SELECT pos_id FROM signalbox_checkpoint")).isEqualTo("13");
    RelayTestBed.stop(relay);
  }

  /** To set the position at it would send all again that was relayed behind it. */
  @Test
  void aLateRowStopsTheRelayWithoutTheAdviceToGoBack() throws Exception {
    insert(11, "2026-01-01", "'eleven'");
    Relay relay = lookingBack(stopping());
    awaitAcknowledged(relay, 1);
    Awaitility.await()
        .atMost(RelayTestBed.LIMIT)
        .ignoreExceptions()
        .until(() -> bed.checkpointed() == 1);

    insert(5, "2024-00-15", "'five'");

    Failure failure = await(relay, RelayState.Failed.class).cause();
    assertThat(failure.message()).startsWith("row 2026-01-01T10:00:05.000000000 / 5 of NOTES");
    assertThat(failure.nextStep()).contains("on_bad_row").doesNotContain("signalbox position");
  }

  @Test
  void aRowThatIsMendedMeanwhileIsRelayed() throws Exception {
    lowerLimit();
    Relay relay = bed.relay(diverting());
    relay.start(Askers.TEST);
    insert(1, "2026-01-01", "'one'");
    awaitAcknowledged(relay, 1);
    try (Connection nats = connect()) {
      var _ = nats.jetStreamManagement().deleteStream("LETTERS");
    }
    insertOversized(2);
    var _ = await(relay, RelayState.Paused.class);

    bed.execute("UPDATE tracking.NOTES SET TEXT = 'two' WHERE ID = 2");
    createLetters();

    Awaitility.await().atMost(RelayTestBed.LIMIT).until(() -> bed.checkpointed() == 2);
    assertThat(bed.streamIds()).containsExactly("1", "2");
    assertThat(letters(0)).isEmpty();
    RelayTestBed.stop(relay);
  }
}
