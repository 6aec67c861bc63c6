package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.PAST;
import static dev.signalbox.relay.RelayTestBed.await;
import static dev.signalbox.relay.RelayTestBed.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.nats.TrialNatsServer;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.sandbox.SandboxSchema;
import dev.signalbox.settings.NatsLogin;
import dev.signalbox.settings.NatsSettings;
import dev.signalbox.settings.NatsSubjects;
import dev.signalbox.settings.NatsTls;
import dev.signalbox.settings.Secret;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.TrialSettings;
import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.Nats;
import io.nats.client.api.StreamConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A relay speaks to JetStream by the subjects of its connection: no others lead there. */
@Timeout(180)
class RelayPrefixTest {
  @TempDir private Path folder;
  @AutoClose private final RelayTestBed bed = new RelayTestBed();

  /** One account has JetStream, the other reaches it by subjects of its own and no others. */
  private String configuration() {
    return """
    jetstream: {store_dir: "%s"}
    accounts: {
      HUB: {
        jetstream: enabled
        users: [{user: admin, password: admin}]
        exports: [{service: "$JS.API.>"}, {service: "%s"}, {stream: "FROM_HUB.>"}]}
      APP: {
        users: [{user: app, password: app}]
        imports: [
          {service: {account: HUB, subject: "$JS.API.>"}, to: "TO_HUB.API.>"},
          {service: {account: HUB, subject: "%s"}},
          {stream: {account: HUB, subject: "FROM_HUB.>"}}]}}
    """
        .formatted(folder, SandboxSchema.SUBJECT, SandboxSchema.SUBJECT);
  }

  @Test
  void aRelayPublishesAndReadsAgainByTheSubjectsOfItsConnection() throws Exception {
    Path file = Files.writeString(folder.resolve("nats.conf"), configuration());
    try (TrialNatsServer hub = new TrialNatsServer(folder, "--config=" + file);
        Connection admin = Nats.connect("nats://admin:admin@127.0.0.1:" + hub.port())) {
      JetStreamManagement streams = admin.jetStreamManagement();
      streams.addStream(
          StreamConfiguration.builder()
              .name(SandboxSchema.STREAM)
              .subjects(SandboxSchema.SUBJECT)
              .build());
      ConnectionSupervisor nats = bed.nats(settings(hub));
      for (int run = 1; run <= 2; run++) {
        bed.insert(5, PAST.plusMinutes(run));
        Relay relay = bed.relay(RelayTestBed.settings(10), bed.mariaDb(bed.mariaDb.app()), nats);
        relay.start(Askers.TEST);
        var _ = await(relay, RelayState.Running.class);
        // Five rows, behind the record of their term; each run but the first finds a message that
        // it
        // has to look at.
        long messages = 7L * run - 1;
        await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(
                () ->
                    assertThat(
                            streams
                                .getStreamInfo(SandboxSchema.STREAM)
                                .getStreamState()
                                .getMsgCount())
                        .isEqualTo(messages));
        bed.awaitAllRelayed();
        stop(relay);
        var _ = admin.jetStream().publish(SandboxSchema.SUBJECT, new byte[0]);
      }
    }
  }

  private static NatsSettings settings(TrialNatsServer server) {
    NatsLogin login =
        new NatsLogin(
            Optional.of("app"),
            Optional.of(Secret.of("app")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return TrialSettings.with(
        TrialSettings.nats(login, NatsTls.DEFAULT, "nats://127.0.0.1:" + server.port()),
        new NatsSubjects(Optional.of("TO_HUB.API"), Optional.of("FROM_HUB.app")),
        false);
  }
}
