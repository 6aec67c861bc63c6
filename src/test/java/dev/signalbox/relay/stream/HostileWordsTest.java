package dev.signalbox.relay.stream;

import dev.signalbox.testing.PoisonousText;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever JetStream says is understood, or not, in no time. */
class HostileWordsTest {
  @ParameterizedTest
  @MethodSource("dev.signalbox.testing.PoisonousText#inTurn")
  void ofJetStream(PoisonousText poison) {
    poison.assertHarmlessTo(
        text -> {
          JetStreamDiagnosis.of(new ExecutionException(new IOException(text)), "S", "s");
          JetStreamDiagnosis.of(new IllegalArgumentException(text), "S", "s");
          JetStreamDiagnosis.permission(text);
          StreamCheck.matches(text, "orders.new");
        });
  }
}
