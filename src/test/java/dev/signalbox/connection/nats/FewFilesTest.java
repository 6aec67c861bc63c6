package dev.signalbox.connection.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.NatsServer;
import dev.signalbox.testing.Stopwatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that may open no more files when its first virtual thread has to wait at a socket. */
@Timeout(60)
class FewFilesTest {
  /** Well below the time that the connect is given. */
  private static final Duration PROMPT = Duration.ofSeconds(10);

  private static NatsServer server;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    server = NatsServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private List<String> connect(String when) throws Exception {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                "bash",
                "-c",
                "ulimit -n 200; exec \"$0\" \"$@\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                // More than are left, on a machine with few processors as well.
                "-Djdk.readPollers=16",
                "-classpath",
                System.getProperty("java.class.path"),
                FewFilesProgram.class.getName(),
                server.url(),
                when)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(40, TimeUnit.SECONDS)).isTrue();
      return Files.readAllLines(output);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void whatItTakesToWaitIsThereBeforeTheFilesAreGone() throws Exception {
    assertThat(connect("before")).containsExactly("connected");
  }

  @Test
  void whereNothingCanWaitAConnectSaysSoAtOnce() throws Exception {
    Stopwatch stopwatch = Stopwatch.begun();
    assertThat(connect("after")).containsExactly("too many open files");
    assertThat(stopwatch.elapsed()).isLessThan(PROMPT);
  }
}
