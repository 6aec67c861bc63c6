package dev.signalbox.relay.call;

import dev.signalbox.settings.DatabaseKind;
import dev.signalbox.testing.PoisonousText;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a database says to a relay is understood, or not, in no time. */
class HostileWordsTest {
  @ParameterizedTest
  @MethodSource("dev.signalbox.testing.PoisonousText#inTurn")
  void ofADatabase(PoisonousText poison) {
    poison.assertHarmlessTo(
        text -> {
          for (DatabaseKind kind : DatabaseKind.values()) {
            SqlDiagnosis.of(kind, new SQLException(text, "42000", 1146));
            SqlDiagnosis.of(kind, new SQLException(text, new SQLException(text)));
          }
        });
  }
}
