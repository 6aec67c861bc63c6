package dev.signalbox.connection.jdbc;

import static dev.signalbox.connection.state.FailureKind.AUTHENTICATION;
import static dev.signalbox.connection.state.FailureKind.PROTOCOL;
import static dev.signalbox.connection.state.FailureKind.UNREACHABLE;

import dev.signalbox.connection.driver.Diagnosis;
import dev.signalbox.connection.driver.NetworkFailures;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Explains what MariaDB's driver throws: by the server's error numbers, the driver's own words, the
 * SQL state that came with another number, the network's part in it, and any state, in this order.
 */
final class MariaDbFailures {
  private static final int MOST_CAUSES = 64;

  static final ErrorTable TABLE = ErrorTable.of("mariadb");

  private MariaDbFailures() {}

  static Diagnosis diagnose(Throwable failure, String address) {
    List<SQLException> reported =
        NetworkFailures.chain(failure).stream()
            .filter(SQLException.class::isInstance)
            .map(SQLException.class::cast)
            .toList();
    return reported.stream()
        .map(MariaDbFailures::byNumber)
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> byWords(reported))
        .or(() -> byStateOfNumber(failure))
        .or(() -> NetworkFailures.diagnose(failure, address))
        .or(() -> reported.stream().map(MariaDbFailures::byState).findFirst())
        .orElseGet(
            () ->
                NetworkFailures.unknown(
                    failure, "Check that a MariaDB server listens at " + address + "."));
  }

  private static Optional<Diagnosis> byNumber(SQLException failure) {
    return TABLE
        .ofNumber(failure.getErrorCode())
        .map(
            known ->
                known.diagnosis(
                    Integer.toString(failure.getErrorCode()), NetworkFailures.line(failure)));
  }

  private static Optional<Diagnosis> byWords(List<SQLException> reported) {
    return reported.stream()
        .map(NetworkFailures::line)
        .flatMap(line -> TABLE.ofMessage(line).map(known -> known.diagnosis(line)).stream())
        .findFirst();
  }

  /**
   * For what has nothing but the database in it: the driver has its own types for states, and its
   * own numbers for what it makes of the network.
   */
  private static Optional<Diagnosis> byStateOfNumber(Throwable failure) {
    List<Throwable> causes =
        Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(MOST_CAUSES).toList();
    return causes.stream().allMatch(SQLException.class::isInstance)
        ? causes.stream()
            .map(SQLException.class::cast)
            .filter(cause -> cause.getErrorCode() > 0)
            .findFirst()
            .map(MariaDbFailures::byState)
        : Optional.empty();
  }

  private static Diagnosis byState(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    ErrorExplanation explanation =
        switch (state.substring(0, Math.min(2, state.length()))) {
          case "28" -> new ErrorExplanation(AUTHENTICATION, "Check username and password.");
          case "08" ->
              new ErrorExplanation(
                  UNREACHABLE, "Check that the server is running and that this is its port.");
          case "HY", "0A" ->
              new ErrorExplanation(PROTOCOL, "Check the driver's properties and the server's log.");
          default ->
              new ErrorExplanation(
                  PROTOCOL, "Nothing is known of this error here: look it up in the manual.");
        };
    String code = failure.getErrorCode() > 0 ? Integer.toString(failure.getErrorCode()) : state;
    return explanation.diagnosis(code, NetworkFailures.line(failure));
  }
}
