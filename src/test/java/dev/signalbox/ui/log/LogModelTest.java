package dev.signalbox.ui.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.journal.Journal;
import dev.signalbox.journal.LogEntry;
import dev.signalbox.journal.Severity;
import dev.signalbox.journal.Subject;
import dev.signalbox.ui.ScriptedConsole;
import dev.signalbox.ui.log.lines.LogFilter;
import dev.signalbox.ui.log.lines.LogRow;
import dev.signalbox.ui.log.lines.TextPattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/** Everything runs on the FX thread, where the model lives; filtering too, so that it is over. */
@ExtendWith(ApplicationExtension.class)
class LogModelTest {
  private static final Instant NOW = Instant.parse("2026-03-02T10:14:07Z");
  private static final LogFilter PROBLEMS =
      LogFilter.ALL.withSeverities(EnumSet.of(Severity.WARN, Severity.ERROR));

  private final Journal journal = new Journal(5, 1_000_000);
  @AutoClose private final ScriptedConsole console = new ScriptedConsole(journal);
  private final LogModel model = new LogModel(console, Runnable::run);

  @Test
  void followingItShowsWhatComesAndDropsTheOldest() {
    say(Severity.INFO, "a", "b");
    tick();
    say(Severity.INFO, "c", "d", "e", "f");
    tick();

    assertThat(shown()).containsExactly("b", "c", "d", "e", "f");
    assertThat(model.kept()).isEqualTo(5);
    assertThat(model.dropped()).isEqualTo(1);
  }

  @Test
  void heldStillNothingMovesWhateverTheJournalPushesOut() {
    say(Severity.INFO, "a", "b");
    tick();
    onFx(model::hold);
    say(Severity.INFO, "c", "d", "e", "f", "g", "h");
    tick();

    assertThat(shown()).containsExactly("a", "b");
    assertThat(model.unseenProperty().get()).isEqualTo(5);
  }

  @Test
  void followingAgainShowsTheNewest() {
    say(Severity.INFO, "a", "b");
    tick();
    onFx(model::hold);
    say(Severity.INFO, "c");
    tick();
    onFx(model::follow);
    say(Severity.INFO, "d");
    tick();

    assertThat(shown()).containsExactly("a", "b", "c", "d");
    assertThat(model.unseenProperty().get()).isZero();
  }

  @Test
  void aFilterHidesAndGivesBack() {
    say(Severity.INFO, "fine");
    say(Severity.ERROR, "broken");
    tick();
    onFx(() -> model.setFilter(PROBLEMS));
    say(Severity.WARN, "odd");
    say(Severity.INFO, "fine again");
    tick();

    assertThat(shown()).containsExactly("broken", "odd");
    assertThat(model.standingProperty().get().hidden()).isEqualTo(2);

    onFx(() -> model.setFilter(LogFilter.ALL));
    tick();
    assertThat(shown()).containsExactly("fine", "broken", "odd", "fine again");
  }

  @Test
  void textIsFoundInMessageAndSourceWhateverItsCase() {
    say(Severity.INFO, "Connected to Oracle");
    say(Severity.INFO, "Draining");
    tick();

    onFx(() -> model.setFilter(text("ORACLE")));
    assertThat(shown()).containsExactly("Connected to Oracle");

    onFx(() -> model.setFilter(text("RELAY-7")));
    assertThat(shown()).containsExactly("Connected to Oracle", "Draining");
  }

  @Test
  void aConnectionAndARelayOfOneNameAreToldApart() {
    say(Subject.relay("orders"), Severity.INFO, "polled");
    say(Subject.connection("orders"), Severity.INFO, "connected");
    say(Subject.connection("orders-2"), Severity.INFO, "orders");
    tick();

    onFx(() -> model.setFilter(only(Subject.connection("orders"))));
    assertThat(shown()).containsExactly("connected");

    onFx(() -> model.setFilter(only(Subject.relay("orders"))));
    assertThat(shown()).containsExactly("polled");
  }

  private static LogFilter text(String wanted) {
    return LogFilter.ALL.withWanted(TextPattern.text(wanted));
  }

  private static LogFilter only(Subject source) {
    return LogFilter.ALL.withSources(Set.of(source));
  }

  @Test
  void aFilterSetWhileHeldStillShowsNothingNewer() {
    say(Severity.ERROR, "first");
    tick();
    onFx(model::hold);
    say(Severity.ERROR, "second");
    tick();
    onFx(() -> model.setFilter(PROBLEMS));

    assertThat(shown()).containsExactly("first");
  }

  @Test
  void clearedLinesStayAway() {
    say(Severity.INFO, "old");
    tick();
    onFx(model::clear);
    say(Severity.INFO, "new");
    tick();
    onFx(() -> model.setFilter(text("w")));

    assertThat(shown()).containsExactly("new");
  }

  @Test
  void theLastProblemIsRememberedHoweverTheFilterStands() {
    onFx(() -> model.setFilter(LogFilter.ALL.withSeverities(EnumSet.of(Severity.INFO))));
    say(Severity.ERROR, "broken");
    say(Severity.INFO, "fine");
    tick();

    assertThat(model.lastProblemProperty().get().map(LogEntry::message)).contains("broken");
  }

  @Test
  void aBatchIsOneChange() {
    List<Integer> changes = new ArrayList<>();
    onFx(
        () ->
            model
                .lines()
                .addListener((ListChangeListener<LogRow>) c -> changes.add(c.getList().size())));
    say(Severity.INFO, "a", "b", "c", "d");
    tick();
    say(Severity.INFO, "e", "f", "g");
    tick();

    assertThat(changes).containsExactly(4, 5);
  }

  private void say(Severity severity, String... messages) {
    Stream.of(messages).forEach(m -> say(Subject.relay("relay-7"), severity, m));
  }

  private void say(Subject source, Severity severity, String message) {
    journal.append(NOW, severity, source, message, Optional.empty());
  }

  private void tick() {
    onFx(() -> model.tick(NOW));
  }

  private static void onFx(Runnable action) {
    WaitForAsyncUtils.waitForAsyncFx(30_000, action);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private List<String> shown() {
    return model.lines().stream().map(row -> row.entry().message()).toList();
  }

  @Test
  void answersThatComeLateLoseAndDoubleNothing() {
    say(Severity.INFO, "a");
    tick();
    console.answerLate();
    onFx(() -> model.setFilter(text("")));
    onFx(() -> model.setFilter(LogFilter.ALL));
    say(Severity.INFO, "b");
    tick();
    answerAll();
    say(Severity.INFO, "c");
    tick();
    answerAll();
    tick();
    answerAll();

    assertThat(shown()).containsExactly("a", "b", "c");
  }

  @Test
  void whatIsClearedWhileAnAnswerIsOnItsWayStaysAway() {
    console.answerLate();
    say(Severity.INFO, "a", "b");
    tick();
    onFx(model::clear);
    answerAll();
    say(Severity.INFO, "c");
    tick();
    answerAll();

    assertThat(shown()).containsExactly("c");
  }

  private void answerAll() {
    while (console.isAnswerDue()) {
      onFx(console::answerNow);
    }
    onFx(() -> {});
  }
}
