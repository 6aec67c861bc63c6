package dev.signalbox.connection.driver;

import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import java.util.Optional;

/**
 * A driver's exception in the operator's words: everything of a {@link Failure} that the driver
 * knows.
 */
public record Diagnosis(FailureKind kind, Optional<String> code, String message, String nextStep) {}
