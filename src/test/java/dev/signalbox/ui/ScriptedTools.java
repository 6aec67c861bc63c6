package dev.signalbox.ui;

import dev.signalbox.base.Subscription;
import dev.signalbox.console.Answer;
import dev.signalbox.console.Backlog;
import dev.signalbox.console.LeaseHolding;
import dev.signalbox.console.NextRows;
import dev.signalbox.console.PositionChange;
import dev.signalbox.console.PositionPlan;
import dev.signalbox.console.RelayPosition;
import dev.signalbox.console.RelayTools;
import dev.signalbox.console.VerifyNews;
import dev.signalbox.console.VerifyRange;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tools without any relay: they answer what they are told to, and write down what is asked. */
public final class ScriptedTools implements RelayTools {
  private static final String UNSAID = "nobody has said";

  public final List<String> asked = new CopyOnWriteArrayList<>();
  public volatile Answer<Optional<RelayPosition>> position = new Answer.Refused<>(UNSAID);
  public volatile Answer<Backlog> backlog = new Answer.Refused<>(UNSAID);
  public volatile Answer<List<PositionChange>> history = new Answer.Refused<>(UNSAID);
  public volatile Answer<PositionPlan> plan = new Answer.Refused<>(UNSAID);
  public volatile Answer<NextRows> preview = new Answer.Refused<>(UNSAID);
  public volatile Answer<LeaseHolding> lease = new Answer.Refused<>(UNSAID);
  private final List<Consumer<VerifyNews>> verifying = new CopyOnWriteArrayList<>();

  @Override
  public CompletionStage<Answer<Optional<RelayPosition>>> position() {
    return answer("position", position);
  }

  @Override
  public CompletionStage<Answer<Backlog>> backlog() {
    return answer("backlog", backlog);
  }

  @Override
  public CompletionStage<Answer<List<PositionChange>>> history(int limit) {
    return answer("history " + limit, history);
  }

  @Override
  public CompletionStage<Answer<PositionPlan>> plan(String target) {
    return answer("plan " + target, plan);
  }

  @Override
  public CompletionStage<Answer<NextRows>> preview(int rows) {
    return answer("preview " + rows, preview);
  }

  @Override
  public CompletionStage<Answer<LeaseHolding>> lease() {
    return answer("lease", lease);
  }

  private <T> CompletionStage<Answer<T>> answer(String question, Answer<T> answer) {
    asked.add(question);
    return CompletableFuture.completedStage(answer);
  }

  @Override
  public Subscription verify(VerifyRange range, Consumer<VerifyNews> listener) {
    asked.add("verify %s %s".formatted(range.from().orElse(""), range.to().orElse("")).strip());
    // Its own, so that one listener may listen twice and leave once.
    Consumer<VerifyNews> added = news -> listener.accept(news);
    verifying.add(added);
    return () -> verifying.remove(added);
  }

  /** Tells it to whoever compares. */
  public void tell(VerifyNews news) {
    verifying.forEach(listener -> listener.accept(news));
  }
}
