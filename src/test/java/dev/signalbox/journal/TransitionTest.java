package dev.signalbox.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.Actor;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransitionTest {
  private static final int LIMIT = Transition.CAUSE_LIMIT;

  @Test
  void aCauseIsCutWithAMark() {
    assertThat(cause("x".repeat(LIMIT))).isEqualTo("x".repeat(LIMIT));
    assertThat(cause("x".repeat(LIMIT + 1))).isEqualTo("x".repeat(LIMIT - 1) + "…");
    assertThat(cause("x".repeat(10_000_000))).isEqualTo("x".repeat(LIMIT - 1) + "…");
  }

  @Test
  void theCutDoesNotHalveACharacter() {
    assertThat(cause("x".repeat(LIMIT - 2) + "😀😀")).isEqualTo("x".repeat(LIMIT - 2) + "…");
  }

  @ParameterizedTest
  @CsvSource({
    "0x1b, \\u001b",
    "0x00, \\u0000",
    "0x0a, \\u000a",
    "0x7f, \\u007f",
    "0x9b, \\u009b",
    "0x2028, \\u2028",
    "0x202e, \\u202e",
    "0xd800, \\ud800"
  })
  void whatSteersATerminalOrHidesIsEscaped(String character, String escaped) {
    assertThat(cause("a" + Character.toString(Integer.decode(character)) + "b"))
        .isEqualTo("a" + escaped + "b");
  }

  @Test
  void otherTextStaysAsItIs() {
    String text = "ORA-12514: \"TNS\" für C:\\temp → 東京 😀";

    assertThat(cause(text)).isEqualTo(text);
  }

  @Test
  void whatWentThroughOnceIsNotChangedAgain() {
    String once = cause("\n😀".repeat(LIMIT));

    assertThat(once).hasSizeLessThanOrEqualTo(LIMIT).endsWith("…");
    assertThat(cause(once)).isEqualTo(once);
  }

  @Test
  void allTextsAreBounded() {
    String endless = "\n".repeat(1_000);
    Transition transition =
        new Transition(
            Subject.PROGRAM,
            Instant.EPOCH,
            endless,
            endless,
            Optional.empty(),
            Optional.of(new Actor(endless, endless, endless)));

    assertThat(transition.from()).hasSize(Transition.STATE_LIMIT).startsWith("\\u000a");
    assertThat(transition.to()).hasSize(Transition.STATE_LIMIT);
    Actor by = transition.by().orElseThrow();
    assertThat(by.user()).hasSize(Transition.ACTOR_LIMIT);
    assertThat(by.host()).hasSize(Transition.ACTOR_LIMIT);
    assertThat(by.via()).hasSize(Transition.ACTOR_LIMIT);
  }

  private static String cause(String text) {
    return new Transition(
            Subject.PROGRAM, Instant.EPOCH, "", "Off", Optional.of(text), Optional.empty())
        .cause()
        .orElseThrow();
  }
}
