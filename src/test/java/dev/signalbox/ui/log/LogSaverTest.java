package dev.signalbox.ui.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.journal.Journal;
import dev.signalbox.journal.Severity;
import dev.signalbox.journal.Subject;
import dev.signalbox.ui.ScriptedConsole;
import dev.signalbox.ui.WindowRobot;
import dev.signalbox.ui.log.lines.LogFilter;
import dev.signalbox.ui.toolkit.Texts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

@ExtendWith(ApplicationExtension.class)
class LogSaverTest {
  private static final Instant NOW = Instant.parse("2026-03-02T10:14:07Z");

  @TempDir private Path folder;

  private final Journal journal = new Journal(5, 1_000_000);
  @AutoClose private final ScriptedConsole console = new ScriptedConsole(journal);
  private final LogModel model = new LogModel(console, Runnable::run);
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private final LogSaver saver = new LogSaver(model, notices::add, new Texts());

  @Test
  void whatIsShownOrAllOfItIsSavedInTheBackground() {
    say(Severity.INFO, "kept");
    say(Severity.ERROR, "lost");
    Path shown = folder.resolve("shown.log");
    Path all = folder.resolve("all.jsonl");
    WindowRobot.onFxThread(
        () -> {
          model.tick(NOW);
          model.setFilter(LogFilter.ALL.withSeverities(EnumSet.of(Severity.ERROR)));
          saver.save(false, () -> Optional.of(shown));
          saver.save(true, () -> Optional.of(all));
        });

    await()
        .untilAsserted(
            () ->
                assertThat(notices)
                    .contains("One line saved to " + shown, "2 lines saved to " + all));
    assertThat(shown).hasContent("2026-03-02T10:14:07Z ERROR [nats] lost");
    assertThat(all).content().contains("\"message\":\"kept\"").contains("\"severity\":\"error\"");
  }

  @Test
  void whatCannotBeSavedIsToldWithItsReasonAndNoAnswerSavesNothing() {
    say(Severity.INFO, "kept");
    Path missing = folder.resolve("missing").resolve("out.log");
    WindowRobot.onFxThread(
        () -> {
          model.tick(NOW);
          saver.save(true, Optional::empty);
          saver.save(true, () -> Optional.of(missing));
        });

    await().until(() -> notices.size() == 2);
    assertThat(notices.getLast()).startsWith("Not saved to " + missing + ": ");
    assertThat(folder.toFile().list()).isEmpty();
  }

  private void say(Severity severity, String message) {
    journal.append(NOW, severity, Subject.connection("nats"), message, Optional.empty());
  }
}
