package dev.signalbox.fleet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Verdict;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.console.Command;
import dev.signalbox.console.ConnectionDraft;
import dev.signalbox.console.ConnectionEdit;
import dev.signalbox.console.SecretReference;
import dev.signalbox.fleet.wire.AuditEntry;
import dev.signalbox.fleet.wire.Introduction;
import dev.signalbox.fleet.wire.Order;
import dev.signalbox.fleet.wire.Reply;
import dev.signalbox.journal.Severity;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.testing.ManualScheduler;
import dev.signalbox.ui.ScriptedConsole;
import dev.signalbox.ui.States;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OrderDeskTest {
  private static final Permits ALL = new Permits(true, true);

  private final ManualScheduler scheduler = new ManualScheduler();
  private final ScriptedConsole console = new ScriptedConsole("staging", false);
  private final List<AuditEntry> audit = new ArrayList<>();
  private final AtomicInteger armed = new AtomicInteger();

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void anOrderIsCarriedOutOnceHoweverOftenItComes() {
    OrderDesk desk = desk("staging", ALL);
    Order order = order("id-1", new Command.Stop("txlog"));

    Reply first = desk.carryOut("kurt", order).join();
    Reply second = desk.carryOut("kurt", order).join();

    assertThat(first).isEqualTo(new Reply(Reply.ACCEPTED, "", false));
    assertThat(second).isEqualTo(new Reply(Reply.ACCEPTED, "", true));
    assertThat(console.sent).hasSize(1);
    assertThat(audit).hasSize(1);
    assertThat(audit.getFirst().by()).isEqualTo(new Actor("kurt", "console-3", "fleet"));
  }

  @Test
  void anAnswerThatIsStillToComeIsGivenToAllWhoAsk() {
    CompletableFuture<Verdict> pending = new CompletableFuture<>();
    console.answer = pending;
    OrderDesk desk = desk("staging", ALL);
    Order order = order("id-1", new Command.Stop("txlog"));
    CompletableFuture<Reply> first = desk.carryOut("kurt", order);
    CompletableFuture<Reply> second = desk.carryOut("kurt", order);
    assertThat(second).isNotDone();

    pending.complete(new Verdict.Refused("not running"));

    assertThat(first.join()).isEqualTo(Reply.refused("not running"));
    assertThat(second.join()).isEqualTo(Reply.refused("not running").again());
    assertThat(console.sent).hasSize(1);
  }

  @Test
  void oneIdOfTwoUsersIsTwoOrders() {
    OrderDesk desk = desk("staging", ALL);
    var _ = desk.carryOut("kurt", order("id-1", new Command.Stop("txlog"))).join();
    var _ = desk.carryOut("anna", order("id-1", new Command.Stop("txlog"))).join();

    assertThat(console.sent).hasSize(2);
  }

  @Test
  void onlyTheRunThatWasMeantObeysAndOnlyInTime() {
    OrderDesk desk = desk("staging", ALL);
    Command stop = new Command.Stop("txlog");
    Instant later = scheduler.now().plusSeconds(5);

    Order before = new Order("id-1", "console-3", stop, "boot-0", Optional.empty(), later);
    assertThat(desk.carryOut("kurt", before).join().verdict()).isEqualTo(Reply.CHANGED);
    Order late =
        new Order(
            "id-2", "console-3", stop, "boot-1", Optional.empty(), scheduler.now().minusMillis(1));
    assertThat(desk.carryOut("kurt", late).join().verdict()).isEqualTo(Reply.EXPIRED);
    assertThat(console.sent).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("whatMeansSomethingElseLater")
  void whatHasMovedOnIsNotTouched(Command command) {
    console.show(new RelayState.Stopped(States.NOW));
    OrderDesk desk = desk("staging", ALL);
    Order order =
        new Order(
            "id-1",
            "console-3",
            command,
            "boot-1",
            Optional.of("Running"),
            scheduler.now().plusSeconds(5));

    assertThat(desk.carryOut("kurt", order).join())
        .isEqualTo(new Reply(Reply.CHANGED, "txlog is Stopped by now", false));
    assertThat(console.sent).isEmpty();
  }

  static Stream<Command> whatMeansSomethingElseLater() {
    return Stream.of(new Command.StopNow("txlog"), new Command.HandOver("txlog"));
  }

  /** Nothing begins to poll by them that was not started before. */
  @Test
  void whatOnlyEndsSomethingNeedsNoArming() {
    OrderDesk desk = desk("production", ALL);
    for (Command command : List.of(new Command.Stop("txlog"), new Command.HandOver("txlog"))) {
      assertThat(desk.carryOut("kurt", order(command.toString(), command)).join().verdict())
          .isEqualTo(Reply.ACCEPTED);
    }
    assertThat(console.sent).containsExactly("stop txlog", "handOver txlog");
  }

  @Test
  void anEngineMayBeSetToTakeNoOrders() {
    OrderDesk desk = desk("staging", new Permits(false, true));

    assertThat(desk.carryOut("kurt", order("id-1", new Command.Stop("txlog"))).join().verdict())
        .isEqualTo(Reply.REFUSED);
    assertThat(console.sent).isEmpty();
    assertThat(audit).hasSize(1);
  }

  static Stream<Command> onlyHere() {
    ConnectionDraft draft =
        new ConnectionDraft(
            EndpointKind.NATS, "nats", "nats://h", "", new SecretReference.None(), "", true);
    return Stream.of(
        new Command.SaveConnection(new ConnectionEdit.New(draft)),
        new Command.DeleteConnection("nats"),
        new Command.RemoveConnection("nats"),
        new Command.RemoveRelay("txlog"),
        new Command.ReloadConfiguration());
  }

  @ParameterizedTest
  @MethodSource("onlyHere")
  void aConfigurationIsNotChangedFromAfar(Command command) {
    assertThat(desk("staging", ALL).carryOut("kurt", order("id-1", command)).join())
        .isEqualTo(Reply.refused("an engine's configuration is changed where the engine is"));
    assertThat(console.sent).isEmpty();
  }

  @Test
  void inProductionEveryUserArmsForHimselfAndForAWhile() {
    OrderDesk desk = desk("production", ALL);
    Command start = new Command.Start("txlog");
    assertThat(desk.carryOut("kurt", order("1", start)).join().verdict()).isEqualTo(Reply.REFUSED);

    assertThat(desk.carryOut("kurt", order("2", new Command.Arm())).join().verdict())
        .isEqualTo(Reply.ACCEPTED);
    assertThat(armed).hasValue(1);
    assertThat(desk.carryOut("kurt", order("3", start)).join().verdict()).isEqualTo(Reply.ACCEPTED);
    assertThat(desk.carryOut("anna", order("4", start)).join().verdict()).isEqualTo(Reply.REFUSED);
    scheduler.advance(Duration.ofMinutes(10));
    assertThat(desk.carryOut("kurt", order("5", start)).join().verdict()).isEqualTo(Reply.REFUSED);
    assertThat(console.sent).hasSize(1);
  }

  @Test
  void oldAnswersAreForgottenFirst() {
    OrderDesk desk = desk("staging", ALL);
    for (int i = 0; i <= 1_024; i++) {
      var _ = desk.carryOut("kurt", order("id-" + i, new Command.Stop("txlog"))).join();
    }
    assertThat(desk.carryOut("kurt", order("id-1", new Command.Stop("txlog"))).join().repeated())
        .isTrue();
    assertThat(desk.carryOut("kurt", order("id-0", new Command.Stop("txlog"))).join().repeated())
        .isFalse();
  }

  private Order order(String id, Command command) {
    return new Order(
        id, "console-3", command, "boot-1", Optional.empty(), scheduler.now().plusSeconds(5));
  }

  private OrderDesk desk(String environment, Permits permits) {
    Introduction identity =
        new Introduction(
            "5b0c9c4e",
            "boot-1",
            "relay-7",
            environment,
            "north",
            "relay-7.rail.example",
            "Signalbox (test)",
            4711,
            scheduler.now(),
            false,
            1_000,
            Severity.INFO);
    return new OrderDesk(
        console, identity, permits, scheduler, new Armings(), armed::incrementAndGet, audit::add);
  }
}
