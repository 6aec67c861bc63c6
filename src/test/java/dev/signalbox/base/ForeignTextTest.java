package dev.signalbox.base;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.PoisonousText;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignTextTest {
  private static final List<UnaryOperator<String>> WAYS =
      List.of(
          ForeignText::cut,
          ForeignText::line,
          text -> ForeignText.label(text, 64),
          text -> ForeignText.lines(text, 100, 1_000));

  @Test
  void aCutTellsTheFullLength() {
    assertThat(ForeignText.cut("x".repeat(1_000_000)))
        .hasSize(ForeignText.LIMIT)
        .endsWith("x… [of 1,000,000 characters]");
    assertThat(ForeignText.line("\n".repeat(1_000_000)))
        .hasSizeLessThanOrEqualTo(ForeignText.LIMIT)
        .startsWith("\\u000a\\u000a")
        .endsWith("… [of 1,000,000 characters]");
    assertThat(ForeignText.label("x".repeat(1_000), 10)).isEqualTo("xxxxxxxxx…");
  }

  @Test
  void theMarkCanBeTakenOff() {
    String cut = ForeignText.cut("x".repeat(5_000));

    assertThat(ForeignText.withoutMark(cut)).matches("x+");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain… [of course]",
        "Bad … [correcthorse characters]",
        "Bad … [of correcthorse characters]",
        "Bad … [of 12,secret characters]",
        "Bad … [of 1234 characters]",
        "Bad … [of 1,23 characters]",
        "Bad … [of 1,234 characters] and more"
      })
  void whatOnlyLooksLikeTheMarkStays(String forged) {
    assertThat(ForeignText.withoutMark(forged)).isEqualTo(forged);
  }

  @Test
  void whatIsShortAndPlainStaysTheSameObject() {
    String text = "ORA-12514: \"TNS\" für C:\\temp → 東京 😀";

    assertThat(ForeignText.line(text)).isSameAs(text);
    assertThat(ForeignText.cut(text)).isSameAs(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b", "\u0007", "\u0000", "\r", "\n", "\u0085", "\u2028", "\u2029", "\u202a", "\u202b",
        "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069", "\u200e", "\u200f",
        "\ud800", "\udc00", "\ufeff", "\u009b"
      })
  void whatForgesOrHidesIsEscapedInALine(String character) {
    String escaped = "\\u%04x".formatted((int) character.charAt(0));

    assertThat(ForeignText.line("a" + character + "b")).isEqualTo("a" + escaped + "b");
    assertThat(ForeignText.label("a" + character + "b", 64)).isEqualTo("a" + escaped + "b");
  }

  @Test
  void linesStayLinesAndEachIsCut() {
    String text = "first\r\n\tat second\u001b\n" + "x".repeat(1_000) + "\n";

    assertThat(ForeignText.lines(text, 50, 500).lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("first"),
            line -> assertThat(line).isEqualTo("\tat second\\u001b"),
            line -> assertThat(line).hasSizeLessThanOrEqualTo(50).contains("… [of "));
  }

  @ParameterizedTest
  @MethodSource("dev.signalbox.testing.PoisonousText#inTurn")
  void noPoisonGrowsOrChangesASecondTime(PoisonousText poison) {
    String text = poison.ofLength(10_000);
    for (UnaryOperator<String> way : WAYS) {
      String once = way.apply(text);
      assertThat(once).hasSizeLessThanOrEqualTo(ForeignText.LIMIT);
      assertThat(way.apply(once)).isEqualTo(once);
    }
  }
}
