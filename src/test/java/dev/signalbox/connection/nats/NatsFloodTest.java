package dev.signalbox.connection.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.testing.EndpointTrial;
import dev.signalbox.testing.Leftovers;
import dev.signalbox.testing.TrialSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that says more than it can have to say loses its connection, before that costs much. */
@Timeout(60)
class NatsFloodTest {
  private static final long LITTLE = 64L * 1024 * 1024;
  private static final String LARGE = "x".repeat(64 * 1024);

  enum Flood {
    ANNOUNCED_MESSAGE("MSG a 1 1000000000\r\n"),
    ANNOUNCED_HEADERS("HMSG a 1 999999990 1000000000\r\n"),
    HEADERS_LONGER_THAN_THE_MESSAGE("HMSG a 1 10 5\r\n"),
    NUMBER_WITHOUT_END("MSG a 1 4294967297\r\n"),
    LINES_BEHIND_A_LINE_FEED("-ERR a\nMSG a 1 30\r\nMSG a 1 1000000000\r\n" + LARGE),
    INFO_WITHOUT_END("INFO {", LARGE),
    ERROR_WITHOUT_END("-ERR '", LARGE),
    INFOS("", ScriptedNatsServer.INFO.repeat(100)),
    ERRORS("", "-ERR 'Permissions Violation for Publish to \"a\"'\r\n".repeat(100)),
    PINGS("", "PING\r\n".repeat(1000)),
    PONGS("", "PONG\r\n".repeat(1000)),
    DEEP_INFO("INFO {\"a\":" + "[".repeat(100_000) + "\r\n"),
    MESSAGE_LARGER_THAN_ANY_ANSWER("MSG a 1 2000000\r\n", LARGE),
    DEEP_MESSAGE(message("[".repeat(60_000))),
    MANY_VALUES(message("{\"a\":[" + "\"\"".repeat(500_000) + "]}")),
    LARGE_MESSAGES("", "MSG a 1 65537\r\n" + LARGE + "x\r\n"),
    GARBAGE("\u0000\u0001\u0002\u0003\u0004\u0005", LARGE);

    private final String once;
    private final String everMore;

    Flood(String once) {
      this(once, "");
    }

    Flood(String once, String everMore) {
      this.once = once;
      this.everMore = everMore;
    }

    private static String message(String body) {
      return "MSG a 1 %d\r\n%s\r\n".formatted(body.length(), body);
    }

    /** Errors may arrive while an answer to a question is awaited, and are taken for that. */
    Set<FailureKind> kinds() {
      return this == ERRORS
          ? Set.of(FailureKind.PROTOCOL, FailureKind.REFUSED, FailureKind.AUTHENTICATION)
          : Set.of(FailureKind.PROTOCOL, FailureKind.REFUSED);
    }

    void pour(ScriptedNatsServer.Client client) throws IOException {
      client.send(once);
      while (!everMore.isEmpty()) {
        client.send(everMore);
      }
      client.await("the end");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFloodOverAConnectionEndsIt(Flood flood) throws Exception {
    try (ScriptedNatsServer server =
        new ScriptedNatsServer(
            client -> {
              client.letIn();
              flood.pour(client);
            })) {
      assertEndsInProtocolFailure(flood, server);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFloodInsteadOfAGreetingEndsTheConnect(Flood flood) throws Exception {
    try (ScriptedNatsServer server = new ScriptedNatsServer(flood::pour)) {
      assertEndsInProtocolFailure(flood, server);
    }
  }

  private static void assertEndsInProtocolFailure(Flood flood, ScriptedNatsServer server)
      throws Exception {
    try (EndpointTrial trial = new EndpointTrial(TrialSettings.nats(server.url()))) {
      long used = used();
      Failure failure = trial.failed();
      // What it costs in time is what was listened to, on a busy machine as on an idle one.
      assertThat(server.sent()).isLessThan(LITTLE);
      assertThat(used() - used).isLessThan(LITTLE);
      assertThat(failure.kind()).as(failure.details()).isIn(flood.kinds());
      Leftovers.assertNoSocketTo(server.port());
    }
  }

  /** What is in use, garbage included: a flood may not make much of that either. */
  private static long used() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
