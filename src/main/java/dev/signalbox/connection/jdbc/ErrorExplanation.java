package dev.signalbox.connection.jdbc;

import dev.signalbox.connection.driver.Diagnosis;
import dev.signalbox.connection.state.FailureKind;
import java.util.Optional;

/** What one of a database's errors means to the operator. */
record ErrorExplanation(FailureKind kind, String nextStep) {

  Diagnosis diagnosis(String code, String message) {
    return new Diagnosis(kind, Optional.of(code), message, nextStep);
  }

  /** For an error without a code. */
  Diagnosis diagnosis(String message) {
    return new Diagnosis(kind, Optional.empty(), message, nextStep);
  }
}
