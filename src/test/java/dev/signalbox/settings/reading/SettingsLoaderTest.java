package dev.signalbox.settings.reading;

import static dev.signalbox.settings.reading.ConfigurationFile.CONNECTIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.settings.ConnectionSettings;
import dev.signalbox.settings.DatabaseKind;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.HeartbeatSettings;
import dev.signalbox.settings.LeaseSettings;
import dev.signalbox.settings.LogSettings;
import dev.signalbox.settings.MetricsSettings;
import dev.signalbox.settings.NatsSettings;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.settings.RetrySettings;
import dev.signalbox.settings.Secret;
import dev.signalbox.settings.Settings;
import dev.signalbox.settings.ShutdownSettings;
import dev.signalbox.settings.ShutdownSettings.AfterFailureOf;
import dev.signalbox.settings.TimestampSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsLoaderTest {
  private static final Map<String, String> PASSWORDS =
      Map.of("ORACLE_PASSWORD", "from the environment", "MARIADB_PASSWORD", "another");

  @TempDir Path folder;
  private ConfigurationFile file;

  @BeforeEach
  void prepare() {
    file = new ConfigurationFile(folder);
  }

  @Test
  void theExampleLoadsWithTheDefaultsItShows() throws Exception {
    Settings settings =
        SettingsLoader.load(Path.of("resources", "signalbox.example.yaml"), PASSWORDS);

    assertThat(settings.environment()).isEqualTo("staging");
    assertThat(settings.connections())
        .extracting(ConnectionSettings::name)
        .containsExactly("nats", "oracle", "mariadb");
    assertThat(settings.retry()).isEqualTo(RetrySettings.DEFAULT);
    assertThat(settings.lease()).isEqualTo(LeaseSettings.DEFAULT);
    assertThat(settings.shutdown()).isEqualTo(ShutdownSettings.DEFAULT);
    assertThat(settings.log()).isEqualTo(LogSettings.DEFAULT);
    assertThat(settings.polling())
        .containsExactly(
            new PollingSettings(
                "txlog",
                "oracle",
                "nats",
                "mariadb",
                "SPC.TXLOG_EVENTS",
                "ID",
                "EVENT_TIMESTAMP",
                "TXLOG",
                "txlog.events",
                Duration.ofSeconds(1),
                1000,
                TimestampSettings.DEFAULT));
  }

  @Test
  void theExampleAlsoLoadsWithEveryOptionalKeyOfAConnectionInUse() throws Exception {
    Files.createDirectories(folder.resolve("secrets"));
    Files.createDirectories(folder.resolve("certificates"));
    Files.writeString(folder.resolve("certificates/nats-ca.pem"), "certificate");
    String example = Files.readString(Path.of("resources", "signalbox.example.yaml"));
    String everything =
        example
            .replaceAll("# (username: app|password: |trust_file: )", "$1")
            .replaceAll("# (auto_connect|heartbeat|pool_size|file|properties): ?", "$1: ")
            .replace("#   oracle.net", "  oracle.net");

    Settings settings =
        file.load(
            everything,
            Map.of("NATS_PASSWORD", "x", "ORACLE_PASSWORD", "y", "MARIADB_PASSWORD", "z"));

    assertThat(settings.connection("nats"))
        .get()
        .isInstanceOfSatisfying(
            NatsSettings.class,
            nats -> {
              assertThat(nats.login().username()).contains("app");
              assertThat(nats.login().password().map(Secret::reveal)).contains("x");
              assertThat(nats.tls().trustFile())
                  .contains(folder.resolve("certificates/nats-ca.pem"));
              assertThat(nats.heartbeat()).isEqualTo(HeartbeatSettings.DEFAULT);
            });
    assertThat(settings.connection("oracle"))
        .get()
        .isInstanceOfSatisfying(
            DatabaseSettings.class,
            oracle ->
                assertThat(oracle.properties())
                    .isEqualTo(Map.of("oracle.net.ssl_server_dn_match", "true")));
    assertThat(settings.log().file()).contains(folder.resolve("logs/signalbox.log"));
  }

  @Test
  void connectionsAloneSuffice() throws Exception {
    Settings settings = file.load(CONNECTIONS);

    assertThat(settings.environment()).isEqualTo("development");
    assertThat(settings.isProduction()).isFalse();
    assertThat(settings.polling()).isEmpty();
    assertThat(settings.retry()).isEqualTo(RetrySettings.DEFAULT);
    assertThat(settings.connections())
        .allSatisfy(
            connection -> {
              assertThat(connection.connectTimeout()).isEqualTo(Duration.ofSeconds(30));
              assertThat(connection.autoConnect()).isTrue();
              assertThat(connection.heartbeat()).isEqualTo(HeartbeatSettings.DEFAULT);
            });
    assertThat(settings.connection("mariadb"))
        .get()
        .isInstanceOfSatisfying(
            DatabaseSettings.class,
            mariadb -> {
              assertThat(mariadb.kind()).isEqualTo(DatabaseKind.MARIADB);
              assertThat(mariadb.poolSize()).isEqualTo(4);
              assertThat(mariadb.properties()).isEmpty();
            });
  }

  @Test
  void aPoolHasRoomForAllItsRelaysUnlessItsSizeIsConfigured() throws Exception {
    StringBuilder polling = new StringBuilder("polling:\n");
    for (int i = 0; i < 6; i++) {
      polling.append(
          ("  - {program_name: r%1$d, source: mariadb, sink: nats, checkpoint: mariadb, table: T,"
                  + " id_column: ID, timestamp_column: TS, stream: S, subject: s.r%1$d}\n")
              .formatted(i));
    }

    assertThat(poolSize(CONNECTIONS + polling)).isEqualTo(1 + 6 * 3);
    assertThat(
            poolSize(CONNECTIONS.replace("mariadb, url", "mariadb, pool_size: 7, url") + polling))
        .isEqualTo(7);
  }

  private int poolSize(String text) throws Exception {
    return file.load(text).connections().stream()
        .filter(DatabaseSettings.class::isInstance)
        .map(DatabaseSettings.class::cast)
        .filter(database -> database.name().equals("mariadb"))
        .findFirst()
        .orElseThrow()
        .poolSize();
  }

  @Test
  void sectionsWithNothingBelowThemMeanTheirDefaults() throws Exception {
    Settings settings = file.load(CONNECTIONS + "retry:\nlease:\npolling:\nshutdown:\nlog:\n");

    assertThat(settings.retry()).isEqualTo(RetrySettings.DEFAULT);
    assertThat(settings.polling()).isEmpty();
  }

  @Test
  void everySectionReplacesItsDefaults() throws Exception {
    Settings settings =
        file.load(
            CONNECTIONS
                + """
                environment: Production
                retry: {enabled: false, initial: 1s, max: 5m, give_up_after: 1h}
                lease: {ttl: 1m 30s}
                shutdown: {grace: 20}
                log: {level: DEBUG, format: JSON, file: /var/log/signalbox.log, keep: 500, keep_bytes: 2000000}
                """);

    assertThat(settings.isProduction()).isTrue();
    assertThat(settings.retry())
        .isEqualTo(
            new RetrySettings(
                false,
                Duration.ofSeconds(1),
                Duration.ofMinutes(5),
                Optional.of(Duration.ofHours(1))));
    assertThat(settings.lease()).isEqualTo(new LeaseSettings(Duration.ofSeconds(90)));
    assertThat(settings.shutdown())
        .isEqualTo(new ShutdownSettings(Duration.ofSeconds(20), AfterFailureOf.ALL_RELAYS));
    assertThat(settings.log())
        .isEqualTo(
            new LogSettings(
                "debug",
                LogSettings.Format.JSON,
                Optional.of(Path.of("/var/log/signalbox.log")),
                500,
                2_000_000));
  }

  @Test
  void metricsAreServedWhereTheyAreWrittenDown() throws Exception {
    String connections = "connections: {}\n";
    assertThat(file.load(connections).metrics()).isEmpty();
    assertThat(file.load(connections + "metrics:\n").metrics()).isEmpty();
    assertThat(file.load(connections + "metrics: {}\n").metrics())
        .contains(MetricsSettings.DEFAULT);

    Settings open = file.load(connections + "metrics: {address: 0.0.0.0, port: 9000}\n");
    assertThat(open.metrics()).contains(new MetricsSettings("0.0.0.0", 9000));
    assertThat(open.notices())
        .singleElement()
        .asString()
        .endsWith("metrics.address: whoever can reach \"0.0.0.0\" is served there");
    assertThat(open.withoutRetries().metrics()).isEqualTo(open.metrics());
  }

  @Test
  void aPasswordMayBeAsked() throws Exception {
    Settings settings =
        file.load(
            """
            connections:
              asked: {type: mariadb, url: host/db, username: app, password: ask}
              given: {type: mariadb, url: host/db, username: app, password: "${env:WORD}"}
              empty: {type: mariadb, url: host/db, username: app, password: ""}
            """,
            Map.of("WORD", "ask"));

    assertThat(settings.connections())
        .extracting(connection -> ((DatabaseSettings) connection).password().isAsked())
        .containsExactly(true, false, false);
  }

  @Test
  void pollingMayBeAList() throws Exception {
    String relay =
        """
          - {program_name: %s, source: mariadb, sink: nats, checkpoint: mariadb, table: events,
             id_column: id, timestamp_column: at, stream: S, subject: s.events}
        """;
    String zoned = relay.replace("subject:", "timestamp_zone: Europe/Berlin, subject:");

    Settings settings =
        file.load(CONNECTIONS + "polling:\n" + relay.formatted("one") + zoned.formatted("two"));

    assertThat(settings.polling())
        .extracting(PollingSettings::programName)
        .containsExactly("one", "two");
    assertThat(settings.polling())
        .allSatisfy(
            polling -> {
              assertThat(polling.interval()).isEqualTo(Duration.ofSeconds(1));
              assertThat(polling.batchSize()).isEqualTo(1000);
            });
    assertThat(settings.polling())
        .extracting(polling -> polling.timestamps().zone())
        .containsExactly(Optional.empty(), Optional.of(ZoneId.of("Europe/Berlin")));
  }

  @Test
  void wordsThatOlderYamlTookForBooleansAndNumbersAreText() throws Exception {
    Settings settings =
        file.load(
            """
            environment: no
            connections:
              db: {type: mariadb, url: host/db, username: Y, password: 0123}
            """);

    DatabaseSettings database = (DatabaseSettings) settings.connections().getFirst();
    assertThat(settings.environment()).isEqualTo("no");
    assertThat(database.username()).isEqualTo("Y");
    assertThat(database.password().reveal()).isEqualTo("0123");
  }

  @Test
  void aByteOrderMarkIsNoMistake() throws Exception {
    assertThat(file.load("\uFEFF" + CONNECTIONS).connections()).hasSize(3);
  }

  @Test
  void connectionsMayShareAMappingByAnAnchor() throws Exception {
    Settings settings =
        file.load(
            """
            connections:
              one: {type: nats, servers: ["nats://host"], heartbeat: &calm {interval: 10s}}
              two: {type: nats, servers: ["tls://host"], heartbeat: *calm}
            """);

    assertThat(settings.connections())
        .extracting(connection -> connection.heartbeat().interval())
        .containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(10));
  }

  @Test
  void everyAddressADriverTakesIsAccepted() throws Exception {
    List<String> oracle =
        List.of(
            "host:1521/SERVICE",
            "host:1521:SID",
            "//host",
            "//[::1]:1521/SERVICE:dedicated",
            "tcps://one,two:2484/SERVICE?wallet_location=/wallet",
            "TNS_ALIAS",
            "(DESCRIPTION = (ADDRESS = (PROTOCOL=tcp)(HOST=host)(PORT=1521)))",
            "jdbc:oracle:thin:@//host:1521/SERVICE",
            "jdbc:oracle:thin:@host:1521:SID");
    List<String> mariadb =
        List.of(
            "host",
            "host/db",
            "[::1]:3306/db?sslMode=verify-full",
            "jdbc:mariadb://host:3306/db",
            "jdbc:mariadb:sequential://one:3306,two/db",
            "address=(host=::1)(port=3307),address=(host=two)/db");

    for (String url : oracle) {
      assertThat(file.load(database("oracle", url)).connections().getFirst().address())
          .isEqualTo(url);
    }
    for (String url : mariadb) {
      assertThat(file.load(database("mariadb", url)).connections().getFirst().address())
          .isEqualTo(url);
    }
  }

  @Test
  void aConnectDescriptorMayHaveLines() throws Exception {
    assertThat(
            file.load(database("oracle", "(DESCRIPTION =\\n\\t(HOST=h))"))
                .connections()
                .getFirst()
                .address())
        .isEqualTo("(DESCRIPTION =\n\t(HOST=h))");
  }

  @Test
  void theExceptionCarriesWhatItsMessageSays() {
    SettingsException failure =
        catchThrowableOfType(
            SettingsException.class, () -> file.load("connections: {}\nsutdown: {}\n"));

    SettingsProblem expected =
        new SettingsProblem(
            file.path().toString(), 2, "sutdown", "unknown key", "did you mean \"shutdown\"?");
    assertThat(failure.problems()).containsExactly(expected);
    assertThat(failure).hasMessage(expected.toString()).hasNoCause();
  }

  private static String database(String type, String url) {
    return "connections: {db: {type: %s, url: \"%s\", username: app, password: ask}}"
        .formatted(type, url);
  }
}
