package dev.signalbox.ui.log.lines;

import static dev.signalbox.ui.log.lines.Said.NATS;
import static dev.signalbox.ui.log.lines.Said.ORACLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.journal.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SieveTest {
  private final Said said = new Said();
  private final Sieve sieve = new Sieve();

  /** What a window has taken over so far. */
  private final List<LogRow> shown = new ArrayList<>();

  private Sieve.News last = sieve.takeNews();

  @Test
  void retriesByTurnsTakeARowEachInTheOrderOfTheirLastOnes() {
    for (int attempt = 1; attempt <= 130; attempt++) {
      said.say(ORACLE, Severity.WARN, "Oracle: refused, attempt %d".formatted(attempt));
      said.say(NATS, Severity.WARN, "NATS: refused, attempt %d".formatted(attempt));
    }
    said.say(ORACLE, Severity.INFO, "Connected");
    pour();

    assertThat(rows())
        .containsExactly(
            "×130 Oracle: refused, attempt 130", "×130 NATS: refused, attempt 130", "×1 Connected");
    assertThat(shown.getFirst().since()).isEqualTo(Said.BEGIN);
    assertThat(last.standing().shown()).isEqualTo(261);
  }

  @Test
  void theLastRowTellsWhatWasSaidLast() {
    said.info("lost", "found", "lost", "found");
    pour();
    said.info("lost");
    pour();

    assertThat(rows()).containsExactly("×2 found", "×3 lost");
  }

  @Test
  void whatIsMerelyToldIsARepeatOnlyWordForWord() {
    said.info("Cycle 1", "Cycle 2", "Cycle 2");
    pour();

    assertThat(rows()).containsExactly("×1 Cycle 1", "×2 Cycle 2");
  }

  @Test
  void afterALongSilenceTheSameIsNews() {
    said.sayAt(Said.BEGIN, ORACLE, Severity.ERROR, "gone");
    said.sayAt(
        Said.BEGIN.plus(Folding.SILENCE).plus(Duration.ofSeconds(1)),
        ORACLE,
        Severity.ERROR,
        "gone");
    pour();

    assertThat(rows()).containsExactly("×1 gone", "×1 gone");
  }

  @Test
  void whatIsUnfoldedStandsAtItsOwnTimesAndFoldsAgain() {
    said.info("a", "b", "a");
    pour();
    FoldKey key = shown.getLast().key();

    sieve.toggleFold(key);
    pour();
    assertThat(rows()).containsExactly("×1 a", "×1 b", "×1 a");
    assertThat(shown.getFirst().unfolded()).isTrue();

    sieve.toggleFold(key);
    pour();
    assertThat(rows()).containsExactly("×1 b", "×2 a");
  }

  @Test
  void nothingIsFoldedWhereThatIsNotWanted() {
    sieve.fold(false);
    said.info("a", "a");
    pour();

    assertThat(rows()).containsExactly("×1 a", "×1 a");
  }

  @Test
  void aBookmarkedRowStaysWhereItIs() {
    said.info("a");
    pour();
    sieve.toggleMark(0);
    said.info("b", "a");
    pour();

    assertThat(rows()).containsExactly("×1 a", "×1 b", "×1 a");
    assertThat(last.marked().contains(0)).isTrue();
    assertThat(last.ticks().marked().get(0)).isTrue();
  }

  @Test
  void whatIsPushedOutGoesFromTheFrontWhileItFollows() {
    said.info("a", "b", "c", "d");
    pour();
    said.info("e");
    said.pour(sieve, 3);
    take();

    assertThat(rows()).containsExactly("×1 d", "×1 e");
    assertThat(last.rows().dropped()).isEqualTo(3);
    assertThat(last.standing().kept()).isEqualTo(2);
    assertThat(last.standing().shown()).isEqualTo(2);
  }

  @Test
  void heldStillItFiltersWhatWasThereThenAlthoughAllOfThatIsPushedOut() {
    said.info("one", "two", "three");
    pour();
    sieve.hold();
    said.info("four", "five", "six three");
    said.pour(sieve, 5);
    sieve.filter(LogFilter.ALL.withWanted(TextPattern.text("three")));
    pour();

    assertThat(rows()).containsExactly("×1 three");
    assertThat(last.standing().unseen()).isEqualTo(1);
    assertThat(last.standing().hidden()).isEqualTo(2);

    sieve.follow();
    pour();
    assertThat(rows()).containsExactly("×1 six three");
  }

  @Test
  void wantedUnwantedLevelAndSourceAllHaveToFit() {
    said.say(ORACLE, Severity.ERROR, "lost the session");
    said.say(ORACLE, Severity.ERROR, "lost the session at night");
    said.say(NATS, Severity.ERROR, "lost the session");
    said.say(ORACLE, Severity.INFO, "lost nothing");
    sieve.filter(
        new LogFilter(
            Set.of(Severity.ERROR),
            Set.of(ORACLE),
            TextPattern.expression("l[aeo]st"),
            TextPattern.text("NIGHT"),
            Optional.empty()));
    pour();

    assertThat(rows()).containsExactly("×1 lost the session");
  }

  @Test
  void onlyWhatWasSaidInATimeIsShownAndCounted() {
    said.info("zero", "one", "two", "three", "four");
    sieve.filter(
        LogFilter.ALL.withTime(
            Optional.of(new TimeRange(Said.BEGIN.plusSeconds(1), Said.BEGIN.plusSeconds(3)))));
    pour();

    assertThat(rows()).containsExactly("×1 one", "×1 two");
    assertThat(last.standing().hidden()).isEqualTo(3);
    assertThat(last.bars().sum(new TimeRange(Said.BEGIN, Said.BEGIN.plusSeconds(9))).total())
        .isEqualTo(2);
  }

  @Test
  void findingHidesNothingAndFollowsWhatComes() {
    said.info("a needle", "hay", "needles");
    pour();
    sieve.seek(TextPattern.text("NEEDLE"));
    pour();
    said.info("hay again", "one more needle");
    pour();

    assertThat(shown).hasSize(5);
    assertThat(last.found().size()).isEqualTo(3);
    assertThat(last.found().ordinal(4)).isEqualTo(2);
    assertThat(last.found().after(2)).hasValue(4);
    assertThat(last.found().after(4)).hasValue(0);
    assertThat(last.found().before(0)).hasValue(4);
  }

  @Test
  void aFindInAFoldedRowMovesWithIt() {
    said.info("needle", "hay", "needle");
    sieve.seek(TextPattern.text("needle"));
    pour();
    said.info("needle");
    pour();

    assertThat(rows()).containsExactly("×1 hay", "×3 needle");
    assertThat(last.found().size()).isEqualTo(1);
    assertThat(last.found().contains(3)).isTrue();
  }

  @Test
  void anExpressionThatWouldNeverEndIsGivenUpAndTold() {
    said.info("a".repeat(100));
    pour();
    sieve.filter(LogFilter.ALL.withWanted(TextPattern.expression("(.*a){12}b")));
    pour();
    assertThat(last.standing().filterTooCostly()).isTrue();
    assertThat(last.standing().isComplete()).isTrue();

    sieve.filter(LogFilter.ALL);
    sieve.seek(TextPattern.expression("(.*a){12}b"));
    pour();
    assertThat(last.standing().filterTooCostly()).isFalse();
    assertThat(last.standing().searchTooCostly()).isTrue();
    assertThat(shown).hasSize(1);
  }

  @Test
  void aLongLogIsGoneThroughInSlicesOfWhichEachIsShown() {
    for (int i = 0; i < 10_000; i++) {
      said.info("line " + i);
    }
    pour();
    sieve.filter(LogFilter.ALL.withWanted(TextPattern.text("7")));

    assertThat(sieve.work()).isTrue();
    take();

    assertThat(shown).isNotEmpty();
    assertThat(last.standing().done()).isStrictlyBetween(0.1, 0.5);
    assertThat(last.standing().isComplete()).isFalse();
    pour();
    assertThat(shown).hasSize(3_439);
    assertThat(last.standing().isComplete()).isTrue();
  }

  @Test
  void errorsAreTickedWhereTheyLieAndCountedWhenTheyWere() {
    said.info("a", "b", "c");
    said.say(NATS, Severity.ERROR, "lost");
    pour();

    assertThat(last.ticks().places()).isEqualTo(4);
    assertThat(last.ticks().errors().stream()).containsExactly(3);
    assertThat(last.bars().bars().getLast()).isEqualTo(new Bars.Bar(1, 0, 0));
    assertThat(last.bars().bars().stream().mapToInt(Bars.Bar::others).sum()).isEqualTo(3);
    assertThat(last.standing().lastProblem().orElseThrow().message()).isEqualTo("lost");
    assertThat(last.standing().sources()).containsExactlyInAnyOrder(ORACLE, NATS);
  }

  @Test
  void clearedLinesStayAwayHeldOrNot() {
    said.info("a", "b");
    pour();
    sieve.hold();
    sieve.clear(2);
    pour();
    assertThat(shown).isEmpty();

    said.info("c");
    sieve.follow();
    pour();
    assertThat(rows()).containsExactly("×1 c");
  }

  private void pour() {
    said.pour(sieve);
    take();
  }

  /** As a window takes it over. */
  private void take() {
    last = sieve.takeNews();
    RowChange change = last.rows();
    if (change.replaced()) {
      shown.clear();
    }
    shown.subList(0, change.dropped()).clear();
    shown.subList(change.kept(), shown.size()).clear();
    shown.addAll(change.added());
  }

  private List<String> rows() {
    return shown.stream()
        .map(row -> "×%d %s".formatted(row.count(), row.entry().message()))
        .toList();
  }
}
