package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.settings.reading.ConfigurationFile;
import dev.signalbox.testing.PoisonousText;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  @TempDir Path folder;
  private Settings settings;

  @BeforeEach
  void load() throws Exception {
    settings =
        new ConfigurationFile(folder)
            .load(
                """
                connections:
                  nats: {type: nats, servers: ["nats://h"], token: "s3cr3t-t0ken"}
                  user: {type: nats, servers: ["nats://h"], username: app, password: "n4ts"}
                  oracle:
                    type: oracle
                    url: //host/S
                    username: app
                    password: tiger
                    properties: {javax.net.ssl.trustStorePassword: lion, defaultRowPrefetch: 1000}
                  longer: {type: oracle, url: //host/S, username: app, password: tiger-lily}
                  odd: {type: mariadb, url: h/db, username: app, password: "${env:ODD}"}
                  short: {type: mariadb, url: h/db, username: app, password: xy}
                  asked: {type: mariadb, url: h/db, username: app, password: ask}
                """,
                Map.of("ODD", "a b+ü/$1"));
  }

  @ParameterizedTest
  @CsvSource({
    "token s3cr3t-t0ken refused, token *** refused",
    "n4ts, ***",
    "login tiger and tiger, login *** and ***",
    "tiger-lily, ***",
    "the lion of the trust store, the *** of the trust store",
    "before a b+ü/$1 after, before *** after",
    "?p=a+b%2B%C3%BC%2F%241&x=y, ?p=***&x=y",
    "?p=a%20b%2B%C3%BC%2F%241&x=y, ?p=***&x=y",
  })
  void masksEverySecretOfTheSettings(String text, String redacted) {
    assertThat(Redaction.of(settings).redact(text)).isEqualTo(redacted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app logged in",
        "prefetch 1000 rows",
        "Tiger",
        "xy is too short to be masked",
        "you will be asked",
        "Connected to NATS at [nats://127.0.0.1:4222]",
        "Access denied for user 'app'@'localhost' (using password: YES)",
        "signalbox.yaml:3: connections.oracle.password: missing required key",
        ""
      })
  void leavesTheRestAlone(String text) {
    assertThat(Redaction.of(settings).redact(text)).isSameAs(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          password=hunter2              | password=***
          PASSWORD = hunter2;x=1        | PASSWORD = ***;x=1
          h/db?password=hunter2&ssl=1   | h/db?password=***&ssl=1
          trustStorePassword='a b', c   | trustStorePassword=***, c
          {"password": "a b", "x": 1}   | {"password": ***, "x": 1}
          {password:hunter2}            | {password:***}
          pwd=hunter2 token=abc         | pwd=*** token=***
          nats://app:hunter2@host:4222  | nats://***@host:4222
          nats://app:hun@ter/2@host     | nats://***@host
          nats://hunter2@host           | nats://***@host
          jdbc:oracle:thin:app/x@//h/S  | jdbc:oracle:thin:***@//h/S
          jdbc:oracle:thin:@//h/S       | jdbc:oracle:thin:@//h/S
          """)
  void masksWhateverLooksLikeASecret(String text, String redacted) {
    assertThat(Redaction.GENERIC.redact(text)).isEqualTo(redacted);
    assertThat(Redaction.GENERIC.redact(redacted)).isEqualTo(redacted);
  }

  @ParameterizedTest
  @EnumSource
  void noTextIsExpensive(PoisonousText poison) {
    Redaction redaction = Redaction.of(settings).with(Secret.of("a".repeat(64) + "b"));

    poison.assertHarmlessTo(redaction::redact);
  }

  @Test
  void learnsASecretWithoutForgettingTheOthers() {
    Redaction before = Redaction.of(settings);
    Redaction after = before.with(Secret.of("typed in"));

    assertThat(after.redact("typed in, typed+in, tiger")).isEqualTo("***, ***, ***");
    assertThat(before.redact("typed in")).isEqualTo("typed in");
    assertThat(after.with(Secret.ask()).redact("ask")).isEqualTo("ask");
  }

  @Test
  void settingsThemselvesShowNoSecret() {
    assertThat(settings.toString())
        .contains("trustStorePassword", "//host/S")
        .doesNotContain("s3cr3t", "n4ts", "tiger", "lion", "a b+");
  }
}
