package dev.signalbox.settings.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
  private static final List<String> KEYS =
      List.of("type", "url", "username", "password", "connect_timeout", "auto_connect");

  @ParameterizedTest
  @CsvSource({
    "urll, url",
    "ulr, url",
    "URL, url",
    "user, username",
    "passwd, password",
    "connectTimeout, connect_timeout",
    "connection-timeout, connect_timeout",
    "autoconnect, auto_connect",
    "tpye, type",
  })
  void findsTheNameMeant(String written, String meant) {
    assertThat(NearestName.of(written, KEYS)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"host", "x", "pool_size", "''"})
  void namesNoneThatIsFarAway(String written) {
    assertThat(NearestName.of(written, KEYS)).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "abc, abc, 0",
    "'', abc, 3",
    "abc, '', 3",
    "kitten, sitting, 3",
    "ab, ba, 1",
    "abcd, acbd, 1",
    "abc, axc, 1"
  })
  void measuresTheDistance(String from, String to, int distance) {
    assertThat(NearestName.distance(from, to)).isEqualTo(distance);
    assertThat(NearestName.distance(to, from)).isEqualTo(distance);
  }

  @Test
  void advisesWithAllNamesIfNoneIsNear() {
    assertThat(NearestName.advice("urll", KEYS)).isEqualTo("did you mean \"url\"?");
    assertThat(NearestName.advice("x", List.of("one", "two"))).isEqualTo("known: one, two");
  }
}
