package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.app.engine.Engine;
import dev.signalbox.base.SystemScheduler;
import dev.signalbox.base.WorkExecutor;
import dev.signalbox.sandbox.SilentListener;
import dev.signalbox.settings.PasswordPrompt;
import dev.signalbox.settings.reading.SettingsLoader;
import dev.signalbox.testing.Leftovers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProcessEndTest {
  private final List<Integer> codes = new CopyOnWriteArrayList<>();
  private final ProcessEnd processEnd = new ProcessEnd(codes::add);

  @TempDir private Path folder;

  private Engine engine(SystemScheduler scheduler, int port) throws Exception {
    Path file =
        ConfigurationText.empty()
            .nats("nats://127.0.0.1:" + port, "connect_timeout: 30")
            .write(folder);
    return Engine.create(
        SettingsLoader.load(file, Map.of()),
        scheduler,
        new Engine.Surfaces(
            WorkExecutor.virtualThreads(),
            PasswordPrompt.unavailable(),
            false,
            codes::add,
            Optional.empty()));
  }

  @Test
  void whoeverEndsTheProcessAnEngineThatRunsIsClosedBefore() throws Exception {
    try (SilentListener silent = SilentListener.start();
        SystemScheduler scheduler = new SystemScheduler()) {
      Engine engine = engine(scheduler, silent.port());
      assertThat(processEnd.attach(engine)).isTrue();
      engine.connectAutomatically();
      Awaitility.await().until(() -> silent.openConnections() == 1);

      processEnd.exit(ExitCode.FAILED);

      assertThat(engine.coordinator().closed()).isDone();
      Leftovers.assertNoSocketTo(silent.port());
      assertThat(codes).containsExactly(ExitCode.FAILED);
    }
  }

  @Test
  void onceItEndsNothingIsStarted() throws Exception {
    try (SystemScheduler scheduler = new SystemScheduler()) {
      processEnd.exit(ExitCode.ORDERLY);

      assertThat(processEnd.attach(engine(scheduler, 4222))).isFalse();
      processEnd.exit(ExitCode.FAILED);
      assertThat(codes).containsExactly(ExitCode.ORDERLY);
    }
  }
}
