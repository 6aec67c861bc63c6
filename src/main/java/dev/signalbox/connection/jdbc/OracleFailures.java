package dev.signalbox.connection.jdbc;

import static dev.signalbox.connection.state.FailureKind.AUTHENTICATION;
import static dev.signalbox.connection.state.FailureKind.CONFIGURATION;
import static dev.signalbox.connection.state.FailureKind.PROTOCOL;
import static dev.signalbox.connection.state.FailureKind.REFUSED;
import static dev.signalbox.connection.state.FailureKind.TIMED_OUT;
import static dev.signalbox.connection.state.FailureKind.TLS;
import static dev.signalbox.connection.state.FailureKind.UNKNOWN_SERVICE;
import static dev.signalbox.connection.state.FailureKind.UNREACHABLE;

import dev.signalbox.connection.driver.Diagnosis;
import dev.signalbox.connection.driver.NetworkFailures;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Explains what the Oracle driver throws, by the ORA codes anywhere in it. */
final class OracleFailures {
  private static final Pattern CODE = Pattern.compile("ORA-(\\d{5})");

  private OracleFailures() {}

  static Diagnosis diagnose(Throwable failure, String address) {
    List<Reported> reported = reported(failure);
    for (Reported each : reported) {
      Optional<ErrorExplanation> known = explain(each.code(), address);
      if (known.isPresent()) {
        return known.get().diagnosis(each.name(), each.message());
      }
    }
    Optional<String> code = reported.stream().findFirst().map(Reported::name);
    return NetworkFailures.diagnose(failure, address)
        .map(found -> new Diagnosis(found.kind(), code, found.message(), found.nextStep()))
        .or(() -> reported.stream().findFirst().map(OracleFailures::unexplained))
        .orElseGet(
            () ->
                NetworkFailures.unknown(
                    failure, "Check that an Oracle listener answers at " + address + "."));
  }

  private static Diagnosis unexplained(Reported reported) {
    return new ErrorExplanation(
            PROTOCOL, "Look the code up at https://docs.oracle.com/error-help/db/ .")
        .diagnosis(reported.name(), reported.message());
  }

  /** One code that the driver or the server reported. */
  private record Reported(int code, String message) {
    String name() {
      return String.format(Locale.ROOT, "ORA-%05d", code);
    }
  }

  private static List<Reported> reported(Throwable failure) {
    List<Reported> reported = new ArrayList<>();
    for (Throwable cause : NetworkFailures.chain(failure)) {
      String line = NetworkFailures.line(cause);
      Matcher codes = CODE.matcher(line);
      while (codes.find()) {
        reported.add(new Reported(Integer.parseInt(codes.group(1)), line));
      }
      if (cause instanceof SQLException sql && sql.getErrorCode() > 0) {
        reported.add(new Reported(sql.getErrorCode(), line));
      }
    }
    return reported;
  }

  private static Optional<ErrorExplanation> explain(int code, String address) {
    return Optional.ofNullable(
        switch (code) {
          case 1017, 1005 -> new ErrorExplanation(AUTHENTICATION, "Check username and password.");
          case 28000 ->
              new ErrorExplanation(
                  AUTHENTICATION, "Have the account unlocked: ALTER USER ... ACCOUNT UNLOCK.");
          case 28001 ->
              new ErrorExplanation(
                  AUTHENTICATION, "Have the password changed: log in once with SQL*Plus or SQLcl.");
          case 1045 ->
              new ErrorExplanation(AUTHENTICATION, "Have CREATE SESSION granted to the account.");
          case 12514, 12505, 12521 ->
              new ErrorExplanation(
                  UNKNOWN_SERVICE,
                  "Check the service name or SID against lsnrctl status; a database that is just"
                      + " starting registers within a minute.");
          case 12154, 17868, 12533, 17067 ->
              new ErrorExplanation(
                  CONFIGURATION,
                  "Check the address: //HOST:PORT/SERVICE, or an alias in tnsnames.ora below"
                      + " TNS_ADMIN.");
          case 12541 ->
              new ErrorExplanation(
                  REFUSED, "Check the port of " + address + ", and that the listener is running.");
          case 12170, 18714, 17303 ->
              new ErrorExplanation(
                  TIMED_OUT, "Check address and port, and whether a firewall drops the packets.");
          case 12516, 12518, 12519, 12520, 12526, 12528 ->
              new ErrorExplanation(
                  REFUSED,
                  "The listener has nobody to hand the connection to: check processes and sessions"
                      + " of the database, and that it is open.");
          case 1033, 1034, 1089, 1090, 27101 ->
              new ErrorExplanation(
                  REFUSED, "The database is starting or stopping: wait, or have it opened.");
          case 942 ->
              new ErrorExplanation(
                  CONFIGURATION, "Check the table's name and schema, and SELECT for the account.");
          case 1031 -> new ErrorExplanation(CONFIGURATION, "Have the missing privilege granted.");
          case 1013, 17146 ->
              new ErrorExplanation(TIMED_OUT, "The statement was cancelled; it is safe to repeat.");
          case 17904, 17401 ->
              new ErrorExplanation(
                  PROTOCOL,
                  "Check that an Oracle listener has this port, without TLS on one side only.");
          case 3113, 3114, 3135, 12537, 12547, 12571, 17410 ->
              new ErrorExplanation(
                  UNREACHABLE,
                  "The connection was cut: check that the database is running, and that no firewall"
                      + " ends idle connections.");
          case 28860, 29024, 28759, 17965 ->
              new ErrorExplanation(
                  TLS, "Check that the server's certificate is trusted and names this host.");
          default -> null;
        });
  }
}
