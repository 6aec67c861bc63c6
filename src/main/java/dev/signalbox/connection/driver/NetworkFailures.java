package dev.signalbox.connection.driver;

import dev.signalbox.base.ForeignText;
import dev.signalbox.connection.keys.UnusableFileException;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.settings.PasswordPrompt;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.FileSystemException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Explains what the JDK's network classes throw, whichever driver it comes wrapped in. */
public final class NetworkFailures {
  /** Nobody reads further, and somebody else decides how many there are. */
  private static final int MOST_CAUSES = 64;

  /** Begins at the first of some blanks only: from each of them it would be tried in vain. */
  private static final Pattern DRIVER_IDENTIFIERS =
      Pattern.compile(
          "^\\(conn=\\d++\\) |(?<!\\s)\\s*+\\((?:CONNECTION_ID|connection_type)=[^()]*+\\)");

  /** What the system says where a socket or a file would be one too many. */
  static final String NO_DESCRIPTOR = "Too many open files";

  private NetworkFailures() {}

  /** The failure and what caused it, outermost first; no more than anybody reads. */
  public static List<Throwable> chain(Throwable failure) {
    List<Throwable> chain = new ArrayList<>();
    collect(failure, chain, Collections.newSetFromMap(new IdentityHashMap<>()));
    return chain;
  }

  private static void collect(
      @Nullable Throwable failure, List<Throwable> chain, Set<Throwable> seen) {
    if (failure == null || chain.size() == MOST_CAUSES || !seen.add(failure)) {
      return;
    }
    chain.add(failure);
    collect(failure.getCause(), chain, seen);
    if (failure instanceof SQLException sql) {
      collect(sql.getNextException(), chain, seen);
    }
    for (Throwable suppressed : failure.getSuppressed()) {
      collect(suppressed, chain, seen);
    }
  }

  /** Looks for the innermost cause that the network gives; empty if there is none. */
  public static Optional<Diagnosis> diagnose(Throwable failure, String address) {
    List<Throwable> innermostFirst = chain(failure).reversed();
    return innermostFirst.stream()
        .map(NetworkFailures::ofFile)
        .flatMap(Optional::stream)
        .findFirst()
        .or(
            () ->
                innermostFirst.stream()
                    .map(cause -> ofCause(cause, address))
                    .flatMap(Optional::stream)
                    .findFirst());
  }

  /** It knows better than what a parser has thrown below it. */
  private static Optional<Diagnosis> ofFile(Throwable cause) {
    return cause instanceof UnusableFileException e
        ? Optional.of(diagnosis(FailureKind.CONFIGURATION, line(e), e.nextStep()))
        : Optional.empty();
  }

  /** For what nothing is known about: the innermost message, as a protocol failure. */
  public static Diagnosis unknown(Throwable failure, String nextStep) {
    Throwable innermost = chain(failure).getLast();
    return new Diagnosis(FailureKind.PROTOCOL, Optional.empty(), line(innermost), nextStep);
  }

  /**
   * The first line of its message, cut and escaped, without the drivers' own identifiers and the
   * final stop; its type where it has none.
   */
  public static String line(Throwable failure) {
    String message = ForeignText.cut(Objects.requireNonNullElse(failure.getMessage(), "")).strip();
    if (message.isEmpty()) {
      return failure.getClass().getSimpleName();
    }
    String first = message.lines().findFirst().orElseThrow();
    String words = DRIVER_IDENTIFIERS.matcher(first).replaceAll("").strip();
    return ForeignText.line(words.endsWith(".") ? words.substring(0, words.length() - 1) : words);
  }

  private static Optional<Diagnosis> ofCause(Throwable cause, String address) {
    if (cause instanceof IOException && line(cause).contains(NO_DESCRIPTOR)) {
      return Optional.of(noDescriptor());
    }
    return Optional.ofNullable(
        switch (cause) {
          case PasswordPrompt.UnavailableException e ->
              diagnosis(FailureKind.CONFIGURATION, line(e), e.nextStep());
          case UnknownHostException e -> unknownHost(e);
          case UnresolvedAddressException _ ->
              diagnosis(
                  FailureKind.UNREACHABLE, "unknown host in " + address, "Check the spelling.");
          case FileSystemException e ->
              diagnosis(
                  FailureKind.CONFIGURATION,
                  "cannot read " + line(e),
                  "Check that the file exists and may be read.");
          case SSLException e -> tls(e);
          case CertificateException e -> tls(e);
          case SocketTimeoutException e -> timedOut(e);
          case SQLTimeoutException e -> timedOut(e);
          case TimeoutException e -> timedOut(e);
          case EOFException e -> lost(e);
          case ProtocolException e ->
              diagnosis(
                  FailureKind.PROTOCOL,
                  line(e),
                  "Check that this is the right port, and the right kind of server.");
          case SocketException e -> ofSocket(e, address);
          case IOException e -> isReset(e) ? lost(e) : null;
          case SQLTransientConnectionException e -> noConnection(e);
          case SQLRecoverableException e -> noConnection(e);
          default -> null;
        });
  }

  /** It is this process that lacks something; the peer may be as well as ever. */
  private static Diagnosis noDescriptor() {
    // As the start script has found it: to ask the system takes a file.
    String known = System.getProperty("signalbox.files");
    String limit = known == null ? "" : ", of which this process may have " + known;
    return diagnosis(
        FailureKind.UNREACHABLE,
        "too many open files" + limit,
        "Raise the limit (ulimit -n, or LimitNOFILE of a service) and start Signalbox again.");
  }

  private static Diagnosis unknownHost(UnknownHostException failure) {
    String host = line(failure).replaceFirst(": .*", "");
    return diagnosis(
        FailureKind.UNREACHABLE,
        "unknown host " + host,
        "Check the spelling of " + host + ", and that the name server knows it.");
  }

  private static Diagnosis ofSocket(SocketException failure, String address) {
    String message = line(failure).toLowerCase(Locale.ROOT);
    if (failure instanceof ConnectException && message.contains("refused")) {
      return diagnosis(
          FailureKind.REFUSED,
          "connection refused by " + address,
          "Check the port, and that the server is running.");
    }
    if (failure instanceof NoRouteToHostException
        || failure instanceof ConnectException
        || message.contains("unreachable")) {
      return diagnosis(
          FailureKind.UNREACHABLE,
          address + " cannot be reached: " + line(failure),
          "Check the address, the network, and whether a VPN or firewall is in between.");
    }
    return lost(failure);
  }

  private static boolean isReset(IOException failure) {
    String message = line(failure).toLowerCase(Locale.ROOT);
    return message.contains("reset") || message.contains("broken pipe");
  }

  private static Diagnosis tls(Exception failure) {
    String line = line(failure);
    boolean unencrypted = line.contains("SSL message");
    return diagnosis(
        FailureKind.TLS,
        "TLS failed: " + line,
        unencrypted
            ? "The peer does not speak TLS at this port: check the port, or connect without TLS."
            : "Check that the server's certificate is trusted, names this host and has not"
                + " expired.");
  }

  private static Diagnosis timedOut(Exception failure) {
    return diagnosis(
        FailureKind.TIMED_OUT,
        timeoutWords(failure),
        "Check that the server is not overloaded or stopped, and that no firewall is in between.");
  }

  private static String timeoutWords(Exception failure) {
    if (failure.getMessage() == null) {
      return "no answer in time";
    }
    String line = line(failure);
    return line.startsWith(Failure.NO_ANSWER) ? line : Failure.LATE + line;
  }

  private static Diagnosis lost(Exception failure) {
    return diagnosis(
        FailureKind.UNREACHABLE,
        "the connection broke: " + line(failure),
        "Check that the server is running and that this is its port.");
  }

  private static Diagnosis noConnection(SQLException failure) {
    return diagnosis(
        FailureKind.UNREACHABLE,
        line(failure),
        "Check that the server is running and not overloaded.");
  }

  private static Diagnosis diagnosis(FailureKind kind, String message, String nextStep) {
    return new Diagnosis(kind, Optional.empty(), message, nextStep);
  }
}
