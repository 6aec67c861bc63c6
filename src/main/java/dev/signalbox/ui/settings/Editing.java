package dev.signalbox.ui.settings;

import dev.signalbox.console.ConfiguredConnection;
import dev.signalbox.console.Configuring;
import dev.signalbox.console.ConnectionDraft;
import dev.signalbox.console.ConnectionEdit;
import dev.signalbox.console.DraftProblem;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is edited: a new connection, one of the file, or a copy of that; and what is wrong with it
 * as it is written now. FX thread.
 */
final class Editing {
  private final DraftForm form;
  private final Optional<Configuring> desk;
  private final Runnable changed;
  private final DraftCheck check = new DraftCheck(this::checked);
  private Function<ConnectionDraft, ConnectionEdit> how = ConnectionEdit.New::new;
  private Optional<ConfiguredConnection> original = Optional.empty();
  private List<DraftProblem> problems = List.of();

  /** Of the edit that is shown, so that a late answer to another does nothing to it. */
  private long number;

  private boolean checking;

  /**
   * Of a new connection.
   *
   * @param form is written into
   * @param desk looks at what is written; empty where there is nothing to be edited
   * @param changed is called when something has changed in what is wrong
   */
  Editing(DraftForm form, Optional<Configuring> desk, Runnable changed) {
    this.form = form;
    this.desk = desk;
    this.changed = changed;
  }

  void beginNew() {
    begin(ConnectionEdit.New::new, Optional.empty(), DraftForm.empty());
  }

  void begin(ConfiguredConnection chosen) {
    String name = chosen.draft().name();
    begin(draft -> new ConnectionEdit.Change(name, draft), Optional.of(chosen), chosen.draft());
  }

  /** One more like that, of another name. */
  void beginCopy(ConfiguredConnection of, String name) {
    ConnectionDraft like = of.draft();
    begin(
        draft -> new ConnectionEdit.Copy(like.name(), draft),
        Optional.of(of),
        new ConnectionDraft(
            like.kind(),
            name,
            like.address(),
            like.username(),
            like.secret(),
            like.connectTimeout(),
            like.autoConnect()));
  }

  private void begin(
      Function<ConnectionDraft, ConnectionEdit> begun,
      Optional<ConfiguredConnection> of,
      ConnectionDraft draft) {
    number++;
    how = begun;
    original = of;
    form.show(draft, of);
    written();
  }

  /** It has been saved under that name, and what was written since is a change of that. */
  void goOnWith(String name) {
    how = draft -> new ConnectionEdit.Change(name, draft);
    written();
  }

  /** An answer that comes later is to nothing that is shown any more. */
  void end() {
    number++;
  }

  long number() {
    return number;
  }

  /** What it begins with, if with something. */
  Optional<ConfiguredConnection> original() {
    return original;
  }

  /** As it is written now. */
  ConnectionEdit edit() {
    return how.apply(form.draft());
  }

  /** It is written otherwise: it is looked at anew. */
  void written() {
    checking = true;
    changed.run();
    desk.ifPresent(found -> check.ask(found, edit()));
  }

  private void checked(ConnectionEdit looked, List<DraftProblem> found) {
    if (looked.equals(edit())) {
      checking = false;
      problems = found;
      form.showProblems(found);
      changed.run();
    }
  }

  /** What is wrong with it, as far as it has been looked at. */
  List<DraftProblem> problems() {
    return problems;
  }

  /** Whether it was looked at as it is written now, and nothing is wrong with it. */
  boolean isSound() {
    return problems.isEmpty() && !checking;
  }
}
