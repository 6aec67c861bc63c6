package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.await;
import static dev.signalbox.relay.RelayTestBed.stop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.Failure;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.testing.Askers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs relays of a test bed one after the other, reads what they fail with, and does as told. */
final class RelayOperator {
  private static final Pattern STATEMENT = Pattern.compile("UPDATE signalbox_checkpoint [^;]+;");

  private final RelayTestBed bed;

  RelayOperator(RelayTestBed bed) {
    this.bed = bed;
  }

  /** Relays what is in the table, and stops. */
  void relayAll(PollingSettings settings) throws Exception {
    Relay relay = bed.relay(settings);
    relay.start(Askers.TEST);
    var _ = await(relay, RelayState.Running.class);
    bed.awaitAllRelayed();
    stop(relay);
  }

  /** What a relay fails with once it is started. */
  Failure failureOf(PollingSettings settings) {
    Relay relay = bed.relay(settings);
    relay.start(Askers.TEST);
    return await(relay, RelayState.Failed.class).cause();
  }

  /**
   * Executes one of the statements that a failure gives as the next step.
   *
   * @param number from 0 on
   */
  void obey(Failure failure, int number) throws Exception {
    Matcher found = STATEMENT.matcher(failure.nextStep());
    for (int i = 0; i <= number; i++) {
      assertThat(found.find()).as(failure.nextStep()).isTrue();
    }
    bed.execute("USE tracking");
    bed.execute(found.group().replace("signalbox_checkpoint", "tracking.signalbox_checkpoint"));
  }
}
