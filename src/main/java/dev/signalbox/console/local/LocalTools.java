package dev.signalbox.console.local;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Subscription;
import dev.signalbox.base.Verdict;
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
import dev.signalbox.relay.Relay;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RunControl;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.relay.state.StopMode;
import dev.signalbox.relay.tools.BacklogTool;
import dev.signalbox.relay.tools.Bench;
import dev.signalbox.relay.tools.PositionTool;
import dev.signalbox.relay.tools.PreviewTool;
import dev.signalbox.relay.tools.RepublishTool;
import dev.signalbox.relay.tools.TakeoverTool;
import dev.signalbox.relay.tools.Target;
import dev.signalbox.relay.tools.VerifyTool;
import dev.signalbox.settings.PollingSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The tools for a relay of this engine. */
final class LocalTools implements RelayTools {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final String MOVED = "the relay is not where it was; look again";

  private final Relay relay;
  private final PollingSettings settings;
  private final ToolCalls calls;

  LocalTools(Relay relay, ToolCalls calls) {
    this.relay = relay;
    this.settings = relay.snapshot().settings();
    this.calls = calls;
  }

  @Override
  public CompletionStage<Answer<Optional<RelayPosition>>> position() {
    return calls.within(
        LIMIT, settings, bench -> given(new PositionTool(bench).read().map(ToolValues::of)));
  }

  @Override
  public CompletionStage<Answer<Backlog>> backlog() {
    return calls.within(
        LIMIT, settings, bench -> given(ToolValues.of(new BacklogTool(bench).look())));
  }

  @Override
  public CompletionStage<Answer<List<PositionChange>>> history(int limit) {
    return calls.within(
        LIMIT,
        settings,
        bench ->
            given(new PositionTool(bench).history(limit).stream().map(ToolValues::of).toList()));
  }

  @Override
  public CompletionStage<Answer<PositionPlan>> plan(String target) {
    return calls.within(
        LIMIT,
        settings,
        bench -> {
          Target to;
          try {
            to = Target.parse(target);
          } catch (IllegalArgumentException e) {
            return new Answer.Refused<>(String.valueOf(e.getMessage()));
          }
          return given(ToolValues.of(target, new PositionTool(bench).plan(to)));
        });
  }

  @Override
  public CompletionStage<Answer<NextRows>> preview(int rows) {
    return calls.within(
        LIMIT, settings, bench -> given(ToolValues.of(new PreviewTool(bench).preview(rows))));
  }

  @Override
  public CompletionStage<Answer<LeaseHolding>> lease() {
    return calls.within(
        LIMIT, settings, bench -> given(ToolValues.of(new TakeoverTool(bench).look())));
  }

  @Override
  public Subscription verify(VerifyRange range, Consumer<VerifyNews> listener) {
    RunControl control = calls.control();
    AtomicBoolean listening = new AtomicBoolean(true);
    Consumer<VerifyNews> told =
        news -> {
          if (listening.get()) {
            listener.accept(news);
          }
        };
    var _ =
        calls
            .until(control, settings, bench -> verified(bench, range, told), "it was ended")
            .thenAccept(answer -> told.accept(new VerifyNews.Ended(answer)));
    return () -> {
      listening.set(false);
      control.stop(StopMode.AT_ONCE);
    };
  }

  private static Answer<VerifyNews.Result> verified(
      Bench bench, VerifyRange range, Consumer<VerifyNews> told) throws RelayException {
    Target from;
    Optional<Target> to;
    try {
      from = Target.parse(range.from().orElse(Target.BEGINNING));
      to = range.to().map(Target::parse);
    } catch (IllegalArgumentException e) {
      return new Answer.Refused<>(String.valueOf(e.getMessage()));
    }
    return given(
        ToolValues.of(
            new VerifyTool(bench)
                .verify(
                    from, to, (rows, upTo) -> told.accept(new VerifyNews.Compared(rows, upTo)))));
  }

  /** Refused while the relay runs here or elsewhere, and if it is not where the plan found it. */
  CompletionStage<Verdict> set(PositionPlan plan, Actor by) {
    return done(
        bench -> {
          if (!isAtRest()) {
            return new Answer.Refused<>("stop the relay first");
          }
          PositionTool tool = new PositionTool(bench);
          PositionTool.Plan now = tool.plan(Target.parse(plan.target()));
          if (now.obstacle().isPresent()) {
            return new Answer.Refused<>(now.obstacle().get().words() + ": stop it there first");
          }
          if (!now.from().equals(plan.from()) || !now.to().equals(plan.to())) {
            return new Answer.Refused<>(MOVED);
          }
          tool.apply(now, by);
          return given(new Verdict.Accepted());
        });
  }

  /**
   * Refused while the relay runs here or elsewhere, and if some rows cannot be stored. Takes as
   * long as there are rows to store.
   */
  CompletionStage<Verdict> republish(VerifyNews.Result found, Actor by) {
    return verdict(
        calls.publishing(
            settings,
            bench -> {
              if (!isAtRest()) {
                return new Answer.Refused<>("stop the relay first");
              }
              RepublishTool.Outcome outcome =
                  new RepublishTool(bench).republish(ToolValues.of(found), by);
              return ToolValues.rest(outcome)
                  .<Answer<Verdict>>map(Answer.Refused::new)
                  .orElseGet(() -> given(new Verdict.Accepted()));
            }));
  }

  private boolean isAtRest() {
    return switch (relay.snapshot().state()) {
      case RelayState.Stopped _, RelayState.Failed _ -> true;
      case RelayState.Starting _,
          RelayState.Running _,
          RelayState.Paused _,
          RelayState.Standby _,
          RelayState.Stalled _,
          RelayState.Stopping _ ->
          false;
    };
  }

  /** Refused if the lease has another holder than it had, or none. */
  CompletionStage<Verdict> takeOver(LeaseHolding seen, Actor by) {
    return done(
        bench -> {
          TakeoverTool tool = new TakeoverTool(bench);
          TakeoverTool.Holding now =
              new TakeoverTool.Holding(new PositionTool(bench).read(), seen.renewed());
          if (now.lease().isEmpty() || !ToolValues.of(now).holder().equals(seen.holder())) {
            return new Answer.Refused<>("the lease is not whose it was; look again");
          }
          tool.take(now.row().orElseThrow(), now.lease().get(), by);
          return given(new Verdict.Accepted());
        });
  }

  private CompletionStage<Verdict> done(ToolCalls.Work<Verdict> work) {
    return verdict(calls.within(LIMIT, settings, work));
  }

  private static CompletionStage<Verdict> verdict(CompletionStage<Answer<Verdict>> answered) {
    return answered.thenApply(
        answer ->
            switch (answer) {
              case Answer.Given<Verdict>(Verdict verdict) -> verdict;
              case Answer.Failed<Verdict>(var failure) ->
                  new Verdict.Refused(failure.oneLine() + ". " + failure.nextStep());
              case Answer.Refused<Verdict>(String reason) -> new Verdict.Refused(reason);
            });
  }

  private static <T> Answer<T> given(T value) {
    return new Answer.Given<>(value);
  }
}
