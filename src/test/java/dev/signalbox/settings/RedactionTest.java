package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.ForeignText;
import dev.signalbox.settings.reading.ConfigurationFile;
import dev.signalbox.testing.PoisonousText;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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
                  quoted: {type: mariadb, url: h/db, username: app, password: "${env:QUOTED}"}
                  word: {type: mariadb, url: h/db, username: app, password: connection}
                  short: {type: mariadb, url: h/db, username: app, password: xy}
                  asked: {type: mariadb, url: h/db, username: app, password: ask}
                """,
                Map.of("ODD", "a b+ü/$1", "QUOTED", "it's \"mine\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "token s3cr3t-t0ken refused",
        "TOKEN S3CR3T-T0KEN REFUSED",
        "token s3cr3t-\n  t0ken",
        "token nek0t-t3rc3s",
        "no n4ts",
        "login tiger",
        "login TI\r\nGER",
        "login t i g e r",
        "dGlnZXI=",
        "Basic YXBwOnRpZ2VyLWxpbHk=",
        "74696765722d6c696c79",
        "74:69:67:65:72:2D:6C:69:6C:79",
        "tiger-lily",
        "the lion of the trust store",
        "before a b+ü/$1 after",
        "?p=a+b%2B%C3%BC%2F%241&x=y",
        "?p=a%20b%2b%c3%bc%2f%241&x=y",
        "quoted 'it\\'s \\\"mine\\\"' again",
        "user xy is no user",
        "user &#120;y is no user",
        "{\"detail\":\"\\u0074\\u0069\\u0067\\u0065\\u0072\"}",
        "\\\\u0074iger",
        "t\\u{69}ger",
        "\\x74\\x69\\x67\\x65\\x72",
        "\\164\\151\\147\\145\\162",
        "%74%69%67%65%72",
        "%2574%2569%2567%2565%2572",
        "&#116;&#105;&#103;&#101;&#114;",
        "&#x74;ige&#X72;",
        "it&apos;s &quot;mine&quot;",
        "tig\\u000aer",
        "no connection for you"
      })
  void aTextThatRepeatsASecretInAnySpellingIsWithheld(String text) {
    assertThat(Redaction.of(settings).withhold(text)).isEqualTo(Redaction.WITHHELD);
  }

  @Test
  void aTextThatIsCutWithinASecretIsWithheld() {
    Redaction redaction = Redaction.of(settings);
    for (int begun = 6; begun < 12; begun++) {
      String text = "x".repeat(ForeignText.LIMIT - 27 - begun) + " s3cr3t-t0ken and more";
      assertThat(redaction.withhold(ForeignText.cut(text + ".".repeat(ForeignText.LIMIT))))
          .isEqualTo(Redaction.WITHHELD);
    }
  }

  @Test
  void aTextThatIsCutWithinAnEscapeIsWithheld() {
    String escaped =
        "s3cr3t-t0ken".chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining());
    for (int begun = 36; begun < escaped.length(); begun++) {
      String text = "x".repeat(ForeignText.LIMIT - 27 - begun) + " " + escaped + " and more";

      assertThat(
              Redaction.of(settings)
                  .withhold(ForeignText.cut(text + ".".repeat(ForeignText.LIMIT))))
          .isEqualTo(Redaction.WITHHELD);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bad … [tiger-lily characters]",
        "Bad … [of tiger-lily characters]",
        "Access … [lion characters]",
        "Bad … [of 271,828 characters]",
        "Bad 27… [of 1,828 characters]"
      })
  void aForgedMarkOfACutHidesNothing(String text) {
    Redaction redaction = Redaction.of(settings).with(Secret.of("271828"));

    assertThat(redaction.withhold(text)).isEqualTo(Redaction.WITHHELD);
  }

  @Test
  void theMarkOfACutIsNoSecretEvenIfASecretIsAWordOfIt() {
    String cut = ForeignText.cut("x".repeat(5_000));

    assertThat(Redaction.of(settings).with(Secret.of("characters")).withhold(cut)).isEqualTo(cut);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app logged in",
        "prefetch 1000 rows",
        "xylophone and galaxy",
        "you will be asked",
        "Connected to NATS at [nats://127.0.0.1:4222]",
        "Access denied for user 'app'@'localhost' (using password: YES)",
        "signalbox.yaml:3: oracle.password: missing required key",
        ""
      })
  void leavesTheRestAlone(String text) {
    assertThat(Redaction.of(settings).withhold(text)).isSameAs(text);
    assertThat(Redaction.of(settings).redact(text)).isSameAs(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NATS connection closed gracefully",
        "NATS connection exists but not marked as connected, attempting close...",
        "Oracle connection pool not established, nothing to close",
        "tiger and n4ts are words like any other"
      })
  void aLineOfOursIsNotTornByASecretThatIsAWord(String line) {
    assertThat(Redaction.of(settings).redact(line)).isSameAs(line);
  }

  @Test
  void aSecretUnlikeAnyWordIsMaskedEvenInALineOfOurs() {
    assertThat(Redaction.of(settings).redact("token s3cr3t-t0ken refused"))
        .isEqualTo("token *** refused");
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
  @MethodSource("dev.signalbox.testing.PoisonousText#inTurn")
  void noTextIsExpensive(PoisonousText poison) {
    Redaction redaction = Redaction.of(settings).with(Secret.of("a".repeat(64) + "b"));

    poison.assertHarmlessTo(redaction::redact);
    poison.assertHarmlessTo(redaction::withhold);
  }

  @Test
  void learnsASecretWithoutForgettingTheOthers() {
    Redaction before = Redaction.of(settings);
    Redaction after = before.with(Secret.of("typed in"));

    assertThat(after.withhold("typed+in")).isEqualTo(Redaction.WITHHELD);
    assertThat(after.withhold("tiger")).isEqualTo(Redaction.WITHHELD);
    assertThat(before.withhold("typed in")).isEqualTo("typed in");
    assertThat(after.with(Secret.ask()).withhold("ask")).isEqualTo("ask");
  }

  @Test
  void settingsThemselvesShowNoSecret() {
    assertThat(settings.toString())
        .contains("trustStorePassword", "//host/S")
        .doesNotContain("s3cr3t", "n4ts", "tiger", "lion", "a b+");
  }
}
