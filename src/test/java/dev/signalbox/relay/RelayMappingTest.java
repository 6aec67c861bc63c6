package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.PAST;
import static dev.signalbox.relay.RelayTestBed.await;
import static dev.signalbox.relay.RelayTestBed.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.nats.TrialNatsServer;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.sandbox.SandboxSchema;
import dev.signalbox.testing.Askers;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.api.StreamConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that stores rows under another subject than the relay's. */
@Timeout(120)
class RelayMappingTest {
  @TempDir private Path folder;
  @AutoClose private final RelayTestBed bed = new RelayTestBed();

  /** Whoever looked for those rows by their subject would not find them, and send them again. */
  @Test
  void rowsThatAMappingWouldPutElsewhereAreNotPublished() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("nats.conf"),
            """
            jetstream: {store_dir: "%s"}
            mappings: {"%s": "txlog.elsewhere"}
            """
                .formatted(folder, SandboxSchema.SUBJECT));
    try (TrialNatsServer server = new TrialNatsServer(folder, "--config=" + file);
        Connection nats = Nats.connect("nats://127.0.0.1:" + server.port())) {
      var _ =
          nats.jetStreamManagement()
              .addStream(
                  StreamConfiguration.builder()
                      .name(SandboxSchema.STREAM)
                      .subjects("txlog.>")
                      .build());
      bed.insert(5, PAST);
      Relay relay =
          bed.relay(
              settings(10),
              bed.mariaDb(bed.mariaDb.app()),
              bed.nats("nats://127.0.0.1:" + server.port()));

      relay.start(Askers.TEST);
      Failure failure = await(relay, RelayState.Failed.class).cause();

      assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
      assertThat(failure.message())
          .startsWith("stream TXLOG has under subject txlog.elsewhere what was published on ")
          .contains("mappings");
      // The record of the term alone.
      assertThat(
              nats.jetStreamManagement()
                  .getStreamInfo(SandboxSchema.STREAM)
                  .getStreamState()
                  .getMsgCount())
          .isEqualTo(1);
      assertThat(bed.checkpointed()).isZero();
    }
  }
}
