package dev.signalbox.connection.jdbc;

import static dev.signalbox.connection.state.FailureKind.AUTHENTICATION;
import static dev.signalbox.connection.state.FailureKind.CONFIGURATION;
import static dev.signalbox.connection.state.FailureKind.PROTOCOL;
import static dev.signalbox.connection.state.FailureKind.REFUSED;
import static dev.signalbox.connection.state.FailureKind.TIMED_OUT;
import static dev.signalbox.connection.state.FailureKind.UNKNOWN_SERVICE;
import static dev.signalbox.connection.state.FailureKind.UNREACHABLE;

import dev.signalbox.connection.driver.Diagnosis;
import dev.signalbox.connection.driver.NetworkFailures;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Explains what MariaDB's driver throws, by the server's error numbers and SQL states. */
final class MariaDbFailures {
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
        .or(() -> NetworkFailures.diagnose(failure, address))
        .or(() -> reported.stream().map(MariaDbFailures::byState).findFirst())
        .orElseGet(
            () ->
                NetworkFailures.unknown(
                    failure, "Check that a MariaDB server listens at " + address + "."));
  }

  private static Optional<Diagnosis> byNumber(SQLException failure) {
    return Optional.ofNullable(explain(failure.getErrorCode()))
        .map(
            known ->
                known.diagnosis(
                    Integer.toString(failure.getErrorCode()), NetworkFailures.line(failure)));
  }

  private static @Nullable ErrorExplanation explain(int number) {
    return switch (number) {
      case 1045, 1698 ->
          new ErrorExplanation(
              AUTHENTICATION,
              "Check username and password, and that the account may come from this host.");
      case 1820, 1862 -> new ErrorExplanation(AUTHENTICATION, "Have the password changed.");
      case 4151 -> new ErrorExplanation(AUTHENTICATION, "Have the account unlocked.");
      case 1044 ->
          new ErrorExplanation(AUTHENTICATION, "Have the account granted access to the database.");
      case 1049 -> new ErrorExplanation(UNKNOWN_SERVICE, "Check the database's name in the url.");
      case 1146 -> new ErrorExplanation(CONFIGURATION, "Check the table's name and schema.");
      case 1142, 1143, 1227 ->
          new ErrorExplanation(CONFIGURATION, "Have the missing privilege granted.");
      case 1040, 1203, 1226 ->
          new ErrorExplanation(
              REFUSED, "Too many connections: wait, or raise max_connections on the server.");
      case 1129, 1130 ->
          new ErrorExplanation(
              REFUSED, "Have this host allowed on the server, or FLUSH HOSTS if it was blocked.");
      case 1053 -> new ErrorExplanation(REFUSED, "The server is shutting down: wait.");
      case 1317, 1969 ->
          new ErrorExplanation(TIMED_OUT, "The statement was cancelled; it is safe to repeat.");
      default -> null;
    };
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
          default -> new ErrorExplanation(PROTOCOL, "Look the code up in the server's manual.");
        };
    String code = failure.getErrorCode() > 0 ? Integer.toString(failure.getErrorCode()) : state;
    return explanation.diagnosis(code, NetworkFailures.line(failure));
  }
}
