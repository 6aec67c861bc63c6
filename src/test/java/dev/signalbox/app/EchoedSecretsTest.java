package dev.signalbox.app;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.signalbox.base.Actor;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.settings.Redaction;
import dev.signalbox.settings.reading.SettingsLoader;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.testing.LogLevelsAsBefore;
import dev.signalbox.testing.Thorough;
import dev.signalbox.ui.WindowRobot;
import dev.signalbox.ui.WindowTexts;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/** Servers that say the secrets they were given, in every spelling: none of it is kept. */
@Thorough
@Timeout(180)
@ExtendWith(LogLevelsAsBefore.class)
class EchoedSecretsTest {
  @TempDir Path folder;

  private final Set<String> states = new LinkedHashSet<>();
  private final Set<String> details = new LinkedHashSet<>();
  private final Set<String> windows = new LinkedHashSet<>();
  private final WindowRobot robot = new WindowRobot();

  @BeforeAll
  static void startToolkit() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  @Test
  void noneOfItIsInAnythingThatTheProgramSays() throws Exception {
    try (EchoedSecrets secrets = new EchoedSecrets(folder);
        TrialProgram program =
            new TrialProgram(
                SettingsLoader.load(secrets.configuration(), EchoedSecrets.environment()), true)) {
      program.openWindow();
      program.supervisors().stream()
          .map(s -> s.endpoint().name())
          .forEach(name -> program.coordinator().connect(name, Actor.program("test")));
      await()
          .pollInterval(200, MILLISECONDS)
          .atMost(120, SECONDS)
          .until(
              () -> {
                look(program);
                return secrets.allAreSaid();
              });
      StringBuilder copied = new StringBuilder();
      program.supervisors().forEach(s -> copied.append(copied(s.endpoint().label())));
      String threads = threads();
      String diagnostics = program.diagnostics();
      program.coordinator().shutdown(new ShutdownReason.Quit()).join();
      look(program);

      String log = program.log();
      assertThat(log)
          .contains(Redaction.WITHHELD)
          .contains(
              "Connecting to MariaDB word at [127.0.0.1:%d/db] (timeout: 30s)"
                  .formatted(secrets.mariaDbPort()))
          .contains("MariaDB word connection pool not established, nothing to close");
      assertThat(windows).anyMatch(text -> text.contains(Redaction.WITHHELD));
      assertThat(copied).contains(Redaction.WITHHELD);
      secrets.assertNoneIn("log", log);
      secrets.assertNoneIn("states", String.join("\n", states));
      secrets.assertNoneIn("details", String.join("\n", details));
      secrets.assertNoneIn("windows", String.join("\n", windows));
      secrets.assertNoneIn("copied", copied.toString());
      secrets.assertNoneIn("threads", threads);
      secrets.assertNoneIn("diagnostics", diagnostics);
      secrets.assertNoneInFiles();
    }
  }

  private void look(TrialProgram program) {
    program.supervisors().stream().map(s -> s.snapshot()).forEach(this::keep);
    for (var supervisor : program.supervisors()) {
      robot.choose(supervisor.endpoint().label());
      WindowRobot.onFxThread(() -> windows.addAll(WindowTexts.now()));
    }
  }

  private void keep(ConnectionSnapshot snapshot) {
    states.add(snapshot.toString());
    snapshot.state().failure().ifPresent(failure -> details.add(failure.details()));
  }

  /** What the button on its page copies. */
  private String copied(String connection) {
    robot.choose(connection);
    robot.fire("#page #copyDetails");
    return WindowRobot.clipboard();
  }

  private String threads() throws Exception {
    Path dump = folder.resolve("threads.json");
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.JSON);
    return Files.readString(dump);
  }
}
