package dev.signalbox.ui.relays.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.console.LeaseHolding;
import dev.signalbox.console.NextRows;
import dev.signalbox.console.PositionPlan;
import dev.signalbox.console.PositionPlan.Count;
import dev.signalbox.console.VerifyNews;
import dev.signalbox.relay.state.Position;
import dev.signalbox.ui.toolkit.Texts;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ToolWordsTest {
  private static final Position ROW = new Position("2026-03-02T10:14:05.000000000", "4711");

  private final ToolWords words = new ToolWords(new Texts());

  @Test
  void aRowIsOneLineHoweverItsTextsAreMade() {
    String line =
        words.line(
            new NextRows.Message(
                "txlog.events",
                Map.of("Sbx-Pos", "2026-03-02T10:14:05.000000000 / 4711"),
                "{\"A\":\"\n\u001b[31m\u202e" + "x".repeat(100_000) + "\"}"));

    assertThat(line).startsWith("4711  txlog.events  {\"A\":\"").hasSizeLessThan(1_000);
    assertThat(line).doesNotContain("\n", "\u001b", "\u202e");
  }

  @Test
  void aWholeRowIsBoundedAndEscapedToo() {
    String whole =
        words.whole(
            new NextRows.Message(
                "txlog.events", Map.of("Nats-Msg-Id", "1\n2"), "\u202e" + "x".repeat(100_000)));

    assertThat(whole).startsWith("txlog.events\nNats-Msg-Id: 1").hasSizeLessThan(20_000);
    assertThat(whole).doesNotContain("\u202e");
  }

  @Test
  void aPlanNamesWhatIsSentAgainAndWhatNeverIs() {
    PositionPlan plan =
        new PositionPlan(
            "beginning",
            Optional.of(ROW),
            Optional.empty(),
            new Count(1_000_000, true),
            new Count(0, false),
            false,
            Optional.of("held by relay-4"));

    assertThat(words.plan(plan).lines())
        .containsExactly(
            "From: " + ROW,
            "To: the beginning",
            "Relayed already, sent again unless the stream has them: at least 1,000,000",
            "Not relayed yet, and then never: 0",
            "The lease is held by relay-4: stop it there first");
    assertThat(words.effect("txlog", plan))
        .contains("txlog goes on behind the beginning")
        .contains("at least 1,000,000");
  }

  @Test
  void aTargetWithoutARowIsSaidToBeOne() {
    PositionPlan plan =
        new PositionPlan(
            "",
            Optional.empty(),
            Optional.of(ROW),
            new Count(0, false),
            new Count(3, false),
            false,
            Optional.empty());

    assertThat(words.plan(plan)).endsWith("There is no row at just that place.");
  }

  @Test
  void aComparisonSaysWhatIsMissingAndWhatIsExplained() {
    assertThat(
            words.result(
                new VerifyNews.Result(500, Optional.of(ROW), 7, 2, List.of(ROW), false, 9)))
        .isEqualTo(
            "Of 500 rows up to %s, one is not in the stream. 7 are older than what the stream keeps."
                    .formatted(ROW)
                + " 2 went to the dead-letter subject. It ended early, because very many are"
                + " missing.");
    assertThat(words.result(new VerifyNews.Result(500, Optional.of(ROW), 0, 0, List.of(), true, 9)))
        .isEqualTo("All 500 rows up to %s are in the stream.".formatted(ROW));
  }

  @Test
  void storingAgainIsSaidWithItsCount() {
    assertThat(
            words.storeAgain(
                "txlog",
                new VerifyNews.Result(
                    9, Optional.of(ROW), 0, 0, Collections.nCopies(1_204, ROW), true, 9)))
        .startsWith("The 1,204 missing rows are stored behind all others")
        .endsWith("txlog stays where it is.");
  }

  @Test
  void takingALeaseFromALivingEngineIsSaidLoudly() {
    LeaseHolding live = new LeaseHolding(Optional.of("held by relay-4"), true, true);
    LeaseHolding silent = new LeaseHolding(Optional.of("held by relay-4"), true, false);

    assertThat(words.takeOver("txlog", live)).contains("ALIVE");
    assertThat(words.takeOver("txlog", silent)).doesNotContain("ALIVE").contains("on record");
    assertThat(words.holding(new LeaseHolding(Optional.empty(), false, false)))
        .isEqualTo("Nobody has it: the relay can start");
    assertThat(words.holding(silent)).contains("was not renewed");
  }
}
