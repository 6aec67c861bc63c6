package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.app.service.NoticeListener;
import dev.signalbox.testing.Thorough;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built program as a service: what its manager hears from beginning to end. */
class ServiceIT {
  @TempDir private Path folder;

  @Thorough
  @Test
  void itSaysThatItServesThatItLivesAndThatItStops() throws Exception {
    String name = folder.resolve("notify").toString();
    Path file =
        ConfigurationText.empty()
            .nats("nats://127.0.0.1:1", "connect_timeout: 30")
            .with("shutdown: {grace: 4s}\n")
            .write(folder);
    try (NoticeListener manager = NoticeListener.bound(name);
        BuiltProgram program =
            BuiltProgram.start(
                folder,
                Map.of("NOTIFY_SOCKET", name, "WATCHDOG_USEC", "3000000"),
                "--headless",
                "--config",
                file.toString())) {
      assertThat(manager.next(BuiltProgram.PATIENCE)).isEqualTo("READY=1");
      assertThat(manager.next(BuiltProgram.PATIENCE)).isEqualTo("WATCHDOG=1");
      assertThat(manager.next(BuiltProgram.PATIENCE)).isEqualTo("WATCHDOG=1");
      program.signal("TERM");
      String last = manager.next(BuiltProgram.PATIENCE);
      while (last.equals("WATCHDOG=1")) {
        last = manager.next(BuiltProgram.PATIENCE);
      }
      assertThat(last).isEqualTo("STOPPING=1\nEXTEND_TIMEOUT_USEC=5000000");
      assertThat(program.awaitExit(BuiltProgram.PATIENCE)).isZero();
      assertThat(program.errors()).isEmpty();
      assertThat(program.log()).noneMatch(line -> line.startsWith("WARN The service manager"));
    }
  }
}
