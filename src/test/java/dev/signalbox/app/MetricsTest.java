package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.app.engine.Engine;
import dev.signalbox.base.Actor;
import dev.signalbox.base.SystemScheduler;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.journal.LogEntry;
import dev.signalbox.relay.Relay;
import dev.signalbox.relay.state.RelayCounters;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.sandbox.Account;
import dev.signalbox.sandbox.hostile.Protocol;
import dev.signalbox.settings.Purpose;
import dev.signalbox.settings.Redaction;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.testing.Leftovers;
import dev.signalbox.testing.LiveThreads.LiveThread;
import dev.signalbox.testing.Thorough;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The measurements of an engine, fetched as a collector fetches them. */
@Timeout(120)
class MetricsTest {
  @RegisterExtension static final TrialServers SERVERS = new TrialServers();

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final int ROWS = 40;

  @TempDir private Path folder;
  private final SystemScheduler scheduler = new SystemScheduler();
  private Optional<Engine> engine = Optional.empty();
  @AutoClose private final HttpClient client = HttpClient.newHttpClient();
  private int port;

  @BeforeEach
  void choosePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, LOOPBACK)) {
      port = free.getLocalPort();
    }
  }

  @AfterEach
  void end() throws Exception {
    shutDown();
    scheduler.close();
  }

  private void shutDown() throws Exception {
    if (engine.isPresent()) {
      engine.get().coordinator().shutdown(new ShutdownReason.Quit()).get(60, TimeUnit.SECONDS);
    }
  }

  /** As a run without a window puts it together. */
  private Engine engine() throws Exception {
    return engine(SERVERS.connected().unusedOracle().polling("measured"));
  }

  private Engine engine(ConfigurationText text) throws Exception {
    Path file = text.with("metrics: {port: " + port + "}\n").write(folder);
    Path state = folder.resolve("state");
    Configuration configuration =
        Configuration.Reader.keepingIn(state).read(file, Purpose.HEADLESS);
    Answers answers = Answers.of(configuration, Optional.of(folder.resolve("run")));
    Engine made =
        Engine.create(
            configuration.settings(),
            scheduler,
            answers.about(Engine.Surfaces.unattended(_ -> {}, Optional.empty())));
    engine = Optional.of(made);
    answers.begin(made.console(), false);
    return made;
  }

  private HttpResponse<String> fetch(String method, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, BodyPublishers.noBody())
            .timeout(Duration.ofSeconds(20))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private String text() throws Exception {
    HttpResponse<String> response = fetch("GET", "/metrics");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/plain");
    return response.body();
  }

  /** By name and labels, as they are written. */
  private Map<String, Double> metrics() throws Exception {
    Map<String, Double> metrics = new HashMap<>();
    for (String line : text().lines().filter(l -> !l.startsWith("#")).toList()) {
      int blank = line.lastIndexOf(' ');
      metrics.put(line.substring(0, blank), Double.parseDouble(line.substring(blank + 1)));
    }
    return metrics;
  }

  @Thorough
  @Test
  void whatIsFetchedIsWhatTheRelaySays() throws Exception {
    Engine engine = engine();
    Map<String, Double> before = metrics();
    assertThat(before)
        .containsEntry("signalbox_program_state{state=\"Open\"}", 1.0)
        .containsEntry("signalbox_program_state{state=\"Closing\"}", 0.0)
        .containsEntry("signalbox_relay_state{relay=\"measured\",state=\"Stopped\"}", 1.0)
        .containsEntry(
            "signalbox_connection_state{connection=\"oracle\",kind=\"Oracle\",state=\"Off\"}", 1.0)
        .containsEntry(
            "signalbox_connection_attempts_total{connection=\"nats\",kind=\"NATS\"}", 0.0);

    SERVERS.insert(ROWS);
    startPolling(engine);
    SERVERS.awaitRelayed("measured");
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(metrics())
                    .containsKey("hikaricp_connections_max{pool=\"mariadb\"}")
                    .hasEntrySatisfying(
                        "signalbox_connection_latency_seconds"
                            + "{connection=\"nats\",kind=\"NATS\"}",
                        latency -> assertThat(latency).isBetween(0.0, 10.0)));

    Map<String, Double> after = metrics();
    Relay relay = engine.relays().getFirst();
    RelayCounters counters = relay.snapshot().counters();
    assertThat(relay.snapshot().state()).isInstanceOf(RelayState.Running.class);
    assertThat(counters.acknowledged()).isEqualTo(SERVERS.rows());
    assertThat(after)
        .containsEntry("signalbox_relay_state{relay=\"measured\",state=\"Running\"}", 1.0)
        .containsEntry("signalbox_relay_state{relay=\"measured\",state=\"Stopped\"}", 0.0)
        .containsEntry(rows("read"), (double) counters.rowsRead())
        .containsEntry(rows("published"), (double) counters.published())
        .containsEntry(rows("acknowledged"), (double) counters.acknowledged())
        .containsEntry(rows("duplicate"), (double) counters.duplicates())
        .containsEntry("signalbox_relay_rows_in_flight{relay=\"measured\"}", 0.0)
        .containsEntry(
            "signalbox_connection_attempts_total{connection=\"nats\",kind=\"NATS\"}", 1.0)
        .containsEntry(
            "signalbox_connection_state{connection=\"mariadb\",kind=\"MariaDB\",state=\"Connected\"}",
            1.0)
        .hasEntrySatisfying(
            "logback_events_total{level=\"info\"}", lines -> assertThat(lines).isPositive());
    assertThat(after.get("hikaricp_connections_max{pool=\"mariadb\"}")).isPositive();
  }

  private static String rows(String which) {
    return "signalbox_relay_rows_%s_total{relay=\"measured\"}".formatted(which);
  }

  @Thorough
  @Test
  void whatLeavesTheRosterIsMeasuredNoMore() throws Exception {
    Engine engine = engine();
    assertThat(metrics().keySet()).anyMatch(name -> name.contains("\"oracle\""));

    assertThat(
            engine
                .coordinator()
                .changes()
                .removeConnection("oracle", Actor.program("trial"))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS)
                .isAccepted())
        .isTrue();
    assertThat(metrics().keySet())
        .noneMatch(name -> name.contains("\"oracle\""))
        .anyMatch(name -> name.contains("\"nats\""));
  }

  /** The log shows that they have come as far as into the program. */
  @Thorough
  @Test
  void whatServersSayIsInNoMeasurementAPasswordInItLeastOfAll() throws Exception {
    String password = "Tr0ub4dor-3";
    try (EchoServer nats = new EchoServer(Protocol.NATS, List.of(password));
        EchoServer mariaDb = new EchoServer(Protocol.MARIADB, List.of("all of it"))) {
      Engine engine =
          engine(
              ConfigurationText.empty()
                  .nats(
                      "nats://127.0.0.1:" + nats.port(),
                      "username: app, password: \"%s\"".formatted(password))
                  .mariaDb(
                      "127.0.0.1:%d/db".formatted(mariaDb.port()),
                      new Account("app", password),
                      "connect_timeout: 30")
                  .withoutRetries());
      engine.connectAutomatically();
      for (ConnectionSupervisor one : engine.supervisors()) {
        one.when(now -> now.state() instanceof ConnectionState.Failed).get(60, TimeUnit.SECONDS);
      }
      assertThat(engine.console().logTail(100).toCompletableFuture().join().entries())
          .extracting(LogEntry::message)
          .anyMatch(line -> line.contains(Redaction.WITHHELD))
          .anyMatch(line -> line.contains("no: all of it is wrong"));

      assertThat(metrics())
          .containsEntry(
              "signalbox_connection_state{connection=\"nats\",kind=\"NATS\",state=\"Failed\"}", 1.0)
          .containsEntry(
              "signalbox_connection_state{connection=\"mariadb\",kind=\"MariaDB\",state=\"Failed\"}",
              1.0);
      assertThat(text())
          .doesNotContain(password)
          .doesNotContain("is wrong")
          .doesNotContain(Redaction.WITHHELD);
    }
  }

  @Thorough
  @Test
  void nothingElseIsServed() throws Exception {
    engine();
    assertThat(fetch("GET", "/").statusCode()).isEqualTo(404);
    assertThat(fetch("GET", "/metrics/x").statusCode()).isEqualTo(404);
    HttpResponse<String> posted = fetch("POST", "/metrics");
    assertThat(posted.statusCode()).isEqualTo(405);
    assertThat(posted.headers().firstValue("Allow")).contains("GET");
    assertThat(posted.body()).isEmpty();
  }

  @Thorough
  @Test
  void whoeverSaysNothingKeepsNoCollectorFromItsTurn() throws Exception {
    engine();
    try (Socket silent = new Socket(LOOPBACK, port);
        Socket slow = new Socket(LOOPBACK, port)) {
      slow.getOutputStream().write("GET /metr".getBytes(StandardCharsets.UTF_8));
      slow.getOutputStream().flush();
      assertThat(silent.isConnected()).isTrue();

      assertThat(metrics()).isNotEmpty();
    }
  }

  @Thorough
  @Test
  void afterTheEndNothingIsLeft() throws Exception {
    Leftovers before = Leftovers.baseline();
    engine();
    assertThat(metrics()).isNotEmpty();
    assertThat(before.newThreads())
        .extracting(LiveThread::name)
        .anyMatch(name -> name.endsWith("-timeout-task"));
    try (Socket open = new Socket(LOOPBACK, port)) {
      shutDown();
      assertThat(open.getInputStream().read()).isEqualTo(-1);
    }

    assertThatThrownBy(() -> new Socket(LOOPBACK, port).close())
        .isInstanceOf(ConnectException.class);
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(before.newThreads())
                    .extracting(LiveThread::name)
                    .noneMatch(name -> name.startsWith("HTTP-Dispatcher"))
                    .noneMatch(name -> name.equals("metrics"))
                    .noneMatch(name -> name.endsWith("-timeout-task")));
    try (ServerSocket again = new ServerSocket(port, 1, LOOPBACK)) {
      assertThat(again.isBound()).isTrue();
    }
  }

  @Thorough
  @Test
  void aPortThatIsTakenIsToldAndHindersNothing() throws Exception {
    try (ServerSocket taken = new ServerSocket(port, 1, LOOPBACK)) {
      assertThat(taken.isBound()).isTrue();
      Engine engine = engine();
      List<LogEntry> lines = engine.console().logTail(100).toCompletableFuture().join().entries();
      assertThat(lines)
          .extracting(LogEntry::message)
          .contains(
              "Metrics cannot be served at http://127.0.0.1:%d/metrics: Address already in use."
                      .formatted(port)
                  + " Set metrics.port or metrics.address to one that is free and of this machine;"
                  + " all else goes on without");

      startPolling(engine);
    }
  }

  private static void startPolling(Engine engine) throws Exception {
    engine.startPolling();
    engine
        .relays()
        .getFirst()
        .when(now -> now.state() instanceof RelayState.Running)
        .get(60, TimeUnit.SECONDS);
  }
}
