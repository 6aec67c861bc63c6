package dev.signalbox.fleet.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.Actor;
import dev.signalbox.console.Command;
import dev.signalbox.fleet.wire.Beat.RelayFigures;
import dev.signalbox.fleet.wire.EngineState.Entry;
import dev.signalbox.journal.Subject;
import dev.signalbox.journal.Transition;
import dev.signalbox.relay.state.HeldLease;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.ui.States;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The messages of version 1 look as they are written down in {@code fleet/version-1.json}, whatever
 * the values they are made of are called by now: other programs, and engines of other ages, speak
 * them too.
 */
class WireVersionTest {
  private static final RelaySnapshot RELAY = States.relay(new RelayState.Running(States.NOW));

  private final JsonMapper mapper = new JsonMapper();
  private final WireFormat format = new WireFormat();

  @TestFactory
  List<DynamicTest> messagesLookAsWrittenDown() throws IOException {
    JsonNode written = written();
    return messages().entrySet().stream()
        .map(
            message ->
                DynamicTest.dynamicTest(
                    message.getKey(),
                    () ->
                        assertThat(mapper.readTree(format.write(message.getValue())))
                            .isEqualTo(written.path(message.getKey()))))
        .toList();
  }

  private JsonNode written() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("/fleet/version-1.json"))) {
      return mapper.readTree(in);
    }
  }

  private static Map<String, Object> messages() {
    Actor kurt = new Actor("kurt", "console-3", "fleet");
    Map<String, Object> messages = new LinkedHashMap<>();
    messages.put(
        "state",
        new EngineState(
            Introductions.RELAY_7,
            12,
            States.NOW,
            new ProgramSnapshot(new ProgramState.Open(), List.of(), Optional.empty()),
            List.of(
                new Entry<>(1, States.of(States.NATS, States.connected())),
                new Entry<>(2, States.of(States.ORACLE, States.waiting()))),
            List.of(new Entry<>(1, RELAY))));
    messages.put(
        "beat",
        new Beat(
            "boot-1",
            12,
            States.NOW,
            318,
            List.of(
                new RelayFigures(
                    RELAY.name(), RELAY.counters(), RELAY.timing(), RELAY.position()))));
    messages.put(
        "order",
        new Order(
            "id-1",
            "console-3",
            new Command.StopNow("txlog"),
            "boot-1",
            Optional.of("Running"),
            States.NOW));
    messages.put("reply", new Reply(Reply.REFUSED, "not running", false));
    messages.put(
        "audit",
        new AuditEntry(
            "id-1", States.NOW, kurt, "connect", "nats", new Reply(Reply.ACCEPTED, "", false)));
    messages.put(
        "transition",
        new ChangesTold(
            List.of(
                new Transition(
                    Subject.connection("nats"),
                    States.NOW,
                    "Off",
                    "Connecting",
                    Optional.empty(),
                    Optional.of(kurt)))));
    messages.put("ask ping", new Question.Ping());
    messages.put("ask state", new Question.State());
    messages.put("ask log", new Question.Log(17, 500));
    messages.put("ask changes", new Question.Changes(Subject.relay("txlog"), 20));
    messages.put(
        "a relay that stands by",
        new RelayState.Standby(
            States.NOW,
            new HeldLease("held by host relay-8 pid 4711", Optional.of(States.NOW)),
            Optional.empty()));
    return messages;
  }
}
