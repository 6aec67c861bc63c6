package dev.signalbox.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

@Timeout(120)
class SandboxServersTest {
  private final List<String> progress = new CopyOnWriteArrayList<>();

  @Test
  void startsEverythingTheConsoleNeedsAndRemovesItAll() throws Exception {
    SandboxServers servers = SandboxServers.start(Source.MARIADB, progress::add);
    MariaDbServer mariaDb = servers.mariaDb().orElseThrow();
    NatsServer nats = servers.nats().orElseThrow();
    EventGenerator events = servers.generateEvents(100).orElseThrow();
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
      assertThat(read(servers).at("/connections/nats/servers/0").asString())
          .startsWith("nats://127.0.0.1:");
    }
  }

  @Test
  void describesItselfToTheConsoleWithoutAPasswordInTheFile() throws Exception {
    try (SandboxServers servers = SandboxServers.start(Source.ORACLE, progress::add)) {
      JsonNode root = read(servers);
      MariaDbServer mariaDb = servers.mariaDb().orElseThrow();

      assertThat(root.path("environment").asString()).isEqualTo("sandbox");
      assertThat(root.at("/connections/nats/servers/0").asString())
          .isEqualTo(servers.nats().orElseThrow().url());
      assertThat(root.at("/connections/mariadb/url").asString()).isEqualTo(mariaDb.url());
      assertThat(root.at("/connections/oracle/url").asString())
          .isEqualTo("//127.0.0.1:%d/FREEPDB1".formatted(servers.oracle().orElseThrow().port()));
      assertThat(root.at("/polling/source").asString()).isEqualTo("oracle");
      assertThat(root.at("/polling/table").asString()).isEqualTo("SPC.TXLOG_EVENTS");

      assertThat(Files.readString(servers.configuration()))
          .doesNotContain(mariaDb.app().password());
      Path secret = secretFile(root.at("/connections/mariadb/password").asString());
      assertThat(secret).content().isEqualTo(mariaDb.app().password());
      assertThat(Files.getPosixFilePermissions(secret))
          .isEqualTo(Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    }
  }

  private static JsonNode read(SandboxServers servers) {
    return new YAMLMapper().readTree(servers.configuration());
  }

  private static Path secretFile(String reference) {
    assertThat(reference).startsWith("${file:").endsWith("}");
    return Path.of(reference.substring("${file:".length(), reference.length() - 1));
  }
}
