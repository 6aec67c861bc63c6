package dev.signalbox.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.settings.ConnectionSettings;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.NatsSettings;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.settings.Settings;
import dev.signalbox.settings.reading.SettingsException;
import dev.signalbox.settings.reading.SettingsLoader;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SandboxServersTest {
  private final List<String> progress = new CopyOnWriteArrayList<>();

  @Test
  void startsEverythingTheConsoleNeedsAndRemovesItAll() throws Exception {
    SandboxServers servers = SandboxServers.start(Source.MARIADB, progress::add);
    MariaDbServer mariaDb = servers.mariaDb().orElseThrow();
    NatsServer nats = servers.nats().orElseThrow();
    EventGenerator events = servers.generateEvents(Source.MARIADB, 100).orElseThrow();
    try (servers) {
      assertThat(progress).hasSize(3).noneMatch(line -> line.contains("did not start"));
      assertThat(servers.oracle().orElseThrow().port()).isPositive();
      await().until(() -> events.inserted() > 0);
      assertStreamIsThere(nats);
    }

    assertThat(events.isRunning()).isFalse();
    assertThat(mariaDb.isAlive()).isFalse();
    assertThat(nats.isAlive()).isFalse();
    assertThat(List.of(mariaDb.folder(), nats.folder(), servers.configuration()))
        .allSatisfy(path -> assertThat(path).doesNotExist());
  }

  private static void assertStreamIsThere(NatsServer nats) throws Exception {
    try (Connection connection = Nats.connect(nats.url())) {
      StreamConfiguration stream =
          connection.jetStreamManagement().getStreamInfo("TXLOG").getConfiguration();
      assertThat(stream.getSubjects()).containsExactly("txlog.>");
      assertThat(stream.getStorageType()).isEqualTo(StorageType.File);
      assertThat(stream.getRetentionPolicy()).isEqualTo(RetentionPolicy.Limits);
    }
  }

  @Test
  void withoutNatsServerTheRestComesUpAndTheInstallCommandIsNamed() throws Exception {
    SearchPath nothing = new SearchPath(List.of(Path.of("/nowhere")));
    try (SandboxServers servers = SandboxServers.start(Source.MARIADB, progress::add, nothing)) {
      assertThat(servers.nats()).isEmpty();
      assertThat(servers.mariaDb()).isPresent();
      assertThat(servers.oracle()).isPresent();
      assertThat(progress)
          .anyMatch(line -> line.matches("NATS .*did not start.*apt-get install -y nats-server"));
      NatsSettings configured = (NatsSettings) connection(servers, "nats");
      assertThat(configured.address()).startsWith("nats://127.0.0.1:");
    }
  }

  @Test
  void describesItselfToTheConsoleWithoutAPasswordInTheFile() throws Exception {
    try (SandboxServers servers = SandboxServers.start(Source.ORACLE, progress::add)) {
      Settings settings = load(servers);
      MariaDbServer mariaDb = servers.mariaDb().orElseThrow();

      assertThat(settings.environment()).isEqualTo("sandbox");
      assertThat(connection(servers, "nats").address())
          .isEqualTo("nats://" + address(servers, "nats"));
      DatabaseSettings database = (DatabaseSettings) connection(servers, "mariadb");
      assertThat(database.url()).isEqualTo(address(servers, "mariadb") + "/tracking");
      assertThat(database.password().reveal()).isEqualTo(mariaDb.app().password());
      assertThat(connection(servers, "oracle").address())
          .isEqualTo("//" + address(servers, "oracle") + "/ORACLE_STAND_IN");
      PollingSettings polling = settings.polling().getFirst();
      assertThat(polling.source()).isEqualTo("oracle");
      assertThat(polling.table()).isEqualTo("SPC.TXLOG_EVENTS");

      assertThat(Files.readString(servers.configuration()))
          .doesNotContain(mariaDb.app().password());
      Path secret = servers.configuration().resolveSibling("mariadb.password");
      assertThat(Files.getPosixFilePermissions(secret))
          .isEqualTo(Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    }
  }

  @Test
  void feedsOracleThroughItsOwnDriver() throws Exception {
    try (SandboxServers servers = SandboxServers.start(Source.ORACLE, progress::add)) {
      EventGenerator events = servers.generateEvents(Source.ORACLE, 100).orElseThrow();
      await().until(() -> events.inserted() >= 20);
      assertThat(events.trouble()).isEmpty();
      assertThat(servers.oracle().orElseThrow().holdings().sessions()).isOne();
      assertThat(progress).anyMatch(line -> line.startsWith("Oracle stand-in //127.0.0.1:"));
    }
  }

  /** The console comes to each server by way of a fault relay. */
  private static String address(SandboxServers servers, String connection) {
    return "127.0.0.1:" + Objects.requireNonNull(servers.network().get(connection)).port();
  }

  private static Settings load(SandboxServers servers) throws SettingsException {
    return SettingsLoader.load(servers.configuration(), Map.of());
  }

  private static ConnectionSettings connection(SandboxServers servers, String name)
      throws SettingsException {
    return load(servers).connection(name).orElseThrow();
  }
}
