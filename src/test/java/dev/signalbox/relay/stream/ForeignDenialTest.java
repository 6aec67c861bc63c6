package dev.signalbox.relay.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.driver.FailureReports;
import dev.signalbox.connection.nats.NatsSession;
import dev.signalbox.connection.nats.TrialNatsServer;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.relay.RelayKit;
import dev.signalbox.relay.RelayTestBed;
import dev.signalbox.relay.call.CallContext;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayFailures;
import dev.signalbox.relay.call.RelayLimits;
import dev.signalbox.relay.call.RunControl;
import dev.signalbox.testing.Askers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Relays share a connection, and the driver keeps one error of it, whosever that is. */
@Timeout(60)
class ForeignDenialTest {
  @TempDir private Path folder;
  @AutoClose private final RelayKit kit = new RelayKit();

  private RelaySink sink(ConnectionSupervisor nats, String stream, String subject) {
    CallContext calls =
        new CallContext(
            new RunControl(kit.scheduler),
            kit.scheduler,
            new RelayFailures(new FailureReports(text -> text), kit.scheduler),
            RelayLimits.STANDARD);
    return new RelaySink(nats, calls, RelayTestBed.settings(10), stream, subject);
  }

  private static Optional<RelayException> blamed(RelaySink sink, NatsSession nats) {
    return sink.denied(nats, new IOException("no answer"));
  }

  private static void refuse(NatsSession nats, String subject) throws Exception {
    nats.connection().clearLastError();
    nats.connection().publish(subject, new byte[0]);
    nats.connection().flush(Duration.ofSeconds(5));
    await()
        .atMost(RelayTestBed.LIMIT)
        .until(
            () ->
                Optional.ofNullable(nats.connection().getLastError())
                    .filter(error -> error.contains(subject))
                    .isPresent());
  }

  @Test
  void whatAnotherRelayIsDeniedIsNoReasonForTheSilenceOfThisOne() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("nats.conf"),
            """
            jetstream: {store_dir: "%s"}
            no_auth_user: app
            authorization: {users: [
              {user: app, password: app, permissions: {publish: {deny: [
                "txlog.other", "$JS.API.STREAM.INFO.OTHER"]}}}]}
            """
                .formatted(folder));
    try (TrialNatsServer server = new TrialNatsServer(folder, "--config=" + file)) {
      ConnectionSupervisor nats = kit.nats("nats://127.0.0.1:" + server.port(), RelayKit.HEARTBEAT);
      var _ = nats.connect(Askers.TEST);
      var _ =
          nats.when(now -> now.state() instanceof ConnectionState.Connected)
              .orTimeout(10, TimeUnit.SECONDS)
              .join();
      NatsSession session = nats.session(NatsSession.class).orElseThrow();
      RelaySink ours = sink(nats, "TXLOG", "txlog.events");

      refuse(session, "txlog.other");
      assertThat(blamed(ours, session)).isEmpty();
      assertThat(blamed(sink(nats, "TXLOG", "txlog.other"), session)).isPresent();

      refuse(session, "$JS.API.STREAM.INFO.OTHER");
      assertThat(blamed(ours, session)).isEmpty();
      assertThat(blamed(sink(nats, "OTHER", "other.events"), session)).isPresent();
    }
  }
}
