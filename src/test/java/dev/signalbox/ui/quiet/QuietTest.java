package dev.signalbox.ui.quiet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.signalbox.journal.Subject;
import dev.signalbox.ui.quiet.Quiet.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody wants to hear of, and when. */
class QuietTest {
  private static final Instant NOW = Instant.parse("2026-03-02T10:14:07Z");
  private static final Subject ORACLE = Subject.connection("oracle");
  private static final Subject RELAY = Subject.relay("oracle");

  @Test
  void aMaintenanceBeginsAndEndsByItself() {
    Quiet quiet =
        Quiet.NONE.with(List.of(ORACLE), new Span(NOW.plusSeconds(60), NOW.plusSeconds(120)));
    assertThat(quiet.isQuiet(ORACLE, NOW)).isFalse();
    assertThat(quiet.of(ORACLE, NOW)).isPresent();
    assertThat(quiet.isQuiet(ORACLE, NOW.plusSeconds(60))).isTrue();
    assertThat(quiet.isQuiet(RELAY, NOW.plusSeconds(60))).isFalse();
    assertThat(quiet.isQuiet(ORACLE, NOW.plusSeconds(120))).isFalse();
    assertThat(quiet.at(NOW.plusSeconds(119))).isEqualTo(quiet);
    assertThat(quiet.at(NOW.plusSeconds(120))).isEqualTo(Quiet.NONE);
    assertThatIllegalArgumentException().isThrownBy(() -> new Span(NOW, NOW));
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    Quiet quiet =
        Quiet.NONE
            .with(List.of(ORACLE), new Span(NOW, NOW.plusSeconds(60)))
            .with(List.of(RELAY), new Span(NOW, NOW.plusSeconds(90)));
    Properties lines = new Properties();
    quiet.writeTo(lines);
    assertThat(Quiet.of(lines)).isEqualTo(quiet);
    assertThat(quiet.without(List.of(RELAY)).spans()).containsOnlyKeys(ORACLE);
  }

  @Test
  void thereIsAnEndToHowMuchIsKept() {
    Map<Subject, Span> many = new HashMap<>();
    for (int i = 0; i < Quiet.MOST + 7; i++) {
      many.put(Subject.connection("c" + i), new Span(NOW, NOW.plusSeconds(999_999 - i)));
    }
    assertThat(new Quiet(many).spans())
        .hasSize(Quiet.MOST)
        .doesNotContainKey(Subject.connection("c" + Quiet.MOST));
    QuietModel model = new QuietModel();
    model.restore(new Quiet(many));
    Instant later = NOW.plusSeconds(999_999);
    model.mute(List.of(ORACLE), later, Duration.ofHours(1));
    assertThat(model.quietProperty().get().spans()).containsOnlyKeys(ORACLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now later",
        "2026-03-02T10:14:07Z",
        "2026-03-02T10:14:07Z 2026-01-01T00:00:00Z"
      })
  void nonsenseIsRefused(String text) {
    Properties lines = new Properties();
    lines.setProperty("quiet.connection oracle", text);
    assertThatIllegalArgumentException().isThrownBy(() -> Quiet.of(lines));
    Properties named = new Properties();
    named.setProperty("quiet.nothing of that kind", NOW + " " + NOW.plusSeconds(1));
    assertThatIllegalArgumentException().isThrownBy(() -> Quiet.of(named));
  }

  @Test
  void severalAreMutedAndLiftedTogether() {
    QuietModel model = new QuietModel();
    model.mute(List.of(ORACLE, RELAY), NOW, Duration.ofHours(1));
    assertThat(model.quietProperty().get().isQuiet(RELAY, NOW.plusSeconds(3_599))).isTrue();
    model.lift(List.of(ORACLE));
    assertThat(model.quietProperty().get().isQuiet(ORACLE, NOW)).isFalse();
    assertThat(model.quietProperty().get().isQuiet(RELAY, NOW)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "11:15, 2026-03-02T10:15:00Z",
    "11:14, 2026-03-03T10:14:00Z",
    "' 9:00 ', 2026-03-03T08:00:00Z",
    "2026-03-29 12:00, 2026-03-29T10:00:00Z",
    "25:00,",
    "noon,",
    "'',"
  })
  void aTimeOfDayIsTheNextOne(String text, String expected) {
    assertThat(Moments.after(NOW, text, ZoneId.of("Europe/Berlin")))
        .isEqualTo(Optional.ofNullable(expected).map(Instant::parse));
  }
}
