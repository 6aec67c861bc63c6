package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.PAST;
import static dev.signalbox.relay.RelayTestBed.await;
import static dev.signalbox.relay.RelayTestBed.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.relay.tools.Finding;
import dev.signalbox.relay.tools.PositionTool;
import dev.signalbox.relay.tools.RelayCheck;
import dev.signalbox.relay.tools.Target;
import dev.signalbox.testing.Askers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A checkpoint that an earlier version has left means what it meant. */
@Timeout(180)
class RelayUpgradeTest {
  private static final Pattern COMMAND =
      Pattern.compile("Write it in UTC: signalbox position txlog --set '(.*)' --yes");

  @AutoClose private final RelayTestBed bed = new RelayTestBed();
  private final RelayOperator operator = new RelayOperator(bed);

  /** An earlier version read these in the zone of the server, which is east of Greenwich. */
  private void relayedByAnEarlierVersion() throws Exception {
    bed.execute("ALTER TABLE tracking.TXLOG_EVENTS MODIFY EVENT_TIMESTAMP TIMESTAMP(6) NOT NULL");
    bed.execute("SET GLOBAL time_zone = '+02:00'");
    bed.insert(5, PAST);
    operator.relayAll(settings(10));
    bed.execute(
        "ALTER TABLE tracking.signalbox_checkpoint DROP COLUMN origin, DROP COLUMN stream_created,"
            + " DROP COLUMN lease_since, DROP COLUMN barred_holder, DROP COLUMN seen_after");
    bed.execute(
        "UPDATE tracking.signalbox_checkpoint SET pos_timestamp = '%s'"
            .formatted(Position.of(PAST, "").timestamp()));
  }

  @Test
  void instantsInTheServersZoneAreRefusedWithTheCommandThatConvertsThem() throws Exception {
    relayedByAnEarlierVersion();
    bed.insert(5, PAST.plusMinutes(1));
    Relay relay = bed.relay(settings(10));
    relay.start(Askers.TEST);

    Failure failure = await(relay, RelayState.Failed.class).cause();

    assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
    String id = bed.tableIds().get(4);
    assertThat(failure.message())
        .isEqualTo(
            "the checkpoint of txlog is of an earlier version, which wrote the times of"
                + " EVENT_TIMESTAMP in the server's zone: its position %s is %s in UTC"
                    .formatted(Position.of(PAST, id), Position.of(PAST.minusHours(2), id)));
    assertThat(new RelayCheck(bed.bench(settings(10))).findings().getLast())
        .isEqualTo(
            new Finding(
                Finding.What.CHECKPOINT,
                Finding.Result.FAILED,
                failure.oneLine(),
                failure.nextStep()));
    Matcher command = COMMAND.matcher(failure.nextStep());
    assertThat(command.matches()).as(failure.nextStep()).isTrue();

    PositionTool tool = new PositionTool(bed.bench(settings(10)));
    PositionTool.Plan plan = tool.plan(Target.parse(command.group(1)));
    assertThat(plan.again().isNone()).isTrue();
    assertThat(plan.passedOver().isNone()).isTrue();
    assertThat(plan.rowThere()).isTrue();
    tool.apply(plan, Askers.TEST);
    operator.relayAll(settings(10));
    bed.assertExactlyOnce();
  }

  @Test
  void whereTheServersZoneIsUtcNothingIsToBeDone() throws Exception {
    relayedByAnEarlierVersion();
    bed.execute("SET GLOBAL time_zone = '+00:00'");
    bed.execute(
        "UPDATE tracking.signalbox_checkpoint SET pos_timestamp = '%s'"
            .formatted(Position.of(PAST.minusHours(2), "").timestamp()));
    bed.insert(5, PAST.minusHours(2).plusMinutes(1));

    operator.relayAll(settings(10));
    bed.assertExactlyOnce();
  }
}
