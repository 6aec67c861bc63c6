package dev.signalbox.connection.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.testing.EndpointTrial;
import dev.signalbox.testing.TrialSettings;
import io.nats.client.api.MessageInfo;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that answers the question for JetStream with more than there is to say of it. */
@Timeout(60)
class HugeAnswerTest {
  enum Answer {
    OBJECTS("[" + "{},".repeat(3_600_000) + "{}]", "bytes, and 64 KB are the most"),
    MEMBERS("{" + "\"k\":1,".repeat(100_000) + "\"k\":1}", "bytes, and 64 KB are the most"),
    DEPTH("[".repeat(11_000_000), "bytes, and 64 KB are the most"),
    LITTLE_DEPTH("[".repeat(60_000), "in a structure without end");

    private final String json;
    private final String words;

    Answer(String json, String words) {
      this.json = json;
      this.words = words;
    }
  }

  @ParameterizedTest
  @EnumSource
  void isNotTakenApart(Answer answer) throws Exception {
    try (ScriptedNatsServer server =
            new ScriptedNatsServer(
                client -> {
                  client.letIn(answer.json);
                  client.await("the end");
                });
        EndpointTrial trial = new EndpointTrial(TrialSettings.nats(server.url()))) {
      Failure failure = trial.failed();

      assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.PROTOCOL);
      assertThat(failure.message()).contains(answer.words);
    }
  }

  @Test
  void isTakenWhereAStoredMessageWasAskedForAndNotBeforeNorAfter() throws Exception {
    byte[] stored = new byte[8 * 1024 * 1024];
    String data = Base64.getEncoder().encodeToString(stored);
    String answer =
        "{\"message\":{\"subject\":\"a\",\"seq\":7,\"data\":\"%s\",\"time\":\"2026-01-01T00:00:00Z\"}}"
            .formatted(data);
    try (ScriptedNatsServer server =
            new ScriptedNatsServer(
                client -> {
                  client.letIn();
                  String[] question =
                      client.await("PUB $JS.API.STREAM.MSG.GET.EVENTS").split(" ", -1);
                  String message =
                      "MSG %s 1 %d\r\n%s\r\n".formatted(question[2], answer.length(), answer);
                  client.send(message);
                  client.await("PUB more");
                  client.send(message);
                  client.await("the end");
                });
        EndpointTrial trial = new EndpointTrial(TrialSettings.nats(server.url()))) {
      NatsSession session = trial.connected(NatsSession.class);

      MessageInfo read = session.nextMessage("EVENTS", 7, "a");

      assertThat(read.getSeq()).isEqualTo(7);
      assertThat(read.getData()).hasSameSizeAs(stored);
      session.connection().publish("more", new byte[0]);
      assertThat(trial.failure().message()).contains("and 1024 KB are the most that is due");
    }
  }
}
