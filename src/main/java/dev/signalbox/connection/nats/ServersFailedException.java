package dev.signalbox.connection.nats;

import java.util.List;

/** None of several servers could be connected. */
final class ServersFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** One of them, and why. */
  record ServerFailure(String url, Exception cause) {}

  private final transient List<ServerFailure> failures;

  ServersFailedException(List<ServerFailure> failures) {
    super("None of %d addresses could be connected".formatted(failures.size()));
    this.failures = List.copyOf(failures);
    failures.forEach(failure -> addSuppressed(failure.cause()));
  }

  /** In the order of trying; at least one. */
  List<ServerFailure> failures() {
    return failures;
  }
}
