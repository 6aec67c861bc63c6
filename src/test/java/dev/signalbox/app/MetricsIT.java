package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.Thorough;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built program's measurements: there where they are wanted, and elsewhere at no cost. */
class MetricsIT {
  /** Nothing listens there; it is tried again and again. */
  private static final ConfigurationText NOBODY =
      ConfigurationText.empty().nats("nats://127.0.0.1:1", "connect_timeout: 30");

  private static final Pattern PARTS =
      Pattern.compile("io\\.micrometer|io\\.prometheus|com\\.sun\\.net\\.httpserver");

  @TempDir private Path folder;
  @AutoClose private final HttpClient client = HttpClient.newHttpClient();

  private BuiltProgram start(Path file, Path classes) throws IOException {
    return BuiltProgram.start(
        folder,
        Map.of("SIGNALBOX_JAVA_OPTIONS", "-Xlog:class+load:file=" + classes + "::filesize=0"),
        "--headless",
        "--config",
        file.toString());
  }

  @Thorough
  @Test
  void whereNobodyWantsThemNothingOfThemIsLoaded() throws Exception {
    Path classes = folder.resolve("classes.txt");
    try (BuiltProgram program = start(NOBODY.write(folder), classes)) {
      program.awaitLine("Connecting to NATS");
      program.signal("TERM");
      assertThat(program.awaitExit(BuiltProgram.PATIENCE)).isZero();
    }

    List<String> loaded = Files.readAllLines(classes);
    assertThat(loaded).anyMatch(line -> line.contains("dev.signalbox.app.Answers"));
    assertThat(loaded).noneMatch(line -> PARTS.matcher(line).find());
  }

  @Test
  void whereTheyAreWantedTheyAreServedUntilTheEnd() throws Exception {
    int port = freePort();
    Path classes = folder.resolve("classes.txt");
    Path file = NOBODY.with("metrics: {port: " + port + "}\n").write(folder);
    try (BuiltProgram program = start(file, classes)) {
      program.awaitLine("Metrics are served at http://127.0.0.1:" + port + "/metrics");
      URI uri = URI.create("http://127.0.0.1:" + port + "/metrics");
      String text =
          client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
      assertThat(text)
          .contains("signalbox_engine{environment=\"trial\"", "signalbox_connection_state{");
      program.signal("TERM");
      assertThat(program.awaitExit(BuiltProgram.PATIENCE)).isZero();
      assertThat(program.errors()).isEmpty();
      program.assertNoStackTrace();
    }
    assertThat(Files.readAllLines(classes)).anyMatch(line -> PARTS.matcher(line).find());
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return free.getLocalPort();
    }
  }
}
