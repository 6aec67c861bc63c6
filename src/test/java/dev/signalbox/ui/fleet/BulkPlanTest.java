package dev.signalbox.ui.fleet;

import static dev.signalbox.ui.fleet.EngineScript.engine;
import static dev.signalbox.ui.fleet.EngineScript.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.console.Command;
import dev.signalbox.console.Presence;
import dev.signalbox.console.fleet.FleetSnapshot;
import dev.signalbox.ui.States;
import dev.signalbox.ui.fleet.standing.EngineLooks;
import dev.signalbox.ui.fleet.standing.FleetFilter;
import dev.signalbox.ui.fleet.standing.FleetJudge;
import dev.signalbox.ui.toolkit.Texts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a command for many would do, counted before. */
class BulkPlanTest {
  private static final Texts TEXTS = new Texts();

  @Test
  void stopSaysHowManyStopAndWhoIsLeftOut() {
    BulkPlan plan =
        plan(
            BulkAction.STOP,
            running("a"),
            engine("b").relay("Paused").relay("second", "Starting", Optional.empty()),
            running("c").presence(new Presence.Silent(States.NOW)),
            running("d").presence(new Presence.Gone(States.NOW, Optional.empty())),
            running("e").presence(new Presence.Recorded(States.NOW)),
            engine("f").relay("Stopped"),
            engine("g").relay("Stopping"));

    assertThat(plan.words(TEXTS))
        .isEqualTo("4 relays of 3 engines will stop; 3 are not known: skipped; one does not poll.");
    assertThat(plan.orders().stream().map(BulkPlan.Order::command))
        .containsExactlyInAnyOrder(
            new Command.Stop("txlog"),
            new Command.Stop("txlog"),
            new Command.Stop("txlog"),
            new Command.CancelStart("second"));
    assertThat(plan.needsNumber()).isFalse();
  }

  @Test
  void handOverSaysForWhichNobodyStandsBy() {
    EngineScript[] pair = {running("a"), engine("b").relay("Standby")};
    assertThat(plan(BulkAction.HAND_OVER, pair).words(TEXTS))
        .isEqualTo(
            "One relay will be handed over: it finishes its page, releases the lease and stands"
                + " by; one does not poll.");

    BulkPlan plan =
        plan(
            BulkAction.HAND_OVER,
            pair[0],
            pair[1],
            running("c").relay("second", "Stalled", Optional.empty()),
            engine("d").relay("third", "Paused", Optional.empty()),
            engine("e")
                .relay("second", "Standby", Optional.empty())
                .presence(new Presence.Silent(States.NOW)));

    assertThat(plan.words(TEXTS))
        .isEqualTo(
            "3 relays of 2 engines will be handed over: they finish their pages, release the leases"
                + " and stand by; for one nobody is known to stand by: it will be polled"
                + " there again after 10 s; one engine is not known: skipped; 2 do not poll.");
    assertThat(plan.orders().stream().map(BulkPlan.Order::command))
        .containsExactlyInAnyOrder(
            new Command.HandOver("txlog"),
            new Command.HandOver("txlog"),
            new Command.HandOver("second"));
    assertThat(plan(BulkAction.HAND_OVER, running("a").production()).needsNumber()).isTrue();
  }

  @Test
  void startLeavesOutWhoeverHasToBeArmed() {
    BulkPlan plan =
        plan(
            BulkAction.START,
            engine("a").relay("Stopped"),
            engine("b").relay("Failed").production(),
            engine("c").relay("Stopped").production());

    assertThat(plan.orders().stream().map(BulkPlan.Order::name)).containsExactly("a");
    assertThat(plan.words(TEXTS))
        .isEqualTo(
            "One relay will start; 2 need arming: skipped, start them from the engine’s own"
                + " console, once armed there.");
    assertThat(plan.needsNumber()).isFalse();
  }

  @Test
  void stoppingInProductionNeedsTheNumber() {
    assertThat(plan(BulkAction.STOP, running("a"), running("b").production()).needsNumber())
        .isTrue();
    assertThat(plan(BulkAction.STOP, running("a"), engine("b").production()).needsNumber())
        .as("of production nothing is asked")
        .isFalse();
  }

  @Test
  void connectIsForWhatIsOffOrLostAndStopRetryingForWhatIsTried() {
    EngineScript all =
        engine("a")
            .connection("off", "Off", Optional.empty())
            .connection("failed", "Failed", Optional.empty())
            .connection("waiting", "Waiting", Optional.empty())
            .connection("connecting", "Connecting", Optional.empty())
            .connection("connected", "Connected", Optional.empty())
            .connection("unheard-of", "Entangled", Optional.empty());

    assertThat(parts(plan(BulkAction.CONNECT, all))).containsExactly("off", "failed", "waiting");
    assertThat(parts(plan(BulkAction.CANCEL, all))).containsExactly("waiting", "connecting");
    assertThat(plan(BulkAction.CANCEL, running("b")).words(TEXTS))
        .isEqualTo("No connect will be called off; one is not connecting.");
  }

  private static List<String> parts(BulkPlan plan) {
    return plan.orders().stream().map(BulkPlan.Order::part).toList();
  }

  private static BulkPlan plan(BulkAction action, EngineScript... scripts) {
    List<EngineLooks> scope =
        List.copyOf(
            new FleetJudge(TEXTS)
                .judge(
                    new FleetSnapshot(
                        ScriptedFleet.ONLINE, Stream.of(scripts).map(EngineScript::row).toList()),
                    FleetFilter.NONE)
                .engines()
                .values());
    return BulkPlan.of(action, scope);
  }
}
