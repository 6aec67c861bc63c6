package dev.signalbox.settings.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.NatsSettings;
import dev.signalbox.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpolationTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("NAME", "value", "EMPTY", "", "REFERENCE", "${env:NAME}", "COSTS", "$1\\2");

  @TempDir Path folder;
  private ConfigurationFile file;

  @BeforeEach
  void prepare() {
    file = new ConfigurationFile(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "plain, plain",
    "${env:NAME}, value",
    "a-${env:NAME}-b-${env:NAME}, a-value-b-value",
    "${env:NAME:-other}, value",
    "${env:NOPE:-other}, other",
    "${env:EMPTY:-other}, other",
    "${env:EMPTY}x, x",
    "${env:NOPE:-}x, x",
    "${env:NOPE:-a:-b}, a:-b",
    "${env:REFERENCE}, ${env:NAME}",
    "${env:COSTS}, $1\\2",
    "$${env:NAME}, ${env:NAME}",
    "$5 {x}, $5 {x}",
  })
  void resolves(String written, String value) throws Exception {
    Settings settings = file.load("connections: {}\nenvironment: '" + written + "'\n", ENVIRONMENT);

    assertThat(settings.environment()).isEqualTo(value);
  }

  @Test
  void worksInEveryKindOfValue() throws Exception {
    Settings settings =
        file.load(
            """
            connections:
              nats:
                type: ${env:TYPE}
                servers: ["nats://${env:HOST}:4222"]
                auto_connect: ${env:AUTO}
                connect_timeout: ${env:SECONDS}s
            log: {keep: "${env:SECONDS}00"}
            """,
            Map.of("TYPE", "nats", "HOST", "h", "AUTO", "false", "SECONDS", "7"));

    NatsSettings nats = (NatsSettings) settings.connections().getFirst();
    assertThat(nats.servers()).containsExactly("nats://h:4222");
    assertThat(nats.autoConnect()).isFalse();
    assertThat(nats.connectTimeout()).hasSeconds(7);
    assertThat(settings.log().keep()).isEqualTo(700);
  }

  @Test
  void readsFilesFromTheFolderOfTheConfiguration() throws Exception {
    Files.writeString(folder.resolve("password"), "  päss\nword \r\n\n");
    Files.writeString(folder.resolve("user"), "app");

    Settings settings =
        file.load(
            """
            connections:
              db:
                type: mariadb
                url: host/db
                username: ${file:%s}
                password: ${file:password}
            """
                .formatted(folder.resolve("user")));

    DatabaseSettings database = (DatabaseSettings) settings.connections().getFirst();
    assertThat(database.username()).isEqualTo("app");
    assertThat(database.password().reveal()).isEqualTo("  päss\nword ");
  }

  @Test
  void missingVariable() throws IOException {
    assertThat(file.problems("connections: {}\nenvironment: ${env:NOPE}\n"))
        .containsExactly(
            "signalbox.yaml:2: environment: environment variable NOPE is not set;"
                + " set it or write ${env:NOPE:-default}");
  }

  @Test
  void everyMissingReferenceOfOneValue() throws IOException {
    assertThat(file.problems("connections: {}\nenvironment: ${env:A}${file:b}\n"))
        .containsExactly(
            "signalbox.yaml:2: environment: environment variable A is not set;"
                + " set it or write ${env:A:-default}",
            "signalbox.yaml:2: environment: cannot read b: no such file");
  }

  @Test
  void unreadableFiles() throws IOException {
    Files.createDirectory(folder.resolve("directory"));
    Files.write(folder.resolve("binary"), new byte[] {(byte) 0xFF});

    assertThat(
            file.problems(
                """
                connections: {}
                environment: ${file:directory}
                log: {level: "${file:binary}", file: "${file:a\\0b}"}
                """))
        .containsExactly(
            "signalbox.yaml:2: environment: cannot read directory: is a directory, not a file",
            "signalbox.yaml:3: log.level: cannot read binary: is not UTF-8 text",
            "signalbox.yaml:3: log.file: not a file name: Nul character not allowed");
  }

  @ParameterizedTest
  @CsvSource({"${hunter2}", "${}", "${env:}", "${file:}", "${ENV:NAME}", "${env:a b}"})
  void unknownKindOfReference(String written) throws IOException {
    assertThat(file.problems("connections: {}\nenvironment: '" + written + "'\n"))
        .containsExactly(
            "signalbox.yaml:2: environment: unknown kind of ${...}; write ${env:NAME},"
                + " ${env:NAME:-default}, ${file:PATH}, or \"$${\" for a plain \"${\"");
  }

  @Test
  void referenceNeverClosed() throws IOException {
    assertThat(file.problems("connections: {}\nenvironment: a${env:NAME\n"))
        .containsExactly(
            "signalbox.yaml:2: environment: \"${\" without \"}\";"
                + " write \"$${\" for a plain \"${\"");
  }

  @Test
  void secretsStayOutOfEveryProblem() throws Exception {
    Files.writeString(folder.resolve("token"), "hunter2");
    List<String> problems =
        file.problems(
            """
            connections:
              nats:
                type: nats
                servers: ["nats://app:${env:PASSWORD}@host"]
                token: ${file:token}
                password: ${env:PASSWORD}
                connect_timeout: ${env:PASSWORD}
                auto_connect: ${env:PASSWORD}
                heartbeat: ${env:PASSWORD}
              db:
                type: mariadb
                url: host:${env:PASSWORD}/db
                username: app
                password: ["${env:PASSWORD}"]
                properties: ${env:PASSWORD}
                pool_size: ${env:PASSWORD}
            polling: {program_name: "-${env:PASSWORD}", source: "${env:PASSWORD}"}
            log: {level: "${file:token}"}
            """,
            Map.of("PASSWORD", "hunter2"));

    assertThat(problems).hasSizeGreaterThan(10).noneMatch(problem -> problem.contains("hunter2"));
  }
}
