package dev.signalbox.connection.jdbc;

import static dev.signalbox.connection.state.FailureKind.PROTOCOL;

import dev.signalbox.connection.driver.Diagnosis;
import dev.signalbox.connection.driver.NetworkFailures;
import dev.signalbox.connection.state.FailureKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Explains what the Oracle driver throws, by the ORA codes anywhere in it. */
final class OracleFailures {
  private static final Pattern CODE = Pattern.compile("ORA-(\\d{5})");

  /** An error's stack of codes has a line for each. */
  private static final int LOOKED_AT = 2_000;

  /** Codes that say only that something else went wrong. */
  private static final Set<Integer> WRAPPERS = Set.of(604, 17002, 17820, 12560);

  static final ErrorTable TABLE = ErrorTable.of("oracle");

  private OracleFailures() {}

  static Diagnosis diagnose(Throwable failure, String address) {
    List<Reported> reported = reported(failure);
    Optional<Diagnosis> network = NetworkFailures.diagnose(failure, address);
    Optional<String> code = reported.stream().findFirst().map(Reported::name);
    return network
        .filter(found -> found.kind() == FailureKind.TLS)
        .or(() -> known(reported.stream().filter(each -> !WRAPPERS.contains(each.code()))))
        .or(() -> network)
        .map(found -> found.code().isPresent() ? found : withCode(found, code))
        .or(() -> known(reported.stream()))
        .or(() -> reported.stream().findFirst().map(OracleFailures::unexplained))
        .orElseGet(
            () ->
                NetworkFailures.unknown(
                    failure, "Check that an Oracle listener answers at " + address + "."));
  }

  private static Diagnosis withCode(Diagnosis found, Optional<String> code) {
    return new Diagnosis(found.kind(), code, found.message(), found.nextStep());
  }

  private static Optional<Diagnosis> known(Stream<Reported> reported) {
    return reported
        .flatMap(
            each ->
                TABLE
                    .ofNumber(each.code())
                    .map(known -> known.diagnosis(each.name(), each.message()))
                    .stream())
        .findFirst();
  }

  private static Diagnosis unexplained(Reported reported) {
    return new ErrorExplanation(
            PROTOCOL,
            "Nothing is known of this code here: look it up at"
                + " https://docs.oracle.com/error-help/db/ .")
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
      String message = String.valueOf(cause.getMessage());
      Matcher codes = CODE.matcher(message.substring(0, Math.min(LOOKED_AT, message.length())));
      while (codes.find()) {
        reported.add(new Reported(Integer.parseInt(codes.group(1)), line));
      }
      if (cause instanceof SQLException sql && sql.getErrorCode() > 0) {
        reported.add(new Reported(sql.getErrorCode(), line));
      }
    }
    return reported;
  }
}
