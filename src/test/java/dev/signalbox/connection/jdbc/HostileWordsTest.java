package dev.signalbox.connection.jdbc;

import dev.signalbox.testing.PoisonousText;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a database says is understood, or not, in no time. */
class HostileWordsTest {
  @ParameterizedTest
  @MethodSource("dev.signalbox.testing.PoisonousText#inTurn")
  void ofOracle(PoisonousText poison) {
    poison.assertHarmlessTo(text -> OracleFailures.diagnose(failure(text), "//h/S"));
  }

  @ParameterizedTest
  @MethodSource("dev.signalbox.testing.PoisonousText#inTurn")
  void ofMariaDb(PoisonousText poison) {
    poison.assertHarmlessTo(text -> MariaDbFailures.diagnose(failure(text), "h/db"));
  }

  private static SQLException failure(String text) {
    return new SQLTransientConnectionException(
        text, "08000", new SQLException(text, text, new IOException(text)));
  }
}
