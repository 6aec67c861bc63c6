package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.testing.Thorough;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The built program between servers that say its secrets: nothing of them is in what it writes, in
 * the arguments of its processes, or in what the JVM says of its threads.
 */
@Timeout(120)
class EchoedSecretsIT {
  @TempDir Path folder;

  @Thorough
  @Test
  void noneOfItIsWritten() throws Exception {
    try (EchoedSecrets secrets = new EchoedSecrets(folder);
        BuiltProgram program =
            BuiltProgram.start(
                folder,
                EchoedSecrets.environment(),
                "--headless",
                "--config",
                secrets.configuration().toString())) {
      await().atMost(BuiltProgram.PATIENCE).until(secrets::allAreSaid);
      String arguments = program.arguments();
      assertThat(arguments).contains("--headless");
      program.signal("QUIT");
      program.awaitLine("Full thread dump");
      program.signal("TERM");
      program.awaitExit(BuiltProgram.PATIENCE);

      secrets.assertNoneIn("arguments", arguments);
      secrets.assertNoneIn("standard output", String.join("\n", program.output()));
      secrets.assertNoneIn("standard error", String.join("\n", program.errors()));
      secrets.assertNoneInFiles();
    }
  }

  @Thorough
  @Test
  void checkSaysNoneOfIt() throws Exception {
    try (EchoedSecrets secrets = new EchoedSecrets(folder);
        BuiltProgram program =
            BuiltProgram.start(
                folder,
                EchoedSecrets.environment(),
                "check",
                "--config",
                secrets.configuration().toString())) {
      program.awaitExit(BuiltProgram.PATIENCE);

      assertThat(program.output()).isNotEmpty();
      secrets.assertNoneIn("standard output", String.join("\n", program.output()));
      secrets.assertNoneIn("standard error", String.join("\n", program.errors()));
    }
  }
}
