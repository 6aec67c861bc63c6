package dev.signalbox.ui;

import static dev.signalbox.ui.WindowRobot.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.journal.Severity;
import dev.signalbox.journal.Subject;
import dev.signalbox.ui.log.lines.LogRow;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ListView;

/** The log of a window that is open. */
record LogInWindow(ScriptedConsole engine, WindowRobot robot) {
  static final Subject ORACLE = Subject.connection("oracle");

  String selected() {
    return list().getSelectionModel().getSelectedItem().entry().message();
  }

  void say(Severity severity, String message) {
    say(ORACLE, severity, message);
  }

  void say(Subject source, Severity severity, String message) {
    engine.journal.append(States.NOW, severity, source, message, Optional.empty());
  }

  void shows(String... messages) {
    eventually(
        () ->
            assertThat(List.copyOf(list().getItems()))
                .extracting(row -> row.entry().message())
                .containsExactly(messages));
  }

  @SuppressWarnings("unchecked")
  ListView<LogRow> list() {
    return robot.lookup("#list", ListView.class);
  }
}
