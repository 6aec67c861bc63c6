package dev.signalbox.ui.log.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.ui.log.lines.TextPattern.Place;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;

class TextPatternTest {
  /** Bytes of a stack that is soon full. */
  private static final long SHALLOW = 256 * 1_024;

  private final Effort effort = Effort.forScan();

  @Test
  void aTextIsFoundAsItStandsWhateverItsCase() {
    assertThat(TextPattern.text("A.C").places("abc a.c xA.C", effort))
        .containsExactly(new Place(4, 7), new Place(9, 12));
    assertThat(TextPattern.NONE.places("abc", effort)).isEmpty();
  }

  @Test
  void anExpressionLightsUpNothingEmpty() {
    assertThat(TextPattern.expression("\\d*").places("ab12c3", effort))
        .containsExactly(new Place(2, 4), new Place(5, 6));
  }

  @Test
  void whatIsNoExpressionIsToldAtOnce() {
    assertThatThrownBy(() -> TextPattern.expression("a(b"))
        .isInstanceOf(PatternSyntaxException.class);
    assertThat(TextPattern.text("a(b").isIn("xA(B", effort)).isTrue();
  }

  @Test
  void anExpressionStopsAfterSoManyCharactersOfALine() {
    TextPattern endless = TextPattern.expression("(.*a){12}b");
    String line = "a".repeat(100);

    assertThatThrownBy(() -> endless.isIn(line, effort)).isInstanceOf(Effort.SpentException.class);
    assertThat(endless.places(line, effort)).isEmpty();
    assertThat(TextPattern.expression("a+").isIn(line, effort)).isTrue();
  }

  @Test
  void anExpressionThatGoesTooDeepIsGivenUpToo() throws Exception {
    TextPattern deep = TextPattern.expression("(x|y|[a-w])*z");
    CompletableFuture<Boolean> answer = new CompletableFuture<>();

    Thread shallow =
        new Thread(
            null,
            () -> answer.completeAsync(() -> deep.isIn("ab".repeat(2_000), effort), Runnable::run),
            "shallow",
            SHALLOW);
    shallow.start();

    assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(Effort.SpentException.class);
  }

  @Test
  void patternsAreEqualIfTheyLookForTheSame() {
    assertThat(TextPattern.expression("a.")).isEqualTo(TextPattern.expression("a."));
    assertThat(TextPattern.expression("a.")).isNotEqualTo(TextPattern.text("a."));
  }
}
