package dev.signalbox.connection.nats;

import dev.signalbox.testing.PoisonousText;
import dev.signalbox.testing.TrialSettings;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a NATS server says is understood, or not, in no time. */
class HostileWordsTest {
  @ParameterizedTest
  @MethodSource("dev.signalbox.testing.PoisonousText#inTurn")
  void ofNats(PoisonousText poison) {
    poison.assertHarmlessTo(
        text -> {
          IOException failure = new IOException("Unable to connect to NATS servers");
          for (int heard = 0; heard < 8; heard++) {
            failure.addSuppressed(new IOException(text));
          }
          NatsFailures.diagnose(failure, TrialSettings.nats("nats://h"));
        });
  }
}
