package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.app.engine.Engine;
import dev.signalbox.base.SystemScheduler;
import dev.signalbox.base.Verdict;
import dev.signalbox.base.WorkExecutor;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.console.Answer;
import dev.signalbox.console.Backlog;
import dev.signalbox.console.Command;
import dev.signalbox.console.Console;
import dev.signalbox.console.LeaseHolding;
import dev.signalbox.console.NextRows;
import dev.signalbox.console.PositionChange;
import dev.signalbox.console.PositionPlan;
import dev.signalbox.console.RelayPosition;
import dev.signalbox.console.RelayTools;
import dev.signalbox.console.VerifyNews;
import dev.signalbox.console.VerifyRange;
import dev.signalbox.relay.RelayTestBed;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.settings.PasswordPrompt;
import dev.signalbox.settings.reading.SettingsLoader;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.testing.Askers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a window can find out about a relay, and change, through the seam alone. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EngineToolsTest {
  private static final long LIMIT_SECONDS = 20;

  @TempDir private Path folder = Path.of("");
  @AutoClose private final RelayTestBed bed = new RelayTestBed();
  @AutoClose private final SystemScheduler scheduler = new SystemScheduler();
  private @Nullable Engine engine;

  private Console connected(String environment) throws Exception {
    Path file =
        ConfigurationText.empty()
            .in(environment)
            .mariaDb(bed.mariaDb)
            .nats(bed.nats)
            .polling("txlog")
            .write(folder);
    Engine made =
        Engine.create(
            SettingsLoader.load(file, Map.of()),
            scheduler,
            new Engine.Surfaces(
                WorkExecutor.virtualThreads(),
                PasswordPrompt.unavailable(),
                true,
                _ -> {},
                Optional.empty()));
    engine = made;
    Console console = made.console();
    for (String name : List.of("mariadb", "nats")) {
      var _ = answer(console.send(new Command.Connect(name), Askers.TEST));
      await()
          .until(
              () ->
                  console.connection(name).orElseThrow().snapshot().state()
                      instanceof ConnectionState.Connected);
    }
    return console;
  }

  private void close() throws Exception {
    if (engine != null) {
      var _ = answer(engine.coordinator().shutdown(new ShutdownReason.Quit()));
    }
  }

  @AfterEach
  void leaveNothing() throws Exception {
    close();
    bed.execute("DROP TABLE IF EXISTS tracking.signalbox_checkpoint");
    bed.execute("DELETE FROM tracking.TXLOG_EVENTS");
    bed.stream.delete();
    bed.stream.create();
  }

  private static <T> T answer(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private static <T> T given(CompletionStage<Answer<T>> stage) throws Exception {
    Answer<T> answer = answer(stage);
    assertThat(answer).isInstanceOf(Answer.Given.class);
    return ((Answer.Given<T>) answer).value();
  }

  private static Verdict send(Console console, Command command) throws Exception {
    return answer(console.send(command, Askers.TEST));
  }

  private static void awaitState(Console console, Class<? extends RelayState> state) {
    await().until(() -> state.isInstance(console.relay("txlog").orElseThrow().snapshot().state()));
  }

  @Test
  void aPositionIsShownPlannedAndSetOnceTheRelayIsStopped() throws Exception {
    bed.insert(5, RelayTestBed.PAST);
    Console console = connected("trial");
    RelayTools tools = console.tools("txlog").orElseThrow();
    assertThat(given(tools.position())).isEmpty();
    NextRows next = given(tools.preview(2));
    assertThat(next.messages()).hasSize(2);
    assertThat(next.messages().getFirst().body()).contains("\"CASE_ID\":\"c\"");
    Backlog before = given(tools.backlog());
    assertThat(before.rows()).isEqualTo(new PositionPlan.Count(5, false));
    assertThat(before.age().orElseThrow()).isPositive().isLessThan(Duration.ofDays(36_500));

    var _ = send(console, new Command.Start("txlog"));
    await().until(() -> console.relay("txlog").orElseThrow().snapshot().position().isPresent());
    assertThat(given(tools.backlog()))
        .isEqualTo(new Backlog(new PositionPlan.Count(0, false), Optional.empty()));
    PositionPlan plan = given(tools.plan("beginning"));
    assertThat(plan.again()).isEqualTo(new PositionPlan.Count(5, false));
    assertThat(plan.obstacle()).isPresent();
    assertThat(given(tools.lease())).returns(true, LeaseHolding::renewed);
    assertThat(send(console, new Command.SetPosition("txlog", plan)))
        .isEqualTo(new Verdict.Refused("stop the relay first"));

    var _ = send(console, new Command.Stop("txlog"));
    awaitState(console, RelayState.Stopped.class);
    assertThat(send(console, new Command.SetPosition("txlog", plan)))
        .isEqualTo(new Verdict.Accepted());

    assertThat(given(tools.position())).get().returns(Optional.empty(), RelayPosition::last);
    assertThat(given(tools.history(10))).first().returns("position", PositionChange::what);
    assertThat(send(console, new Command.SetPosition("txlog", plan)))
        .as("a plan from somewhere else")
        .isEqualTo(new Verdict.Refused("the relay is not where it was; look again"));
    assertThat(answer(tools.plan("yesterday")))
        .asString()
        .contains("a position is written TIMESTAMP,ID");
  }

  @Test
  void aComparisonTellsHowFarItGotAndThenWhatItFound() throws Exception {
    bed.insert(5, RelayTestBed.PAST);
    Console console = connected("trial");
    var _ = send(console, new Command.Start("txlog"));
    await().until(() -> console.relay("txlog").orElseThrow().snapshot().position().isPresent());
    List<VerifyNews> heard = new CopyOnWriteArrayList<>();

    var _ = console.tools("txlog").orElseThrow().verify(VerifyRange.ALL, heard::add);

    await().until(() -> !heard.isEmpty() && heard.getLast() instanceof VerifyNews.Ended);
    assertThat(heard.getFirst()).isInstanceOf(VerifyNews.Compared.class);
    assertThat(heard.getLast())
        .isInstanceOfSatisfying(
            VerifyNews.Ended.class,
            ended ->
                assertThat(ended.answer())
                    .isInstanceOfSatisfying(
                        Answer.Given.class,
                        answer ->
                            assertThat((VerifyNews.Result) answer.value())
                                .returns(5L, VerifyNews.Result::rows)
                                .returns(List.of(), VerifyNews.Result::missing)));
  }

  @Test
  void rowsThatTheStreamHasLostAreStoredAgainOnceTheRelayStands() throws Exception {
    bed.stream.shortenDeduplication();
    bed.insert(5, RelayTestBed.PAST);
    Console console = connected("trial");
    var _ = send(console, new Command.Start("txlog"));
    await().until(() -> compared(console).rows() == 5);
    List<String> ids = bed.stream.ids();
    bed.stream.deleteMessage(bed.stream.count() - 2);
    VerifyNews.Result found = compared(console);
    assertThat(found.missing()).hasSize(1);

    assertThat(send(console, new Command.Republish("txlog", found)))
        .isEqualTo(new Verdict.Refused("stop the relay first"));
    var _ = send(console, new Command.Stop("txlog"));
    awaitState(console, RelayState.Stopped.class);
    var _ = answer(storingWhileNothingElseMayBegin(console, found));
    // Refused as long as the stream remembers the id of the row that it has lost.
    await()
        .untilAsserted(
            () ->
                assertThat(send(console, new Command.Republish("txlog", found)))
                    .isEqualTo(new Verdict.Accepted()));

    assertThat(bed.stream.ids()).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(compared(console).missing()).isEmpty();
    assertThat(given(console.tools("txlog").orElseThrow().history(1)))
        .singleElement()
        .returns("rows", PositionChange::what)
        .returns("1 missing: " + found.missing().getFirst(), PositionChange::was)
        .returns("1 stored again", PositionChange::became);
    assertThat(send(console, new Command.Start("txlog"))).isEqualTo(new Verdict.Accepted());
  }

  /** It waits for a server while others are refused. */
  private CompletionStage<Verdict> storingWhileNothingElseMayBegin(
      Console console, VerifyNews.Result found) throws Exception {
    Verdict refused =
        new Verdict.Refused("missing rows are being stored again: wait for the end of that");
    bed.mariaDb.suspend();
    try {
      CompletionStage<Verdict> storing =
          console.send(new Command.Republish("txlog", found), Askers.TEST);
      assertThat(send(console, new Command.Start("txlog"))).isEqualTo(refused);
      assertThat(send(console, new Command.Republish("txlog", found))).isEqualTo(refused);
      return storing;
    } finally {
      bed.mariaDb.resume();
    }
  }

  private static VerifyNews.Result compared(Console console) throws Exception {
    List<VerifyNews> heard = new CopyOnWriteArrayList<>();
    var _ = console.tools("txlog").orElseThrow().verify(VerifyRange.ALL, heard::add);
    await().until(() -> !heard.isEmpty() && heard.getLast() instanceof VerifyNews.Ended);
    return heard.getLast() instanceof VerifyNews.Ended(Answer.Given<VerifyNews.Result>(var result))
        ? result
        : org.assertj.core.api.Assertions.fail("%s", heard.getLast());
  }

  @Test
  void inProductionAPositionIsSetOnlyOnceArmed() throws Exception {
    bed.insert(5, RelayTestBed.PAST);
    Console console = connected("production");
    PositionPlan plan = given(console.tools("txlog").orElseThrow().plan("beginning"));

    assertThat(send(console, new Command.SetPosition("txlog", plan)))
        .isEqualTo(new Verdict.Refused("this is production: arm it first"));
    var _ = send(console, new Command.Arm());
    assertThat(send(console, new Command.SetPosition("txlog", plan)))
        .isEqualTo(new Verdict.Accepted());
  }

  @Test
  void aToolThatWaitsForAServerEndsWhenTheProgramDoes() throws Exception {
    Console console = connected("trial");
    bed.mariaDb.suspend();
    try {
      CompletionStage<Answer<NextRows>> preview = console.tools("txlog").orElseThrow().preview(5);
      close();

      assertThat(answer(preview)).isEqualTo(new Answer.Refused<>("Signalbox is closing"));
    } finally {
      bed.mariaDb.resume();
    }
  }
}
