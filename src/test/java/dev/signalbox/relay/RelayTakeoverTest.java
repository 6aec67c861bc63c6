package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.PAST;
import static dev.signalbox.relay.RelayTestBed.await;
import static dev.signalbox.relay.RelayTestBed.awaitAcknowledged;
import static dev.signalbox.relay.RelayTestBed.settings;
import static dev.signalbox.relay.RelayTestBed.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.checkpoint.LeaseView;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.relay.tools.PositionTool;
import dev.signalbox.relay.tools.TakeoverTool;
import dev.signalbox.testing.Askers;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A lease is taken from an engine that is stuck, which does no harm from then on. */
@Timeout(180)
class RelayTakeoverTest {
  private static final int ROWS = 6_000;

  @AutoClose private final RelayTestBed bed = new RelayTestBed();

  private TakeoverTool tool() throws Exception {
    return new TakeoverTool(bed.bench(settings(10)));
  }

  private static void take(TakeoverTool tool, TakeoverTool.Holding holding) throws RelayException {
    tool.take(holding.row().orElseThrow(), holding.lease().orElseThrow(), Askers.TEST);
  }

  @Test
  void anEngineWhoseLeaseWasTakenStopsCommittingAndAnotherGoesOn() throws Exception {
    bed.insert(5, PAST);
    Relay old = bed.relay(settings(10));
    old.start(Askers.TEST);
    awaitAcknowledged(old, 5);
    TakeoverTool tool = tool();

    TakeoverTool.Holding holding = tool.look();
    assertThat(holding.renewed()).isTrue();
    LeaseView lease = holding.lease().orElseThrow();
    assertThat(lease.words()).endsWith("pid " + ProcessHandle.current().pid());
    assertThat(lease.since().orElseThrow()).isBefore(holding.row().orElseThrow().read());
    take(tool, holding);

    assertThat(await(old, RelayState.Paused.class).reason()).isNotEmpty();
    var _ =
        await(
            old,
            now ->
                now.state() instanceof RelayState.Paused paused
                    && paused.reason().startsWith("an operator has taken the lease"));
    bed.insert(5, PAST.plusSeconds(1));
    assertThat(bed.checkpointed()).isEqualTo(5);
    Relay other = bed.relay(settings(10));
    other.start(Askers.TEST);
    awaitAcknowledged(other, 5);
    stop(other);
    // The lease is free, and still the old one does not get it.
    assertThat(tool.look().lease()).isEmpty();
    bed.insert(1, PAST.plusSeconds(2));
    assertThat(old.snapshot().state()).isInstanceOf(RelayState.Paused.class);
    stop(old);
    assertThat(bed.stream.ids()).isEqualTo(bed.tableIds().subList(0, 10));
    assertThat(
            bed.value(
                "SELECT CONCAT(changed_by, what, was, became) FROM signalbox_checkpoint_history"))
        .isEqualTo(Askers.TEST + "lease" + lease.words() + "free");
  }

  @Test
  void aFrozenEngineThatWakesAfterATakeoverStoresNothingMore() throws Exception {
    bed.stream.shortenDeduplication();
    bed.insert(ROWS, PAST);
    try (FrozenRelay frozen = FrozenRelay.amidst(bed, ROWS, ROWS)) {
      TakeoverTool tool = tool();

      TakeoverTool.Holding holding = tool.look();
      assertThat(holding.renewed()).isFalse();
      take(tool, holding);
      Relay relay = bed.relay(settings(1_000));
      relay.start(Askers.TEST);
      bed.awaitAllRelayed();

      frozen.wakeAndGiveWay();
      stop(relay);
      bed.assertExactlyOnce();
    }
  }

  @Test
  void aLeaseThatHasAnotherHolderByNowIsLeftAlone() throws Exception {
    Relay relay = bed.relay(settings(10));
    relay.start(Askers.TEST);
    var _ = await(relay, RelayState.Running.class);
    TakeoverTool tool = tool();
    TakeoverTool.Holding holding =
        new TakeoverTool.Holding(new PositionTool(bed.bench(settings(10))).read(), false);
    stop(relay);
    relay.start(Askers.TEST);
    var _ = await(relay, RelayState.Running.class);

    assertThat(
            catchThrowableOfType(RelayException.class, () -> take(tool, holding))
                .failure()
                .message())
        .isEqualTo("the checkpoint of txlog has changed meanwhile, or somebody polls");
    assertThat(relay.snapshot().state()).isInstanceOf(RelayState.Running.class);
    stop(relay);
  }
}
