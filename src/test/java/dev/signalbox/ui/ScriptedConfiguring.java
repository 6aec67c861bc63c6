package dev.signalbox.ui;

import dev.signalbox.base.Subscription;
import dev.signalbox.console.Answer;
import dev.signalbox.console.Configured;
import dev.signalbox.console.Configuring;
import dev.signalbox.console.ConnectionEdit;
import dev.signalbox.console.DraftProblem;
import dev.signalbox.console.SnapshotSource;
import dev.signalbox.console.TrialNews;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A configuration for pictures: it says what it is told to. */
final class ScriptedConfiguring implements Configuring {
  private final Configured configured;
  final ScriptedSource<Boolean> changed;
  volatile List<DraftProblem> problems = List.of();
  volatile TrialNews news = new TrialNews.Refused("nobody listens");

  ScriptedConfiguring(Configured configured) {
    this.configured = configured;
    this.changed = new ScriptedSource<>(configured.changedOnDisk());
  }

  @Override
  public CompletionStage<Answer<Configured>> read() {
    return CompletableFuture.completedStage(new Answer.Given<>(configured));
  }

  @Override
  public CompletionStage<List<DraftProblem>> check(ConnectionEdit edit) {
    return CompletableFuture.completedStage(problems);
  }

  @Override
  public Subscription test(ConnectionEdit edit, Consumer<TrialNews> listener) {
    listener.accept(news);
    return () -> {};
  }

  @Override
  public SnapshotSource<Boolean> changedOnDisk() {
    return changed;
  }
}
