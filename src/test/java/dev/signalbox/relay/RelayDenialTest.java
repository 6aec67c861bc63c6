package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.PAST;
import static dev.signalbox.relay.RelayTestBed.await;
import static dev.signalbox.relay.RelayTestBed.awaitAcknowledged;
import static dev.signalbox.relay.RelayTestBed.settings;
import static dev.signalbox.relay.RelayTestBed.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.nats.TrialNatsServer;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.call.TrialLimits;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.sandbox.SandboxSchema;
import dev.signalbox.settings.NatsLogin;
import dev.signalbox.settings.NatsSettings;
import dev.signalbox.settings.NatsSubjects;
import dev.signalbox.settings.NatsTls;
import dev.signalbox.settings.Secret;
import dev.signalbox.testing.Askers;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a server has refused once says nothing of what it leaves unanswered later. */
@Timeout(120)
class RelayDenialTest {
  @TempDir private Path folder;
  @AutoClose private final RelayTestBed bed = new RelayTestBed();

  private Path configure(String denied) throws IOException {
    return Files.writeString(
        folder.resolve("nats.conf"),
        """
        jetstream: {store_dir: "%s"}
        authorization: {users: [
          {user: admin, password: admin},
          {user: app, password: app, permissions: {publish: {deny: ["%s"]}}}]}
        """
            .formatted(folder, denied));
  }

  @Test
  void aDenialThatWasRepairedIsForgotten() throws Exception {
    Path file = configure(SandboxSchema.SUBJECT);
    try (TrialNatsServer server = new TrialNatsServer(folder, "--config=" + file);
        Connection admin = Nats.connect("nats://admin:admin@127.0.0.1:" + server.port())) {
      var _ =
          admin
              .jetStreamManagement()
              .addStream(
                  StreamConfiguration.builder()
                      .name(SandboxSchema.STREAM)
                      .subjects(SandboxSchema.SUBJECT)
                      .build());
      ConnectionSupervisor nats = bed.nats(deaf(server));
      Relay relay =
          bed.relay(
              settings(100),
              bed.mariaDb(bed.mariaDb.app()),
              nats,
              TrialLimits.acknowledgement(Duration.ofSeconds(1)));
      bed.insert(1, PAST);
      relay.start(Askers.TEST);
      assertThat(await(relay, RelayState.Failed.class).cause().kind())
          .isEqualTo(FailureKind.AUTHENTICATION);

      var _ = configure("nothing");
      server.reload();
      await()
          .atMost(RelayTestBed.LIMIT)
          .until(
              () -> {
                relay.start(Askers.TEST);
                // It polls also before the server has read its configuration, and is refused then.
                return await(
                            relay,
                            now ->
                                now.state() instanceof RelayState.Failed
                                    || now.counters().acknowledged() == 1)
                        .counters()
                        .acknowledged()
                    == 1;
              });
      server.suspend();
      bed.insert(100, PAST.plusSeconds(1));
      var _ = await(relay, RelayState.Stalled.class);
      server.resume();
      awaitAcknowledged(relay, 101);
      stop(relay);
    }
  }

  private static NatsSettings deaf(TrialNatsServer server) {
    return new NatsSettings(
        "nats",
        List.of("nats://127.0.0.1:" + server.port()),
        false,
        new NatsLogin(
            Optional.of("app"),
            Optional.of(Secret.of("app")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        NatsTls.DEFAULT,
        NatsSubjects.DEFAULT,
        Duration.ofSeconds(5),
        false,
        RelayTestBed.DEAF);
  }
}
