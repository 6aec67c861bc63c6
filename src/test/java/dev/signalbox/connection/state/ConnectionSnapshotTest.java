package dev.signalbox.connection.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.settings.HeartbeatSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConnectionSnapshotTest {
  private static final Instant NOW = Instant.parse("2026-03-02T10:14:07Z");
  private static final Endpoint ENDPOINT =
      new Endpoint(
          "nats",
          EndpointKind.NATS,
          "NATS",
          "nats://127.0.0.1:4222",
          Duration.ofSeconds(30),
          true,
          HeartbeatSettings.DEFAULT);
  private static final AttemptId SESSION = new AttemptId(7);

  @Test
  void anotherAnswerThatTookAboutAsLongIsNoNews() {
    assertThat(after(2).isNewsAfter(after(3))).isFalse();
    assertThat(after(102).isNewsAfter(after(3))).isFalse();
  }

  @Test
  void anAnswerThatTookNoticeablyLongerOrLessIsNews() {
    assertThat(after(103).isNewsAfter(after(3))).isTrue();
    assertThat(after(3).isNewsAfter(after(103))).isTrue();
  }

  @Test
  void theFirstAnswerIsNews() {
    ConnectionSnapshot none = of(connected(SESSION, Optional.empty()), Set.of(), false);

    assertThat(after(3).isNewsAfter(none)).isTrue();
    assertThat(none.isNewsAfter(none)).isFalse();
  }

  @Test
  void anythingElseIsNews() {
    ConnectionState same = connected(SESSION, Optional.of(Duration.ofMillis(3)));
    ConnectionSnapshot other =
        of(connected(new AttemptId(8), Optional.of(Duration.ofMillis(3))), Set.of(), false);
    ConnectionSnapshot off = of(new ConnectionState.Off(NOW), Set.of(), false);

    assertThat(other.isNewsAfter(after(3))).isTrue();
    assertThat(off.isNewsAfter(after(3))).isTrue();
    assertThat(after(3).isNewsAfter(off)).isTrue();
    assertThat(off.isNewsAfter(off)).as("of a state that nothing answers in").isTrue();
    assertThat(of(same, Set.of(new AttemptId(1)), false).isNewsAfter(after(3))).isTrue();
    assertThat(of(same, Set.of(), true).isNewsAfter(after(3))).isTrue();
  }

  private static ConnectionSnapshot after(int millis) {
    return of(connected(SESSION, Optional.of(Duration.ofMillis(millis))), Set.of(), false);
  }

  private static ConnectionState connected(AttemptId session, Optional<Duration> latency) {
    Peer peer = new Peer("127.0.0.1:4222", Optional.empty(), "nats-server 2.10.1");
    return new ConnectionState.Connected(
        session, NOW.minusSeconds(60), peer, latency, NOW.plusMillis(latency.hashCode() % 1000));
  }

  private static ConnectionSnapshot of(
      ConnectionState state, Set<AttemptId> abandoned, boolean retired) {
    return new ConnectionSnapshot(
        ENDPOINT, new ConnectionStatus(state, abandoned, retired), Optional.empty());
  }
}
