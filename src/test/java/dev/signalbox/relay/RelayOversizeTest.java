package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.await;
import static dev.signalbox.relay.RelayTestBed.awaitAcknowledged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.nats.TrialNatsServer;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.sandbox.SandboxSchema;
import dev.signalbox.settings.NatsLogin;
import dev.signalbox.settings.NatsSettings;
import dev.signalbox.settings.NatsSubjects;
import dev.signalbox.settings.NatsTls;
import dev.signalbox.testing.Askers;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.api.StreamConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rows larger than what the stream or the server takes, which may change at any time. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelayOversizeTest {
  @AutoClose private final NotesBed notes = new NotesBed();
  private final RelayTestBed relays = notes.relays;

  @BeforeEach
  void createAll() throws Exception {
    notes.createAll();
  }

  @Test
  void aRowTooLargeForTheStreamStopsTheRelayBehindTheRowsBeforeIt() throws Exception {
    notes.insert(1, "2026-01-01", "'one'");
    notes.lowerLimit();
    notes.insertOversized(2);
    notes.insert(3, "2026-01-01", "'three'");

    Failure failure = NotesBed.failureOf(relays.relay(NotesBed.stopping()));

    assertThat(failure.message())
        .startsWith("row 2026-01-01T10:00:02.000000000 / 2 of NOTES cannot be relayed, column TEXT")
        .contains("max_msg_size");
    assertThat(relays.stream.ids()).containsExactly("1");
    assertThat(relays.checkpointed()).isEqualTo(1);
  }

  @Test
  void aRowThatIsMendedMeanwhileIsRelayed() throws Exception {
    notes.lowerLimit();
    Relay relay = relays.relay(NotesBed.diverting());
    relay.start(Askers.TEST);
    notes.insert(1, "2026-01-01", "'one'");
    awaitAcknowledged(relay, 1);
    try (Connection nats = notes.connect()) {
      var _ = nats.jetStreamManagement().deleteStream("LETTERS");
    }
    notes.insertOversized(2);
    var _ = await(relay, RelayState.Paused.class);

    relays.execute("UPDATE tracking.NOTES SET TEXT = 'two' WHERE ID = 2");
    notes.createLetters();

    Awaitility.await().atMost(RelayTestBed.LIMIT).until(() -> relays.checkpointed() == 2);
    assertThat(relays.stream.ids()).containsExactly("1", "2");
    assertThat(notes.letters(0)).isEmpty();
    RelayTestBed.stop(relay);
  }

  /** The relay has looked at the stream before, and learns of the limit from the refusal. */
  @Test
  void aLimitThatIsLoweredUnderARunningRelayStopsItAtTheRowByName() throws Exception {
    Relay relay = started(relays.relay(NotesBed.stopping()));
    notes.lowerLimit();
    notes.insert(2, "2026-01-01", "'two'");
    notes.insertOversized(3);
    notes.insert(4, "2026-01-01", "'four'");

    Failure failure = await(relay, RelayState.Failed.class).cause();

    assertThat(failure.message())
        .startsWith("row 2026-01-01T10:00:03.000000000 / 3 of NOTES cannot be relayed, column TEXT")
        .contains("max_msg_size");
    assertThat(failure.nextStep()).contains("on_bad_row");
    assertThat(relays.stream.ids()).containsExactly("1", "2");
    assertThat(relays.checkpointed()).isEqualTo(2);
  }

  /** All under one lease: a term for each row would cost a second each. */
  @Test
  void rowsAreDivertedWithoutATermForEach() throws Exception {
    Relay relay = started(relays.relay(NotesBed.diverting()));
    notes.lowerLimit();
    for (int id = 2; id <= 9; id++) {
      if (id % 2 == 0) {
        notes.insertOversized(id);
      } else {
        notes.insert(id, "2026-01-01", "'small'");
      }
    }

    awaitAcknowledged(relay, 5);
    RelayTestBed.stop(relay);

    assertThat(relay.snapshot().counters().diverted()).isEqualTo(4);
    assertThat(relays.stream.ids()).containsExactly("1", "3", "5", "7", "9");
    assertThat(notes.letters(4))
        .allSatisfy(letter -> assertThat(NotesBed.body(letter)).contains("max_msg_size"));
    assertThat(relays.value("SELECT owner_epoch FROM signalbox_checkpoint")).isEqualTo("1");
  }

  /** The server ends the connection over such a message, and tells the next one of its limit. */
  @Test
  void aServerThatTakesLessThanBeforeHasTheRowDiverted(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("nats.conf"), configuration(folder, 100_000));
    try (TrialNatsServer server = new TrialNatsServer(folder, "--config=" + file);
        Connection admin = Nats.connect("nats://127.0.0.1:" + server.port())) {
      for (String stream : List.of(SandboxSchema.STREAM, "LETTERS")) {
        var _ =
            admin
                .jetStreamManagement()
                .addStream(
                    StreamConfiguration.builder()
                        .name(stream)
                        .subjects(
                            stream.equals("LETTERS") ? NotesBed.LETTERS : SandboxSchema.SUBJECT)
                        .build());
      }
      Relay relay =
          started(
              relays.relay(
                  NotesBed.diverting(),
                  relays.mariaDb(relays.mariaDb.app()),
                  relays.nats(connection(server))));
      var _ = Files.writeString(file, configuration(folder, NotesBed.LARGEST_MESSAGE));
      server.reload();
      notes.insertOversized(2);
      notes.insert(3, "2026-01-01", "'three'");

      awaitAcknowledged(relay, 2);
      RelayTestBed.stop(relay);

      assertThat(relay.snapshot().counters().diverted()).isEqualTo(1);
      assertThat(relays.checkpointed()).isEqualTo(2);
    }
  }

  private static String configuration(Path folder, int largest) {
    return "jetstream: {store_dir: \"%s\"}\nmax_payload: %d\n".formatted(folder, largest);
  }

  private static NatsSettings connection(TrialNatsServer server) {
    return new NatsSettings(
        "nats",
        List.of("nats://127.0.0.1:" + server.port()),
        false,
        NatsLogin.NONE,
        NatsTls.DEFAULT,
        NatsSubjects.DEFAULT,
        Duration.ofSeconds(5),
        false,
        RelayKit.HEARTBEAT);
  }

  private Relay started(Relay relay) throws Exception {
    relay.start(Askers.TEST);
    notes.insert(1, "2026-01-01", "'one'");
    awaitAcknowledged(relay, 1);
    return relay;
  }
}
