package dev.signalbox.fleet.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.nats.TrialNatsServer;
import dev.signalbox.fleet.setup.Standing.InPlace;
import dev.signalbox.fleet.setup.Standing.Made;
import dev.signalbox.fleet.setup.Standing.Missing;
import dev.signalbox.fleet.setup.Standing.Refused;
import dev.signalbox.testing.Stopwatch;
import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stores at a real server, which has JetStream or not, and lets its user or not. */
@Timeout(60)
class StoresTest {
  private static final String PREFIX = "$JS.API";
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Duration SHORT = Duration.ofMillis(500);

  @TempDir private Path folder;

  private TrialNatsServer server(String configuration) throws Exception {
    Path file = Files.writeString(folder.resolve("nats.conf"), configuration);
    return new TrialNatsServer(
        folder, "--jetstream", "--store_dir=" + folder.resolve("store"), "--config=" + file);
  }

  private static Options.Builder options(TrialNatsServer server) {
    return Options.builder()
        .server("nats://127.0.0.1:" + server.port())
        .userInfo("app", "right")
        .noReconnect();
  }

  private static Connection connect(TrialNatsServer server) throws Exception {
    return Nats.connect(options(server).build());
  }

  private static Stream<Class<?>> standings(Findings findings) {
    return findings.each().stream().map(finding -> finding.standing().getClass());
  }

  @Test
  void whatIsMissingIsMadeOnce() throws Exception {
    try (TrialNatsServer server = server("");
        Connection connection = connect(server)) {
      Stores stores = new Stores(connection, PREFIX, LIMIT);
      Findings before = stores.inspect();
      assertThat(standings(before)).containsExactly(Missing.class, Missing.class, Missing.class);
      assertThat(before.commands(1)).hasSize(3);

      Findings made = stores.make(before, 1);
      assertThat(standings(made)).containsExactly(Made.class, Made.class, Made.class);
      assertThat(made.isGood()).isTrue();
      assertThat(made.commands(1)).isEmpty();

      Findings after = stores.inspect();
      assertThat(standings(after)).containsExactly(InPlace.class, InPlace.class, InPlace.class);
      assertThat(stores.make(after, 1)).isEqualTo(after);
      // It is a bucket to the driver as well.
      assertThat(connection.keyValue("signalbox_state").getStatus().getMaxHistoryPerKey())
          .isEqualTo(1);
      JetStreamManagement streams = connection.jetStreamManagement();
      for (Store store : Store.values()) {
        StreamConfiguration there = streams.getStreamInfo(store.stream()).getConfiguration();
        assertThat(there.getMaxAge()).isEqualTo(store.age());
        assertThat(there.getSubjects()).containsExactly(store.subject());
      }
    }
  }

  @Test
  void whatDiffersIsLeftAsItIs() throws Exception {
    try (TrialNatsServer server = server("");
        Connection connection = connect(server)) {
      JetStreamManagement streams = connection.jetStreamManagement();
      streams.addStream(
          StreamConfiguration.builder()
              .name("SIGNALBOX_AUDIT")
              .subjects("signalbox.v1.audit.>")
              .storageType(StorageType.Memory)
              .build());
      Stores stores = new Stores(connection, PREFIX, LIMIT);
      Findings made = stores.make(stores.inspect(), 1);

      assertThat(standings(made)).startsWith(Made.class, Made.class);
      assertThat(made.complaints())
          .singleElement()
          .asString()
          .startsWith("stream SIGNALBOX_AUDIT: differs: is kept in memory")
          .contains("lets entries be deleted");
      assertThat(made.commands(1))
          .containsExactly("nats stream edit SIGNALBOX_AUDIT --deny-delete --deny-purge");
      assertThat(streams.getStreamInfo("SIGNALBOX_AUDIT").getConfiguration().getStorageType())
          .isEqualTo(StorageType.Memory);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whereThereIsNoJetStreamThatIsSaidAtOnce(boolean told) throws Exception {
    try (TrialNatsServer plain = new TrialNatsServer(folder)) {
      Options.Builder options = options(plain);
      if (told) {
        options.reportNoResponders();
      }
      try (Connection connection = Nats.connect(options.build())) {
        Stopwatch stopwatch = Stopwatch.begun();
        Findings findings = new Stores(connection, PREFIX, LIMIT).inspect();

        assertThat(stopwatch.elapsed()).isLessThan(LIMIT);
        assertThat(findings.each())
            .hasSize(3)
            .allSatisfy(
                finding ->
                    assertThat(finding.words())
                        .startsWith("nobody answers: Start nats-server with --jetstream"));
        assertThat(findings.commands(1)).hasSize(3);
      }
    }
  }

  @Test
  void anAccountWithoutJetStreamIsToldInTheServersWords() throws Exception {
    try (TrialNatsServer server = server("accounts: {A: {users: [{user: app, password: right}]}}");
        Connection connection = connect(server)) {
      Findings findings = new Stores(connection, PREFIX, LIMIT).inspect();
      assertThat(standings(findings)).containsOnly(Refused.class);
      assertThat(findings.each().getFirst().words()).contains("Enable JetStream for this account");
    }
  }

  @Test
  void whoeverMayNotAskIsTold() throws Exception {
    try (TrialNatsServer server = denying("$JS.API.>");
        Connection connection = connect(server)) {
      Findings findings = new Stores(connection, PREFIX, SHORT).inspect();
      assertThat(findings.complaints())
          .containsExactly(
              "bucket signalbox_state: not permitted: this user may not publish to"
                  + " $JS.API.STREAM.INFO.KV_signalbox_state",
              "stream SIGNALBOX_TRANSITIONS: not permitted: this user may not publish to"
                  + " $JS.API.STREAM.INFO.SIGNALBOX_TRANSITIONS",
              "stream SIGNALBOX_AUDIT: not permitted: this user may not publish to"
                  + " $JS.API.STREAM.INFO.SIGNALBOX_AUDIT");
      assertThat(findings.commands(1)).hasSize(3);
    }
  }

  @Test
  void whoeverMayLookMayPerhapsNotMake() throws Exception {
    try (TrialNatsServer server = denying("$JS.API.STREAM.CREATE.>");
        Connection connection = connect(server)) {
      Findings missing = new Stores(connection, PREFIX, LIMIT).inspect();
      assertThat(standings(missing)).containsOnly(Missing.class);

      Findings refused = new Stores(connection, PREFIX, SHORT).make(missing, 1);
      assertThat(refused.each())
          .hasSize(3)
          .allSatisfy(
              finding ->
                  assertThat(finding.words())
                      .isEqualTo(
                          "not permitted: this user may not publish to $JS.API.STREAM.CREATE."
                              + finding.store().stream()));
      assertThat(refused.commands(1)).isEqualTo(missing.commands(1));
    }
  }

  private TrialNatsServer denying(String subject) throws Exception {
    return server(
        """
        authorization: {
          users: [{user: app, password: right, permissions: {publish: {deny: "%s"}}}]
        }
        """
            .formatted(subject));
  }

  @Test
  void moreReplicasThanServersAreRefusedInTheServersWords() throws Exception {
    try (TrialNatsServer server = server("");
        Connection connection = connect(server)) {
      Stores stores = new Stores(connection, PREFIX, LIMIT);
      Findings refused = stores.make(stores.inspect(), 3);
      assertThat(standings(refused)).containsOnly(Refused.class);
      assertThat(refused.each().getFirst().words()).contains("replicas > 1 not supported");
      assertThat(standings(stores.inspect())).containsOnly(Missing.class);
    }
  }
}
