package dev.signalbox.ui.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.base.Actor;
import dev.signalbox.console.Command;
import dev.signalbox.console.fleet.EngineKey;
import dev.signalbox.console.fleet.Outcome;
import dev.signalbox.testing.Thorough;
import dev.signalbox.ui.fleet.BulkPlan.Order;
import dev.signalbox.ui.fleet.BulkResult.Kind;
import dev.signalbox.ui.toolkit.Texts;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many commands, not too many at a time, and what becomes of each. */
class BulkRunTest {
  private static final Actor KURT = new Actor("kurt", "console-3", "fleet window");
  private static final int MANY = 200;

  private final ScriptedFleet fleet = new ScriptedFleet();
  private final Queue<CompletableFuture<Outcome>> open = new ConcurrentLinkedQueue<>();

  @Thorough
  @Test
  void noMoreThanSixtyFourWaitForAnAnswer() {
    answerLate();
    BulkRun run = BulkRun.begin(plan(MANY), fleet, KURT);

    await().until(() -> open.size() == BulkRun.AT_ONCE);
    assertThat(count(run, Kind.SENT)).isEqualTo(BulkRun.AT_ONCE);
    assertThat(fleet.sent).hasSize(BulkRun.AT_ONCE);

    for (int i = 0; i < MANY; i++) {
      await().until(() -> !open.isEmpty());
      open.remove().complete(new Outcome.Accepted());
      assertThat(open.size()).isLessThanOrEqualTo(BulkRun.AT_ONCE);
    }
    await().until(() -> count(run, Kind.ACCEPTED) == MANY);
    assertThat(fleet.sent).hasSize(MANY).allMatch(line -> line.endsWith("by kurt"));
  }

  @Test
  void whatIsAnsweredAtOnceIsDoneToo() {
    BulkRun run = BulkRun.begin(plan(5_000), fleet, KURT);

    await().until(() -> count(run, Kind.ACCEPTED) == 5_000);
  }

  @Test
  void nothingMoreIsSentEvenIfNobodyAnswers() {
    answerLate();
    BulkRun run = BulkRun.begin(plan(MANY), fleet, KURT);
    await().until(() -> open.size() == BulkRun.AT_ONCE);

    run.sendNoMore();

    await().until(() -> count(run, Kind.NOT_SENT) == MANY - BulkRun.AT_ONCE);
    assertThat(count(run, Kind.SENT)).isEqualTo(BulkRun.AT_ONCE);
    open.forEach(answer -> answer.complete(new Outcome.Expired()));
    assertThat(count(run, Kind.EXPIRED)).isEqualTo(BulkRun.AT_ONCE);
  }

  @Test
  void everyOutcomeHasWords() {
    List<Outcome> outcomes =
        List.of(
            new Outcome.Accepted(),
            new Outcome.Joined(),
            new Outcome.Refused("it is closing"),
            new Outcome.Changed("txlog is Stopped by now"),
            new Outcome.Expired(),
            new Outcome.NotPermitted("user kurt may not command production"),
            new Outcome.NoAnswer("no answer within 5 s\nand more"));
    Texts texts = new Texts();

    assertThat(outcomes.stream().map(outcome -> BulkResult.of(outcome).words(texts)))
        .containsExactly(
            "done",
            "was under way already",
            "refused: it is closing",
            "not done, it has changed: txlog is Stopped by now",
            "came too late; not done",
            "not permitted: user kurt may not command production",
            "no answer, may have been done all the same: no answer within 5 s\\u000aand more");
  }

  @Test
  void anAnswerThatIsLostIsNone() {
    fleet.outcome = _ -> CompletableFuture.failedStage(new IOException("cut off"));

    BulkRun run = BulkRun.begin(plan(1), fleet, KURT);

    await().until(() -> count(run, Kind.NO_ANSWER) == 1);
    assertThat(run.results().getFirst().reason()).contains("cut off");
  }

  private void answerLate() {
    fleet.outcome =
        _ -> {
          CompletableFuture<Outcome> answer = new CompletableFuture<>();
          open.add(answer);
          return answer;
        };
  }

  private static long count(BulkRun run, Kind kind) {
    return run.results().stream().filter(result -> result.kind() == kind).count();
  }

  private static BulkPlan plan(int commands) {
    List<Order> orders =
        IntStream.range(0, commands)
            .mapToObj(
                i ->
                    new Order(
                        new EngineKey("key-" + i),
                        "engine-" + i,
                        "txlog",
                        new Command.Stop("txlog")))
            .toList();
    return new BulkPlan(BulkAction.STOP, orders, commands, 0, 0, 0, 0, false);
  }
}
