package dev.signalbox.relay.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.call.RelayException;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.support.JsonParseException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What newer servers can do with a stream, as they tell it. */
@Timeout(60)
class StreamFitnessTest {
  @AutoClose private final PublisherTrial trial = new PublisherTrial();

  private static StreamConfiguration told(String more) throws JsonParseException {
    return StreamConfiguration.instance(
        """
        {"name": "TXLOG", "subjects": ["txlog.>"], "retention": "limits", "storage": "file",
         "discard": "old", "num_replicas": 1, "max_age": 0, "max_msgs": -1, "max_bytes": -1,
         "duplicate_window": 120000000000, "compression": "s2", "allow_direct": true%s}
        """
            .formatted(more));
  }

  @Test
  void aStreamThatStoresRowsUnderAnotherSubjectIsRefused() throws Exception {
    StreamConfiguration stream =
        told(", \"subject_transform\": {\"src\": \"txlog.>\", \"dest\": \"kept.>\"}");

    RelayException refusal =
        catchThrowableOfType(
            RelayException.class, () -> StreamCheck.fit(trial.sink(), trial.calls(), stream));

    assertThat(refusal.failure().kind()).isEqualTo(FailureKind.CONFIGURATION);
    assertThat(refusal.failure().message())
        .isEqualTo(
            "stream TXLOG stores messages under another subject (subject_transform), where they"
                + " are not found");
    assertThat(refusal.failure().nextStep()).startsWith("Remove the stream's subject_transform");
    assertThat(StreamCheck.fitToTake(trial.sink(), trial.calls(), stream)).isSameAs(stream);
  }

  @Test
  void aStreamThatCopiesOthersAsWellIsRefused() throws Exception {
    StreamConfiguration stream = told(", \"sources\": [{\"name\": \"OTHERS\"}]");

    RelayException refusal =
        catchThrowableOfType(
            RelayException.class, () -> StreamCheck.fit(trial.sink(), trial.calls(), stream));

    assertThat(refusal.failure().message())
        .isEqualTo(
            "stream TXLOG copies other streams (sources), and checks nothing that is published to"
                + " it");
  }

  @Test
  void aStreamOfANewerServerThatStoresThemAsTheyAreIsNot() throws Exception {
    StreamConfiguration stream = told("");

    assertThat(StreamCheck.fit(trial.sink(), trial.calls(), stream)).isSameAs(stream);
  }
}
