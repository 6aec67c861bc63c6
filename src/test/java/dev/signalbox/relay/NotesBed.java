package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.Failure;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.sandbox.SandboxSchema;
import dev.signalbox.settings.PollingSettings;
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

/** A table of notes, whose rows may be such as cannot be relayed, and a stream for those. */
final class NotesBed implements AutoCloseable {
  static final String LETTERS = "letters.txlog";

  /** What the stream of letters takes, and that of the rows once {@link #lowerLimit} was called. */
  static final int LARGEST_MESSAGE = 4000;

  final RelayTestBed relays = new RelayTestBed();

  /** Everything anew; ids are in the order of their timestamps. */
  void createAll() throws Exception {
    relays.execute(
        "DROP TABLE IF EXISTS tracking.NOTES, tracking.signalbox_checkpoint,"
            + " tracking.signalbox_reject, tracking.signalbox_seen");
    relays.execute(
        "CREATE TABLE tracking.NOTES (ID INT PRIMARY KEY, EVENT_TIMESTAMP DATETIME(6) NOT NULL,"
            + " DAY DATE, TEXT LONGTEXT, INDEX (EVENT_TIMESTAMP, ID))");
    relays.stream.delete();
    relays.stream.create();
    createLetters();
  }

  void createLetters() throws Exception {
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

  Connection connect() throws Exception {
    return Nats.connect(relays.nats.url());
  }

  static PollingSettings stopping() {
    return RelayTestBed.settings("NOTES", Duration.ofMillis(200), 100);
  }

  static PollingSettings diverting() {
    return stopping().withDeadLetterSubject(LETTERS);
  }

  void insert(int id, String day, String text) throws Exception {
    relays.execute(
        "SET STATEMENT sql_mode = 'ALLOW_INVALID_DATES' FOR INSERT INTO tracking.NOTES VALUES"
            + " (%d, '2026-01-01 10:00:%02d', '%s', %s)".formatted(id, id, day, text));
  }

  void lowerLimit() throws Exception {
    try (Connection nats = connect()) {
      StreamConfiguration now =
          nats.jetStreamManagement().getStreamInfo(SandboxSchema.STREAM).getConfiguration();
      var _ =
          nats.jetStreamManagement()
              .updateStream(
                  StreamConfiguration.builder(now).maximumMessageSize(LARGEST_MESSAGE).build());
    }
  }

  /** As long as the stream's lowered limit. */
  void insertOversized(int id) throws Exception {
    insert(id, "2026-01-01", "REPEAT('x', %d)".formatted(LARGEST_MESSAGE));
  }

  List<Message> letters(int count) throws Exception {
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

  static String body(Message letter) {
    return new String(letter.getData(), StandardCharsets.UTF_8);
  }

  static Failure failureOf(Relay relay) {
    relay.start(Askers.TEST);
    return await(relay, RelayState.Failed.class).cause();
  }

  @Override
  public void close() {
    relays.close();
  }
}
