package dev.signalbox.app.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.app.engine.Engine;
import dev.signalbox.base.Actor;
import dev.signalbox.base.SystemScheduler;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.settings.reading.SettingsLoader;
import dev.signalbox.shutdown.state.ShutdownReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is judged of an engine whose servers are not there. */
@Timeout(60)
class ExaminationTest {
  private static final Actor OPERATOR = Actor.program("trial");

  /** Nothing listens there. */
  private static final String CONNECTIONS =
      """
      retry: {enabled: false}
      connections:
        nats: {type: nats, servers: ["nats://127.0.0.1:1"]}
        mariadb: {type: mariadb, url: "127.0.0.1:1/x", username: a, password: b}
        spare: {type: nats, servers: ["nats://127.0.0.1:1"], auto_connect: false}
      """;

  private static final String POLLING =
      """
      polling:
        program_name: txlog
        source: mariadb
        sink: nats
        checkpoint: mariadb
        table: T
        id_column: ID
        timestamp_column: TS
        stream: S
        subject: s.t
      """;

  @TempDir private Path folder;
  private final SystemScheduler scheduler = new SystemScheduler();
  private Optional<Engine> engine = Optional.empty();

  private Engine engine(String configuration) throws Exception {
    Path file = Files.writeString(folder.resolve("signalbox.yaml"), configuration);
    Engine made =
        Engine.create(
            SettingsLoader.load(file, Map.of()),
            scheduler,
            Engine.Surfaces.unattended(_ -> {}, Optional.empty()));
    engine = Optional.of(made);
    return made;
  }

  @AfterEach
  void close() throws Exception {
    if (engine.isPresent()) {
      engine.get().coordinator().shutdown(new ShutdownReason.Quit()).get(30, TimeUnit.SECONDS);
    }
    scheduler.close();
  }

  private static void awaitFailed(Engine engine, String connection) throws Exception {
    engine
        .roster()
        .connection(connection)
        .orElseThrow()
        .when(now -> now.state() instanceof ConnectionState.Failed)
        .get(30, TimeUnit.SECONDS);
  }

  @Test
  void withoutARelayWhatConnectsByItselfIsNeeded() throws Exception {
    Engine engine = engine(CONNECTIONS);
    assertThat(Examination.of(engine.console()))
        .extracting(Finding::object, Finding::well, Finding::state)
        .containsExactly(
            tuple("signalbox", true, "Open"),
            tuple("connection nats", false, "Off"),
            tuple("connection mariadb", false, "Off"),
            tuple("connection spare", true, "Off"));

    engine.connectAutomatically();
    awaitFailed(engine, "nats");
    assertThat(Examination.of(engine.console()))
        .filteredOn(finding -> finding.object().equals("connection nats"))
        .singleElement()
        .satisfies(
            nats -> {
              assertThat(nats.well()).isFalse();
              assertThat(nats.state()).isEqualTo("Failed");
              assertThat(nats.words()).isNotBlank();
            });
  }

  @Test
  void aRelayThatIsStoppedNeedsNothingAndOneThatFailedIsNotWell() throws Exception {
    Engine engine = engine(CONNECTIONS + POLLING);
    assertThat(Examination.of(engine.console())).hasSize(5).allMatch(Finding::well);

    engine.coordinator().connect("spare", OPERATOR);
    awaitFailed(engine, "spare");
    assertThat(Examination.of(engine.console())).allMatch(Finding::well);

    engine.startPolling();
    engine
        .roster()
        .relay("txlog")
        .orElseThrow()
        .when(now -> now.state() instanceof RelayState.Failed)
        .get(30, TimeUnit.SECONDS);
    assertThat(Examination.of(engine.console()))
        .filteredOn(finding -> !finding.well())
        .extracting(Finding::object)
        .contains("relay txlog")
        .doesNotContain("connection spare", "signalbox");
  }

  @Test
  void anEngineThatClosesIsNotWell() throws Exception {
    Engine engine = engine(CONNECTIONS + POLLING);
    engine.coordinator().shutdown(new ShutdownReason.Quit()).get(30, TimeUnit.SECONDS);

    assertThat(Examination.of(engine.console()))
        .filteredOn(finding -> !finding.well())
        .extracting(Finding::object)
        .containsExactly("signalbox");
  }
}
