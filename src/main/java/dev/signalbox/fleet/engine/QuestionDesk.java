package dev.signalbox.fleet.engine;

import dev.signalbox.base.Subscription;
import dev.signalbox.console.Answer;
import dev.signalbox.console.Console;
import dev.signalbox.console.RelayTools;
import dev.signalbox.fleet.wire.Answered;
import dev.signalbox.fleet.wire.ChangesTold;
import dev.signalbox.fleet.wire.HistoryTold;
import dev.signalbox.fleet.wire.PositionTold;
import dev.signalbox.fleet.wire.Question;
import dev.signalbox.fleet.wire.WireFormat;
import dev.signalbox.journal.LogEntry;
import dev.signalbox.journal.LogPage;
import dev.signalbox.journal.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Answers what is asked of an engine from afar. Nothing is changed by that, and no answer is larger
 * than a message may be.
 *
 * <p>Threading: any thread, returns at once.
 */
final class QuestionDesk {
  /** With room for what JSON adds to it. */
  private static final int MOST_TEXT = WireFormat.MOST_BYTES / 4;

  private static final int MOST_LINES = 2_000;
  private static final int MOST_CHANGES = 5_000;
  private static final int MOST_BUCKETS = 2_000;

  private final Console console;
  private final Permits permits;
  private final WireFormat format;
  private final Supplier<Object> beat;
  private final Supplier<Object> state;

  /**
   * Of this engine.
   *
   * @param beat what it says every few seconds
   * @param state the whole picture, to whoever looks at it from now on
   */
  QuestionDesk(
      Console console,
      Permits permits,
      WireFormat format,
      Supplier<Object> beat,
      Supplier<Object> state) {
    this.console = console;
    this.permits = permits;
    this.format = format;
    this.beat = beat;
    this.state = state;
  }

  /** The answer as bytes; fails with the reason in words if there is none. */
  CompletionStage<byte[]> answer(Question question) {
    return answered(question).thenApply(format::write);
  }

  private CompletionStage<?> answered(Question question) {
    return switch (question) {
      case Question.Ping _ -> CompletableFuture.completedStage(beat.get());
      case Question.State _ -> CompletableFuture.completedStage(state.get());
      case Question.Log q ->
          log(() -> console.log(q.from(), Math.clamp(q.limit(), 0, MOST_LINES)))
              .thenApply(QuestionDesk::first);
      case Question.LogTail q ->
          log(() -> console.logTail(Math.clamp(q.limit(), 0, MOST_LINES)))
              .thenApply(QuestionDesk::last);
      case Question.Changes q ->
          console
              .transitions(q.subject(), Math.clamp(q.limit(), 0, MOST_CHANGES))
              .thenApply(QuestionDesk::changes);
      case Question.AllChanges q -> allChanges(Math.clamp(q.limit(), 0, MOST_CHANGES));
      case Question.Measured q ->
          console.samples(q.subject(), q.from(), q.to(), Math.clamp(q.atMost(), 1, MOST_BUCKETS));
      case Question.OfRelay q -> ofRelay(q);
    };
  }

  private CompletionStage<? extends Answered<?>> ofRelay(Question.OfRelay question) {
    return switch (question) {
      case Question.Position q ->
          tools(q.relay(), RelayTools::position)
              .thenApply(answer -> Answered.of(answer.map(PositionTold::new)));
      case Question.Backlog q -> tools(q.relay(), RelayTools::backlog).thenApply(Answered::of);
      case Question.PositionHistory q ->
          tools(q.relay(), tools -> tools.history(Math.clamp(q.limit(), 0, MOST_BUCKETS)))
              .thenApply(answer -> Answered.of(answer.map(HistoryTold::new)));
      case Question.Plan q ->
          tools(q.relay(), tools -> tools.plan(q.target())).thenApply(Answered::of);
      case Question.Lease q -> tools(q.relay(), RelayTools::lease).thenApply(Answered::of);
    };
  }

  private <T> CompletionStage<Answer<T>> tools(
      String relay, Function<RelayTools, CompletionStage<Answer<T>>> question) {
    return console
        .tools(relay)
        .map(question)
        .orElseGet(
            () ->
                CompletableFuture.completedStage(
                    new Answer.Refused<>("there is no such relay any more")));
  }

  private CompletionStage<LogPage> log(Supplier<CompletionStage<LogPage>> read) {
    return permits.log()
        ? read.get()
        : CompletableFuture.failedStage(
            new IllegalStateException("this engine is set to keep its log to itself"));
  }

  /** As many of the first lines as a message has room for, one at least. */
  private static LogPage first(LogPage page) {
    return with(page, page.entries().subList(0, room(page.entries())));
  }

  /** As many of the last lines as a message has room for. */
  private static LogPage last(LogPage page) {
    List<LogEntry> entries = page.entries();
    int fit = room(entries.reversed());
    return with(page, entries.subList(entries.size() - fit, entries.size()));
  }

  private static LogPage with(LogPage page, List<LogEntry> entries) {
    return new LogPage(page.first(), page.next(), page.capacity(), entries);
  }

  private static int room(List<LogEntry> entries) {
    int fit = 0;
    int text = 0;
    for (LogEntry entry : entries) {
      text += 128 + entry.message().length() + entry.details().map(String::length).orElse(0);
      if (text > MOST_TEXT && fit > 0) {
        break;
      }
      fit++;
    }
    return fit;
  }

  /** The listener hears all that is kept before anything else, and is not needed afterwards. */
  private CompletionStage<ChangesTold> allChanges(int limit) {
    CompletableFuture<List<Transition>> kept = new CompletableFuture<>();
    Subscription subscription = console.listenToTransitions(kept::complete);
    return kept.whenComplete((_, _) -> subscription.close())
        .thenApply(all -> changes(all.subList(Math.max(0, all.size() - limit), all.size())));
  }

  private static ChangesTold changes(List<Transition> changes) {
    List<Transition> fit = new ArrayList<>();
    int text = 0;
    for (Transition change : changes.reversed()) {
      text += 256 + change.cause().map(String::length).orElse(0);
      if (text > MOST_TEXT) {
        break;
      }
      fit.add(change);
    }
    return new ChangesTold(fit.reversed());
  }
}
