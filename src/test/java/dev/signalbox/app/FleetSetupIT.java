package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.fleet.setup.FleetServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code signalbox fleet setup} as it is built, at a server with the users of the example. */
class FleetSetupIT {
  @TempDir private Path folder;

  @Test
  void whoeverMayOnlyLookFindsAllThere() throws Exception {
    try (FleetServer server = new FleetServer(folder)) {
      Path file =
          Files.writeString(
              folder.resolve("fleet.yaml"),
              """
              fleet:
                servers: ["nats://127.0.0.1:%d"]
                username: viewer
                password: %s
                inbox_prefix: _INBOX_viewer
              """
                  .formatted(server.port(), FleetServer.PASSWORD));
      try (BuiltProgram program =
          BuiltProgram.start(folder, "fleet", "setup", "--fleet", file.toString())) {
        assertThat(program.awaitExit(BuiltProgram.PATIENCE)).isZero();
        assertThat(program.output())
            .containsExactly(
                "bucket signalbox_state        is there",
                "stream SIGNALBOX_TRANSITIONS  is there",
                "stream SIGNALBOX_AUDIT        is there");
        program.assertNoStackTrace();
      }
    }
  }
}
