package dev.signalbox.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.base.SystemScheduler;
import dev.signalbox.base.WorkExecutor;
import dev.signalbox.journal.LogEntry;
import dev.signalbox.settings.PasswordPrompt;
import dev.signalbox.settings.Redaction;
import dev.signalbox.settings.reading.SettingsLoader;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.testing.LogLevelsAsBefore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Servers that say the passwords they were given, in every spelling: none of it is kept. */
@Timeout(60)
@ExtendWith(LogLevelsAsBefore.class)
class EchoedSecretsTest {
  private static final String SECRET = "Tr0ub4dor-&\"3";
  private static final List<String> SPELLINGS =
      List.of(
          SECRET,
          SECRET.toUpperCase(Locale.ROOT),
          SECRET.replace("4", "\n4"),
          SECRET.replace("4", " 4"),
          SECRET.replace("\"", "\\\""),
          new StringBuilder(SECRET).reverse().toString(),
          URLEncoder.encode(SECRET, UTF_8),
          HexFormat.of().formatHex(SECRET.getBytes(UTF_8)),
          Base64.getEncoder().encodeToString(SECRET.getBytes(UTF_8)),
          Base64.getUrlEncoder().encodeToString(("app:" + SECRET).getBytes(UTF_8)));

  @TempDir Path folder;

  /** Answers each connection by one more of the spellings. */
  private static final class Echo implements AutoCloseable {
    private final ServerSocket listener;
    private final AtomicInteger said = new AtomicInteger();

    Echo(boolean mariaDb) throws IOException {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      Thread.ofVirtual().start(() -> serve(mariaDb));
    }

    private void serve(boolean mariaDb) {
      while (!listener.isClosed()) {
        try (Socket client = listener.accept()) {
          String words = "no: " + SPELLINGS.get(said.get() % SPELLINGS.size()) + " is wrong";
          client.getOutputStream().write(mariaDb ? refusal(words) : greeting(words));
          client.shutdownOutput();
          said.incrementAndGet();
          client.getInputStream().readAllBytes();
        } catch (IOException _) {
          // The client has left first, or the test is over.
        }
      }
    }

    /** An error packet in place of a greeting. */
    private static byte[] refusal(String words) throws IOException {
      byte[] text = ("#08004" + words).getBytes(UTF_8);
      ByteArrayOutputStream packet = new ByteArrayOutputStream();
      packet.write(new byte[] {(byte) (text.length + 3), 0, 0, 0, (byte) 0xff, 0x10, 0x04});
      packet.write(text);
      return packet.toByteArray();
    }

    private static byte[] greeting(String words) {
      return ("INFO {\"server_id\":\"x\",\"version\":\"2.10.0\",\"max_payload\":1000}\r\n-ERR '"
              + words
              + "'\r\n")
          .getBytes(UTF_8);
    }

    boolean hasSaidAll() {
      return said.get() > 2 * SPELLINGS.size();
    }

    int port() {
      return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      listener.close();
    }
  }

  @Test
  void noneOfItIsInAnythingThatTheProgramSays() throws Exception {
    try (Echo mariaDb = new Echo(true);
        Echo nats = new Echo(false);
        SystemScheduler scheduler = new SystemScheduler()) {
      Engine engine = engine(scheduler, mariaDb.port(), nats.port());
      engine.connectAutomatically();
      List<String> snapshots = new ArrayList<>();
      await()
          .atMost(30, SECONDS)
          .until(
              () -> {
                engine.supervisors().forEach(s -> snapshots.add(s.snapshot().toString()));
                return mariaDb.hasSaidAll() && nats.hasSaidAll();
              });
      engine.coordinator().shutdown(new ShutdownReason.Quit()).join();

      String log = log(engine);
      assertThat(log)
          .contains(Redaction.WITHHELD)
          .contains(
              "Connecting to MariaDB word at [127.0.0.1:%d/db] (timeout: 30s)"
                  .formatted(mariaDb.port()))
          .contains("MariaDB word connection pool not established, nothing to close");
      assertNoSecret(log);
      assertNoSecret(Files.readString(folder.resolve("signalbox.log")));
      assertNoSecret(String.join("\n", snapshots));
      assertNoSecret(threads());
      assertNoSecret(
          String.join(" ", ProcessHandle.current().info().arguments().orElse(new String[0])));
    }
  }

  private Engine engine(SystemScheduler scheduler, int mariaDb, int nats) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("signalbox.yaml"),
            """
            connections:
              db: {type: mariadb, url: "127.0.0.1:%d/db", username: app, password: "${env:PW}"}
              word: {type: mariadb, url: "127.0.0.1:%d/db", username: app, password: connection}
              nats: {type: nats, servers: ["nats://127.0.0.1:%d"], username: a, password: "${env:PW}"}
              token: {type: nats, servers: ["nats://127.0.0.1:%d"], token: "${env:PW}"}
            retry: {initial: 5ms, max: 10ms}
            log: {level: trace, file: signalbox.log}
            """
                .formatted(mariaDb, mariaDb, nats, nats));
    return Engine.create(
        SettingsLoader.load(file, Map.of("PW", SECRET)),
        scheduler,
        new Engine.Surfaces(
            WorkExecutor.virtualThreads(),
            PasswordPrompt.unavailable(),
            false,
            code -> {
              throw new AssertionError("halted by " + code);
            },
            Optional.empty()));
  }

  private static String log(Engine engine) throws Exception {
    return engine.console().log(0, 100_000).toCompletableFuture().get(5, SECONDS).entries().stream()
        .map(LogEntry::toString)
        .collect(Collectors.joining("\n"));
  }

  private static String threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .collect(Collectors.joining("\n"));
  }

  /** Not in any spelling, whatever blanks and escapes are in between. */
  private static void assertNoSecret(String text) {
    String searched = squeezed(text.replace("\\u000a", ""));
    assertThat(SPELLINGS)
        .allSatisfy(spelling -> assertThat(searched).doesNotContain(squeezed(spelling)));
  }

  private static String squeezed(String text) {
    return text.replaceAll("[\\s\\\\]+", "").toLowerCase(Locale.ROOT);
  }
}
