package dev.signalbox.settings.reading;

import static dev.signalbox.settings.reading.ConfigurationFile.CONNECTIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.base.HostName;
import dev.signalbox.settings.FleetSettings;
import dev.signalbox.settings.HeartbeatSettings;
import dev.signalbox.settings.NatsLogin;
import dev.signalbox.settings.NatsTls;
import dev.signalbox.settings.Purpose;
import dev.signalbox.settings.Redaction;
import dev.signalbox.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code fleet:}, and the file that has nothing else. */
class FleetTest {
  private static final String SERVERS = "servers: [\"nats://localhost:4222\"]";

  @TempDir Path folder;
  private ConfigurationFile file;

  @BeforeEach
  void prepare() {
    file = new ConfigurationFile(folder);
  }

  private FleetSettings fleet(String keys) throws Exception {
    return file.load(with(keys)).fleet().orElseThrow();
  }

  /** In line 5. */
  private static String with(String keys) {
    return CONNECTIONS + "fleet: {" + SERVERS + keys + "}\n";
  }

  @Test
  void whoeverSaysNothingOfAFleetIsAlone() throws Exception {
    assertThat(file.load(CONNECTIONS).fleet()).isEmpty();
    assertThat(file.load(CONNECTIONS + "fleet:\n").fleet()).isEmpty();
  }

  @Test
  void theServersAreAllThatMustBeSaid() throws Exception {
    FleetSettings fleet = fleet("");

    assertThat(fleet.name()).isEqualTo(HostName.read());
    assertThat(fleet.group()).isEqualTo("default");
    assertThat(fleet.commands()).isTrue();
    assertThat(fleet.log()).isTrue();
    assertThat(fleet.user()).isEmpty();
    assertThat(fleet.show()).isEmpty();
    assertThat(fleet.connection().name()).isEqualTo("fleet");
    assertThat(fleet.connection().address()).isEqualTo("nats://localhost:4222");
    assertThat(fleet.connection().login()).isEqualTo(NatsLogin.NONE);
    assertThat(fleet.connection().tls()).isEqualTo(NatsTls.DEFAULT);
    assertThat(fleet.connection().autoConnect()).isTrue();
    assertThat(fleet.connection().connectTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(fleet.connection().heartbeat())
        .isEqualTo(new HeartbeatSettings(Duration.ofSeconds(2), Duration.ofSeconds(2)));
  }

  @Test
  void everyKeyIsHeard() throws Exception {
    FleetSettings fleet =
        fleet(
            ", name: 'Hall 3', group: nord, commands: false, log: false, user: k.lee,"
                + " show: [staging, production], username: app, password: x, connect_timeout: 5,"
                + " inbox_prefix: _INBOX_k, jetstream_domain: hub");

    assertThat(fleet.name()).isEqualTo("Hall 3");
    assertThat(fleet.group()).isEqualTo("nord");
    assertThat(fleet.commands()).isFalse();
    assertThat(fleet.log()).isFalse();
    assertThat(fleet.user()).contains("k.lee");
    assertThat(fleet.show()).containsExactly("staging", "production");
    assertThat(fleet.connection().login().username()).contains("app");
    assertThat(fleet.connection().connectTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(fleet.connection().subjects().inboxPrefix()).contains("_INBOX_k");
    assertThat(fleet.connection().subjects().jetStreamPrefix()).contains("$JS.hub.API");
  }

  @Test
  void aWindowCommandsUnderTheNameThatIsNearest() throws Exception {
    assertThat(fleet(", user: k.lee, username: app, password: x").commander("root"))
        .isEqualTo("k.lee");
    assertThat(fleet(", username: app, password: x").commander("root")).isEqualTo("app");
    assertThat(fleet("").commander("root")).isEqualTo("root");
    assertThat(fleet("").commander(" ")).isEqualTo("unknown");
    assertThat(fleet("").commander("u".repeat(65))).isEqualTo("u".repeat(64));
  }

  @Test
  void aWindowShowsWhatItIsToldTo() throws Exception {
    assertThat(fleet("").shows("production")).isTrue();
    assertThat(fleet(", show: [staging]").shows("staging")).isTrue();
    assertThat(fleet(", show: [staging]").shows("production")).isFalse();
  }

  @Test
  void nobodyIsAskedForThePassword() throws Exception {
    assertThat(file.problems(with(", username: app, password: ask")))
        .containsExactly(
            "signalbox.yaml:5: fleet.password: nobody can be asked: a fleet is connected by itself,"
                + " whenever it has been lost; write ${env:NAME} or ${file:PATH}, or use"
                + " \"credentials_file\" or \"nkey_file\"");
    SettingsException headless =
        catchThrowableOfType(
            SettingsException.class,
            () -> SettingsLoader.load(file.path(), Map.of(), Purpose.HEADLESS));
    assertThat(headless.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.key()).isEqualTo("fleet.password");
              assertThat(problem.suggestion()).contains("${env:NAME}");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "comands: false, comands, commands",
    "sevrer: x, sevrer, servers",
    "grop: x, grop, group"
  })
  void aKeyThatIsUnknownLeadsToTheNearest(String written, String key, String nearest)
      throws Exception {
    assertThat(file.problems(with(", " + written)))
        .containsExactly(
            "signalbox.yaml:5: fleet.%s: unknown key; did you mean \"%s\"?"
                .formatted(key, nearest));
  }

  @ParameterizedTest
  @ValueSource(strings = {"type: nats", "auto_connect: false", "heartbeat: {interval: 9s}"})
  void whatOnlyAConnectionHasIsUnknown(String written) throws Exception {
    assertThat(file.problems(with(", " + written)))
        .singleElement()
        .asString()
        .startsWith("signalbox.yaml:5: fleet." + written.replaceFirst(":.*", "") + ": unknown key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "group", "user"})
  void whatStandsInASubjectIsShortAndCanBeSeen(String key) throws Exception {
    for (String value : List.of("''", "' '", "\"a\\tb\"", "x".repeat(65))) {
      assertThat(file.problems(with(", " + key + ": " + value)))
          .singleElement()
          .asString()
          .startsWith("signalbox.yaml:5: fleet." + key + ": ")
          .endsWith(
              "cannot stand in a subject of a fleet; write up to 64 characters that can be seen");
    }
    assertThat(fleet(", " + key + ": '" + "ü.".repeat(32) + "'")).isNotNull();
  }

  @Test
  void theEnvironmentStandsInSubjectsAsSoonAsThereIsAFleet() throws Exception {
    String environment = "environment: " + "x".repeat(65) + "\n";
    assertThat(file.load(environment + CONNECTIONS).environment()).hasSize(65);
    assertThat(file.problems(environment + with("")))
        .singleElement()
        .asString()
        .startsWith("signalbox.yaml:1: environment: ")
        .contains("cannot stand in a subject");
  }

  @Test
  void aLoginThatIsTooLongToCommandUnderNeedsAUser() throws Exception {
    String login = ", password: x, username: " + "x".repeat(65);
    assertThat(file.problems(with(login)))
        .containsExactly(
            "signalbox.yaml:5: fleet.username: is too long to give commands under; set \"user\","
                + " of up to 64 characters");
    assertThat(fleet(login + ", user: short").commander("root")).isEqualTo("short");
  }

  @Test
  void itsConnectionIsReadAsAnyOther() throws Exception {
    assertThat(
            file.problems(
                CONNECTIONS
                    + "fleet: {servers: [\"nats://a:b@h\"], token: x, nkey_file: absent}\n"))
        .satisfiesExactlyInAnyOrder(
            problem -> assertThat(problem).contains("fleet.servers[0]: holds a user name"),
            problem -> assertThat(problem).contains("fleet.nkey_file: no readable file"));
    assertThat(file.problems(with(", username: app")))
        .containsExactly("signalbox.yaml:5: fleet.username: needs \"password\" beside it");
    assertThat(file.problems(CONNECTIONS + "fleet: {group: x}\n"))
        .containsExactly("signalbox.yaml:5: fleet.servers: missing required key");
  }

  @Test
  void itsSecretsAreKnownAndNeverShown() throws Exception {
    Settings settings = file.load(with(", username: app, password: 'hunter2-of-the-fleet'"));

    assertThat(settings.toString()).doesNotContain("hunter2");
    assertThat(Redaction.of(settings).withhold("wrong hunter2-of-the-fleet"))
        .isEqualTo(Redaction.WITHHELD);
  }

  @Test
  void noLogIsWrittenOverItsFiles() throws Exception {
    Files.writeString(folder.resolve("seed.nk"), "SU");
    assertThat(file.problems(with(", nkey_file: seed.nk") + "log: {file: seed.nk}\n"))
        .containsExactly(
            "signalbox.yaml:6: log.file: is a file that this configuration is read from; name"
                + " another file");
  }

  @Test
  void itIsPartOfAllThatMakesAnotherSettings() throws Exception {
    Settings settings = file.load(with(""));

    assertThat(settings.with(List.of("notice")).fleet()).isEqualTo(settings.fleet());
    assertThat(settings.withConnections(List.of()).fleet()).isEqualTo(settings.fleet());
    assertThat(settings.withoutRetries().fleet()).isEqualTo(settings.fleet());
  }

  private Settings alone(String yaml) throws Exception {
    return SettingsLoader.loadFleet(
        Files.writeString(folder.resolve("fleet.yaml"), yaml),
        Map.of("TOKEN", "t0ken-of-the-fleet"));
  }

  private List<String> problemsAlone(String yaml) {
    return catchThrowableOfType(SettingsException.class, () -> alone(yaml)).problems().stream()
        .map(problem -> problem.toString().replace(folder + "/", ""))
        .toList();
  }

  @Test
  void aFileOfAFleetHasNothingElse() throws Exception {
    Settings settings =
        alone("fleet: {" + SERVERS + ", token: \"${env:TOKEN}\", show: [staging]}\n");

    assertThat(settings.fleet().orElseThrow().show()).containsExactly("staging");
    assertThat(settings.connections()).isEmpty();
    assertThat(settings.polling()).isEmpty();
    assertThat(settings.environment()).isEqualTo("development");
    assertThat(Redaction.of(settings).withhold("t0ken-of-the-fleet")).isEqualTo(Redaction.WITHHELD);
    assertThat(alone("environment: staging\nfleet: {" + SERVERS + "}\n").environment())
        .isEqualTo("staging");
  }

  @Test
  void whatDoesNotBelongIntoAFileOfAFleetIsRefused() {
    assertThat(problemsAlone("fleet: {" + SERVERS + "}\n" + CONNECTIONS + "polling: []\n"))
        .containsExactly(
            "fleet.yaml:2: connections: unknown key; known: environment, fleet",
            "fleet.yaml:6: polling: unknown key; known: environment, fleet");
    assertThat(problemsAlone("environment: staging\n"))
        .containsExactly("fleet.yaml:1: fleet: missing required key");
    assertThat(problemsAlone("fleet:\n"))
        .containsExactly("fleet.yaml:1: fleet: expected a mapping, found nothing");
  }

  @Test
  void aFileOfAFleetIsNoConfigurationOfAnEngine() throws Exception {
    assertThat(file.problems("fleet: {" + SERVERS + "}\n"))
        .containsExactly("signalbox.yaml:1: connections: missing required key");
  }
}
