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
import io.nats.client.Message;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that cannot be relayed: the relay stops at them, or diverts them. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelayBadRowTest {
  @AutoClose private final NotesBed notes = new NotesBed();
  private final RelayTestBed relays = notes.relays;

  @BeforeEach
  void createAll() throws Exception {
    notes.createAll();
  }

  @Test
  void aValueThatTheDriverRefusesStopsTheRelayBehindTheRowsBeforeIt() throws Exception {
    notes.insert(1, "2026-01-01", "'one'");
    notes.insert(2, "2024-00-15", "'two'");
    notes.insert(3, "2026-01-01", "'three'");

    Failure failure = NotesBed.failureOf(relays.relay(NotesBed.stopping()));

    assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
    assertThat(failure.message())
        .startsWith("row 2026-01-01T10:00:02.000000000 / 2 of NOTES cannot be relayed, column DAY:")
        .contains("2024-00-15");
    assertThat(failure.nextStep())
        .contains("signalbox position txlog --set '2026-01-01T10:00:02.000000000,2' --yes")
        .contains("on_bad_row");
    assertThat(relays.stream.ids()).containsExactly("1");
    assertThat(relays.checkpointed()).isEqualTo(1);
  }

  @Test
  void badRowsAreDivertedAndTheOthersGoOnInOrder() throws Exception {
    notes.insert(1, "2024-00-15", "'one'");
    notes.insert(2, "2026-01-01", "'two'");
    notes.insert(3, "2024-00-16", "'three'");
    notes.insert(4, "2024-00-17", "'four'");
    notes.lowerLimit();
    notes.insertOversized(5);
    notes.insert(6, "2026-01-01", "'six'");
    Relay relay = relays.relay(NotesBed.diverting());

    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 2);
    notes.insert(7, "2024-00-18", "'seven'");
    notes.insert(8, "2026-01-01", "'eight'");
    awaitAcknowledged(relay, 3);
    assertThat(relay.snapshot().counters().diverted()).isEqualTo(5);
    RelayTestBed.stop(relay);

    assertThat(relays.stream.ids()).containsExactly("2", "6", "8");
    assertThat(relays.checkpointed()).isEqualTo(3);
    List<Message> letters = notes.letters(5);
    String source = relays.value("SELECT source_id FROM signalbox_checkpoint");
    assertThat(letters)
        .extracting(letter -> letter.getHeaders().getFirst("Nats-Msg-Id"))
        .containsExactly(
            "dlq:" + source + ":2026-01-01T10:00:01.000000000:1",
            "dlq:" + source + ":2026-01-01T10:00:03.000000000:3",
            "dlq:" + source + ":2026-01-01T10:00:04.000000000:4",
            "dlq:" + source + ":2026-01-01T10:00:05.000000000:5",
            "dlq:" + source + ":2026-01-01T10:00:07.000000000:7");
    assertThat(NotesBed.body(letters.getFirst()))
        .startsWith(
            "{\"relay\":\"txlog\",\"table\":\"NOTES\","
                + "\"timestamp\":\"2026-01-01T10:00:01.000000000\",\"id\":\"1\","
                + "\"column\":\"DAY\",\"reason\":\"")
        .endsWith(
            "\"row\":{\"ID\":1,\"EVENT_TIMESTAMP\":\"2026-01-01T10:00:01\",\"TEXT\":\"one\"},"
                + "\"omitted\":[]}");
    assertThat(NotesBed.body(letters.get(3)))
        .contains("\"column\":\"TEXT\"")
        .endsWith(
            "\"row\":{\"ID\":5,\"EVENT_TIMESTAMP\":\"2026-01-01T10:00:05\",\"DAY\":\"2026-01-01\"},"
                + "\"omitted\":[\"TEXT\"]}");
    assertThat(
            relays.value(
                "SELECT GROUP_CONCAT(pos_id, ' ', column_name ORDER BY reject_id)"
                    + " FROM signalbox_reject WHERE program_name = 'txlog'"))
        .isEqualTo("1 DAY,3 DAY,4 DAY,5 TEXT,7 DAY");
  }

  /** The last of the table, until another comes: no checkpoint can be behind it. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void idsForWhichNoCheckpointHasRoomAreDivertedOnce(boolean lookback) throws Exception {
    relays.execute("DROP TABLE IF EXISTS tracking.LONG_IDS");
    relays.execute(
        "CREATE TABLE tracking.LONG_IDS (ID VARCHAR(600) COLLATE utf8mb4_bin PRIMARY KEY,"
            + " EVENT_TIMESTAMP DATETIME NOT NULL, INDEX (EVENT_TIMESTAMP, ID))");
    relays.execute(
        "INSERT INTO tracking.LONG_IDS VALUES ('a', '2026-01-01'), ('x', '2026-01-01'),"
            + " (REPEAT('x', 300), '2026-01-01'), (REPEAT('x', 301), '2026-01-01'),"
            + " ('y', '2026-01-01'), (REPEAT('\u00e9', 255), '2026-01-01'),"
            + " (REPEAT('z', 280), '2026-01-02')");
    PollingSettings settings =
        RelayTestBed.settings(
                "LONG_IDS",
                Duration.ofMillis(200),
                100,
                new TimestampSettings(
                    Optional.empty(),
                    Optional.of(lookback ? Duration.ofMinutes(5) : Duration.ZERO),
                    Optional.empty()))
            .withDeadLetterSubject(NotesBed.LETTERS);
    for (int start = 0; start < 2; start++) {
      Relay relay = relays.relay(settings);
      relay.start(Askers.TEST);
      Awaitility.await()
          .atMost(RelayTestBed.LIMIT)
          .until(
              () ->
                  relays.stream.count() > 4
                      && relays.value("SELECT COUNT(*) FROM signalbox_reject").equals("3"));
      var _ = await(relay, RelayState.Running.class);
      RelayTestBed.stop(relay);
    }
    relays.execute("INSERT INTO tracking.LONG_IDS VALUES ('last', '2026-01-02 00:00:01')");
    Relay relay = relays.relay(settings);
    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 1);
    Awaitility.await().atMost(RelayTestBed.LIMIT).until(() -> relays.checkpointed() == 5);
    RelayTestBed.stop(relay);

    assertThat(relays.stream.ids()).hasSize(5).startsWith("a", "x", "y").endsWith("last");
    assertThat(relays.value("SELECT pos_id FROM signalbox_checkpoint")).isEqualTo("last");
    List<Message> letters = notes.letters(3);
    assertThat(NotesBed.body(letters.getLast()))
        .contains(
            "\"column\":\"ID\",\"reason\":\"it has 280 characters, a checkpoint takes 255\"",
            "\"id\":\"" + "z".repeat(190) + "#");
    assertThat(letters)
        .extracting(letter -> letter.getHeaders().getFirst("Nats-Msg-Id"))
        .doesNotHaveDuplicates();
    assertThat(
            relays.value(
                "SELECT GROUP_CONCAT(CHAR_LENGTH(pos_id), ' ', column_name)"
                    + " FROM signalbox_reject"))
        .isEqualTo("255 ID,255 ID,255 ID");
    VerifyTool.Result compared =
        new VerifyTool(relays.bench(settings))
            .verify(new Target.Beginning(), Optional.empty(), (_, _) -> {});
    assertThat(compared.diverted()).isEqualTo(3);
    assertThat(compared.missing()).isEmpty();
  }

  /** As a crash between the two leaves it: the letter is stored, the checkpoint before the row. */
  @Test
  void aRowThatIsDivertedOnceMoreIsStoredOnce() throws Exception {
    notes.insert(1, "2026-01-01", "'one'");
    notes.insert(2, "2024-00-15", "'two'");
    notes.insert(3, "2026-01-01", "'three'");
    Relay before = relays.relay(NotesBed.diverting());
    before.start(Askers.TEST);
    awaitAcknowledged(before, 2);
    RelayTestBed.stop(before);
    relays.forgetPosition();

    Relay relay = relays.relay(NotesBed.diverting());
    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 2);
    RelayTestBed.stop(relay);

    assertThat(notes.letters(1)).hasSize(1);
    assertThat(relays.stream.ids()).containsExactly("1", "3");
    assertThat(relays.checkpointed()).isEqualTo(2);
    VerifyTool.Result compared =
        new VerifyTool(relays.bench(NotesBed.diverting()))
            .verify(new Target.Beginning(), Optional.empty(), (_, _) -> {});
    assertThat(compared.diverted()).isEqualTo(1);
    assertThat(compared.missing()).isEmpty();
  }

  @Test
  void aSubjectThatNobodyKeepsIsRefusedAtTheStart() throws Exception {
    PollingSettings settings = NotesBed.stopping().withDeadLetterSubject("nobody.keeps");

    assertThat(NotesBed.failureOf(relays.relay(settings)).message())
        .isEqualTo("no stream takes subject nobody.keeps");
    assertThat(new RelayCheck(relays.bench(settings)).findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.result()).isEqualTo(Finding.Result.FAILED);
              assertThat(finding.words()).contains("no stream takes subject nobody.keeps");
            });
  }

  @Test
  void theStreamOfTheRowsIsRefusedForThem() {
    PollingSettings settings =
        NotesBed.stopping().withDeadLetterSubject(NotesBed.stopping().subject());

    assertThat(NotesBed.failureOf(relays.relay(settings)).message())
        .contains("the relay's own stream TXLOG");
  }

  @Test
  void theTableOfDivertedRowsIsShownWhereItMayNotBeMade() throws Exception {
    notes.insert(1, "2026-01-01", "'one'");
    Relay first = relays.relay(NotesBed.stopping());
    first.start(Askers.TEST);
    awaitAcknowledged(first, 1);
    RelayTestBed.stop(first);
    relays.execute("CREATE OR REPLACE USER clerk@'%' IDENTIFIED BY 'clerk'");
    relays.execute("GRANT SELECT ON tracking.* TO clerk@'%'");
    relays.execute("GRANT INSERT, UPDATE ON tracking.signalbox_checkpoint TO clerk@'%'");

    Failure failure =
        NotesBed.failureOf(
            relays.relay(
                NotesBed.diverting(),
                relays.mariaDb(new Account("clerk", "clerk")),
                relays.nats()));

    assertThat(failure.message()).startsWith("table signalbox_reject cannot be created");
    assertThat(failure.nextStep())
        .contains("SELECT and INSERT")
        .contains("CREATE TABLE IF NOT EXISTS signalbox_reject");
  }

  @Test
  void checkLooksAtWhatIsNeededForDiverting() throws Exception {
    assertThat(new RelayCheck(relays.bench(NotesBed.diverting())).findings())
        .extracting(Finding::words)
        .anySatisfy(words -> assertThat(words).contains("LETTERS takes the rows diverted"))
        .anySatisfy(words -> assertThat(words).contains("table signalbox_reject is absent"));
  }

  private Relay lookingBack() {
    return lookingBack(NotesBed.diverting());
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
            plain.policies());
    Relay relay =
        relays.relay(
            settings, relays.mariaDb(relays.mariaDb.app()), relays.nats(), TrialLimits.eagerLook());
    relay.start(Askers.TEST);
    return relay;
  }

  /**
   * Another row becomes visible late, and is found: a look that began before it is over by then.
   */
  private void awaitLook(int id, long rows) throws Exception {
    notes.insert(id, "2026-01-01", "'late'");
    Awaitility.await().atMost(RelayTestBed.LIMIT).until(() -> relays.checkpointed() == rows);
  }

  private void awaitRejected() {
    Awaitility.await()
        .atMost(RelayTestBed.LIMIT)
        .until(() -> relays.value("SELECT COUNT(*) FROM signalbox_reject").equals("1"));
  }

  /** What was diverted is in the table and not in the stream, but is not found as a late row. */
  @Test
  void aDivertedRowIsNotLookedForAgain() throws Exception {
    notes.insert(11, "2026-01-01", "'eleven'");
    notes.insert(12, "2024-00-15", "'twelve'");
    notes.insert(13, "2026-01-01", "'thirteen'");
    Relay relay = lookingBack();
    Awaitility.await()
        .atMost(RelayTestBed.LIMIT)
        .ignoreExceptions()
        .until(() -> relays.checkpointed() == 2);

    awaitLook(3, 3);
    awaitLook(2, 4);

    assertThat(relays.stream.ids()).containsExactly("11", "13", "3", "2");
    assertThat(notes.letters(1)).hasSize(1);
    awaitRejected();
    RelayTestBed.stop(relay);
  }

  @Test
  void aLateRowIsDivertedOnceAndMovesNothing() throws Exception {
    notes.insert(11, "2026-01-01", "'eleven'");
    notes.insert(13, "2026-01-01", "'thirteen'");
    Relay relay = lookingBack();
    Awaitility.await()
        .atMost(RelayTestBed.LIMIT)
        .ignoreExceptions()
        .until(() -> relays.checkpointed() == 2);

    notes.insert(5, "2024-00-15", "'five'");
    awaitRejected();
    awaitLook(3, 3);
    awaitLook(2, 4);

    assertThat(relays.stream.ids()).containsExactly("11", "13", "3", "2");
    assertThat(NotesBed.body(notes.letters(1).getFirst())).contains("2026-01-01T10:00:05");
    awaitRejected();
    assertThat(relays.value("SELECT pos_id FROM signalbox_checkpoint")).isEqualTo("13");
    RelayTestBed.stop(relay);
  }

  /** To set the position at it would send all again that was relayed behind it. */
  @Test
  void aLateRowStopsTheRelayWithoutTheAdviceToGoBack() throws Exception {
    notes.insert(11, "2026-01-01", "'eleven'");
    Relay relay = lookingBack(NotesBed.stopping());
    awaitAcknowledged(relay, 1);
    Awaitility.await()
        .atMost(RelayTestBed.LIMIT)
        .ignoreExceptions()
        .until(() -> relays.checkpointed() == 1);

    notes.insert(5, "2024-00-15", "'five'");

    Failure failure = await(relay, RelayState.Failed.class).cause();
    assertThat(failure.message()).startsWith("row 2026-01-01T10:00:05.000000000 / 5 of NOTES");
    assertThat(failure.nextStep()).contains("on_bad_row").doesNotContain("signalbox position");
  }
}
