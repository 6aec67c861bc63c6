package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.stop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.tools.Finding;
import dev.signalbox.relay.tools.RelayCheck;
import dev.signalbox.testing.Askers;
import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.Source;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfoOptions;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What takes the rows that cannot be relayed has to be able to. */
@Timeout(120)
class RelayDeadLettersTest {
  @AutoClose private final NotesBed notes = new NotesBed();

  private void letters(StreamConfiguration.Builder stream, boolean sealed) throws Exception {
    try (Connection nats = notes.connect()) {
      JetStreamManagement streams = nats.jetStreamManagement();
      if (streams.getStreamNames().contains("LETTERS")) {
        var _ = streams.deleteStream("LETTERS");
      }
      var _ = streams.addStream(stream.name("LETTERS").subjects("letters.>").build());
      if (sealed) {
        var _ = streams.updateStream(stream.seal().build());
      }
    }
  }

  private void assertRefused(String words, String nextStep) throws Exception {
    Failure failure = NotesBed.failureOf(notes.relays.relay(NotesBed.diverting()));

    assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
    assertThat(failure.message()).startsWith("stream LETTERS " + words);
    assertThat(failure.nextStep()).isEqualTo(nextStep);
    assertThat(new RelayCheck(notes.relays.bench(NotesBed.diverting())).findings())
        .filteredOn(finding -> finding.result() == Finding.Result.FAILED)
        .extracting(Finding::words)
        .anySatisfy(found -> assertThat(found).contains(failure.message()));
  }

  /** One that acknowledged nothing would be sent the same row again for ever. */
  @Test
  void aStreamThatCannotServeIsRefusedAsThatOfTheRows() throws Exception {
    notes.createAll();

    letters(StreamConfiguration.builder().noAck(true), false);
    assertRefused("acknowledges nothing (no_ack)", "Set no_ack of the stream to false.");
    letters(StreamConfiguration.builder(), true);
    assertRefused(
        "is sealed", "Configure another stream: a sealed one never takes messages again.");
    assertThat(notes.relays.stream.count()).isZero();
  }

  /** Nobody looks for the letters again: among what they are stored is all one. */
  @Test
  void aStreamThatCopiesOthersAsWellTakesThem() throws Exception {
    notes.createAll();
    letters(
        StreamConfiguration.builder().sources(Source.builder().sourceName("TXLOG").build()), false);
    notes.lowerLimit();
    notes.insertOversized(1);
    Relay relay = notes.relays.relay(NotesBed.diverting());

    relay.start(Askers.TEST);

    try (Connection nats = notes.connect()) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  nats.jetStreamManagement()
                      .getStreamInfo("LETTERS", StreamInfoOptions.filterSubjects(NotesBed.LETTERS))
                      .getStreamState()
                      .getSubjectMap()
                      .equals(Map.of(NotesBed.LETTERS, 1L)));
    }
    stop(relay);
  }
}
