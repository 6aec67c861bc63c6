package dev.signalbox.fleet.window;

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
import dev.signalbox.fleet.wire.EngineAddress;
import dev.signalbox.fleet.wire.HistoryTold;
import dev.signalbox.fleet.wire.PositionTold;
import dev.signalbox.fleet.wire.Question;
import dev.signalbox.fleet.wire.UnreadableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The tools for a relay of an engine that runs elsewhere. No content of a row comes over the wire,
 * and what takes long is not done over it.
 *
 * <p>Threading: any thread, returns at once.
 */
final class RemoteTools implements RelayTools {
  /** An engine answers within a minute. */
  private static final Duration LIMIT = Duration.ofSeconds(65);

  private final WatchedFleet fleet;
  private final EngineAddress engine;
  private final String relay;

  RemoteTools(WatchedFleet fleet, EngineAddress engine, String relay) {
    this.fleet = fleet;
    this.engine = engine;
    this.relay = relay;
  }

  @Override
  public CompletionStage<Answer<Optional<RelayPosition>>> position() {
    return ask(new Question.Position(relay), PositionTold.class)
        .thenApply(answer -> answer.map(PositionTold::position));
  }

  @Override
  public CompletionStage<Answer<Backlog>> backlog() {
    return ask(new Question.Backlog(relay), Backlog.class);
  }

  @Override
  public CompletionStage<Answer<List<PositionChange>>> history(int limit) {
    return ask(new Question.PositionHistory(relay, limit), HistoryTold.class)
        .thenApply(answer -> answer.map(HistoryTold::changes));
  }

  @Override
  public CompletionStage<Answer<PositionPlan>> plan(String target) {
    return ask(new Question.Plan(relay, target), PositionPlan.class);
  }

  @Override
  public CompletionStage<Answer<LeaseHolding>> lease() {
    return ask(new Question.Lease(relay), LeaseHolding.class);
  }

  @Override
  public CompletionStage<Answer<NextRows>> preview(int rows) {
    return CompletableFuture.completedStage(
        new Answer.Refused<>(
            "rows are shown only where the engine runs: signalbox preview " + relay));
  }

  @Override
  public Subscription verify(VerifyRange range, Consumer<VerifyNews> listener) {
    listener.accept(
        new VerifyNews.Ended(
            new Answer.Refused<>(
                "table and stream are compared where the engine runs: signalbox verify " + relay)));
    return () -> {};
  }

  private <T> CompletionStage<Answer<T>> ask(Question question, Class<T> type) {
    return fleet
        .ask(engine, question, LIMIT)
        .handle(
            (answer, failure) ->
                failure == null
                    ? understood(answer, type)
                    : new Answer.Refused<>(Asker.reason(failure).reason()));
  }

  private <T> Answer<T> understood(byte[] answer, Class<T> type) {
    try {
      return fleet.of(engine).readAnswered(answer, type).answer();
    } catch (UnreadableException e) {
      return new Answer.Refused<>("the answer is not understood: " + e.reason());
    }
  }
}
