package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.PAST;
import static dev.signalbox.relay.RelayTestBed.await;
import static dev.signalbox.relay.RelayTestBed.awaitAcknowledged;
import static dev.signalbox.relay.RelayTestBed.settings;
import static dev.signalbox.relay.RelayTestBed.stop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.Failure;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.relay.tools.PositionTool;
import dev.signalbox.relay.tools.RelayCheck;
import dev.signalbox.relay.tools.Target;
import dev.signalbox.testing.Askers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Of what a position is one also depends on the zone of the server that dates the rows. */
@Timeout(120)
class RelayServerZoneTest {
  private static final Pattern SET =
      Pattern.compile("signalbox position txlog --set '(.*?)' --yes");

  @AutoClose private final RelayTestBed bed = new RelayTestBed();
  private final RelayOperator operator = new RelayOperator(bed);

  /** Of a column that holds instants, with a server that is west of Greenwich. */
  @Test
  void whoConfirmsThatTheRowsAreTheSameConvertsNoPosition() throws Exception {
    bed.execute("ALTER TABLE tracking.TXLOG_EVENTS MODIFY EVENT_TIMESTAMP TIMESTAMP(6) NOT NULL");
    bed.execute("SET GLOBAL time_zone = '-04:00'");
    bed.insert(5, PAST);
    operator.relayAll(settings(10));
    bed.execute(
        "UPDATE tracking.signalbox_checkpoint"
            + " SET origin = REPLACE(origin, 'subject=txlog.events', 'subject=txlog.before')");
    bed.insert(2, PAST.plusHours(1));

    Failure failure = operator.failureOf(settings(10));
    assertThat(failure.message())
        .isEqualTo("the checkpoint of txlog is one of subject txlog.before, not txlog.events");
    operator.obey(failure, 0);

    assertThat(new PositionTool(bed.bench(settings(10))).plan(Target.parse("beginning")).from())
        .as("what the tool takes the position for")
        .map(Position::timestamp)
        .contains(Position.of(PAST.plusHours(4), "").timestamp());
    operator.relayAll(settings(10));
    bed.assertExactlyOnce();
    assertThat(bed.value("SELECT origin FROM signalbox_checkpoint"))
        .contains("subject=txlog.events");
  }

  /** Of a column that the server dates in its zone. */
  @Test
  void anotherZoneOfTheServerMeansOtherPositions() throws Exception {
    bed.execute("SET GLOBAL time_zone = '+02:00'");
    bed.insert(5, PAST);
    operator.relayAll(settings(10));
    bed.execute("SET GLOBAL time_zone = '-02:00'");
    bed.insert(2, PAST.minusHours(4).plusSeconds(1));

    Failure failure = operator.failureOf(settings(10));

    assertThat(failure.message())
        .isEqualTo("the checkpoint of txlog is one of server_zone +02:00, not -02:00");
    assertThat(new RelayCheck(bed.bench(settings(10))).findings().getLast().words())
        .isEqualTo(failure.oneLine());
    Matcher command = SET.matcher(failure.nextStep());
    assertThat(command.find()).as(failure.nextStep()).isTrue();
    PositionTool tool = new PositionTool(bed.bench(settings(10)));
    tool.apply(tool.plan(Target.parse(command.group(1))), Askers.TEST);
    Relay relay = bed.relay(settings(10));
    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 2);
    stop(relay);
    assertThat(bed.stream.ids()).containsExactlyInAnyOrderElementsOf(bed.tableIds());
  }

  @Test
  void aCheckpointThatDoesNotSayOfWhichZoneItIsSaysSoFromNowOn() throws Exception {
    bed.execute("SET GLOBAL time_zone = '+02:00'");
    bed.insert(5, PAST);
    operator.relayAll(settings(10));
    bed.execute(
        "UPDATE tracking.signalbox_checkpoint"
            + " SET origin = REPLACE(origin, '\nserver_zone: +02:00', '')");
    bed.execute("SET GLOBAL time_zone = '-02:00'");

    operator.relayAll(settings(10));

    assertThat(bed.value("SELECT origin FROM signalbox_checkpoint"))
        .contains("server_zone: -02:00");
    bed.execute("SET GLOBAL time_zone = '+02:00'");
    operator.obey(operator.failureOf(settings(10)), 0);
    operator.relayAll(settings(10));
    bed.assertExactlyOnce();
  }

  /** The row is that of the process that has the lease, which may be one of an earlier version. */
  @Test
  void whoStandsByLeavesItToTheHolderWhatTheCheckpointSaysOfItsZone() throws Exception {
    bed.execute("SET GLOBAL time_zone = '+02:00'");
    bed.insert(5, PAST);
    Relay first = bed.relay(settings(10));
    first.start(Askers.TEST);
    awaitAcknowledged(first, 5);
    bed.execute(
        "UPDATE tracking.signalbox_checkpoint"
            + " SET origin = REPLACE(origin, '\nserver_zone: +02:00', '')");
    String before = bed.value("SELECT origin FROM signalbox_checkpoint");
    assertThat(before).contains("subject=").doesNotContain("server_zone");

    Relay second = bed.relay(settings(10));
    second.start(Askers.TEST);
    var _ = await(second, RelayState.Standby.class);
    assertThat(bed.value("SELECT origin FROM signalbox_checkpoint")).isEqualTo(before);

    stop(first);
    var _ = await(second, RelayState.Running.class);
    assertThat(bed.value("SELECT origin FROM signalbox_checkpoint"))
        .contains("server_zone: +02:00");
    stop(second);
    bed.assertExactlyOnce();
  }
}
