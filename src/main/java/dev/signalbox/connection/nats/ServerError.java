package dev.signalbox.connection.nats;

import dev.signalbox.connection.state.FailureKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a server says before it ends a connection, or about something that it does not do. The words
 * are nats-server's; of several that fit, the first is meant.
 *
 * @see <a
 *     href="https://docs.nats.io/reference/reference-protocols/nats-protocol#okerr">+OK/-ERR</a>
 */
enum ServerError {
  AUTHORIZATION_VIOLATION("Authorization Violation", FailureKind.AUTHENTICATION, Steps.CHECK_LOGIN),
  USER_EXPIRED("User Authentication Expired", FailureKind.AUTHENTICATION, Steps.NEW_CREDENTIALS),
  USER_REVOKED("User Authentication Revoked", FailureKind.AUTHENTICATION, Steps.NEW_CREDENTIALS),
  ACCOUNT_EXPIRED(
      "Account Authentication Expired",
      FailureKind.AUTHENTICATION,
      "Ask whoever runs the server to renew the account."),
  AUTHENTICATION_EXPIRED(
      "Authentication Expired", FailureKind.AUTHENTICATION, Steps.NEW_CREDENTIALS),
  AUTHENTICATION_REVOKED(
      "Credentials Have Been Revoked", FailureKind.AUTHENTICATION, Steps.NEW_CREDENTIALS),
  AUTHENTICATION_ERROR("Authentication Error", FailureKind.AUTHENTICATION, Steps.CHECK_LOGIN),
  ACCOUNT_REGISTRATION(
      "Failed Account Registration", FailureKind.AUTHENTICATION, Steps.CHECK_ACCOUNT),
  ACCOUNT_MISSING("Account Missing", FailureKind.AUTHENTICATION, Steps.CHECK_ACCOUNT),
  PROXY_NOT_TRUSTED("Proxy Is Not Trusted", FailureKind.AUTHENTICATION, Steps.PROXY),
  PROXY_REQUIRED("Proxy Connection Required", FailureKind.AUTHENTICATION, Steps.PROXY),
  AUTHENTICATION_TIMEOUT(
      "Authentication Timeout",
      FailureKind.TIMED_OUT,
      "Check that neither side is overloaded; raise the server's authorization timeout."),
  AUTHORIZATION_TIMEOUT(
      "Authorization Timeout",
      FailureKind.TIMED_OUT,
      "Check that neither side is overloaded; raise the server's authorization timeout."),
  TOO_MANY_ACCOUNT_CONNECTIONS(
      "Maximum Account Active Connections Exceeded",
      FailureKind.REFUSED,
      "Close connections of this account, or raise its limit of connections."),
  TOO_MANY_CONNECTIONS(
      "Maximum Connections Exceeded",
      FailureKind.REFUSED,
      "Close connections to this server, or raise its max_connections."),
  THROTTLED(
      "Connection Throttling Is Active",
      FailureKind.REFUSED,
      "Too many clients connect to the server at once: wait for the next retry."),
  TLS_REQUIRED(
      "Secure Connection - TLS Required", FailureKind.TLS, "Write the address as tls://HOST:PORT."),
  CERTIFICATE_NOT_PINNED(
      "Certificate Not Pinned",
      FailureKind.TLS,
      "Have client_certificate_file listed among the server's pinned certificates."),
  ROUTE_PORT("Attempted To Connect To Route Port", FailureKind.CONFIGURATION, Steps.CLIENT_PORT),
  LEAF_NODE_PORT(
      "Attempted To Connect To Leaf Node Port", FailureKind.CONFIGURATION, Steps.CLIENT_PORT),
  GATEWAY_PORT(
      "Attempted To Connect To Gateway Port", FailureKind.CONFIGURATION, Steps.CLIENT_PORT),
  WRONG_PORT("Attempted To Connect To Wrong Port", FailureKind.CONFIGURATION, Steps.CLIENT_PORT),
  LINE_TOO_LONG(
      "Maximum Control Line Exceeded",
      FailureKind.CONFIGURATION,
      "Raise the server's max_control_line: the credentials do not fit in it."),
  MINIMUM_VERSION(
      "Minimum Version Required",
      FailureKind.CONFIGURATION,
      "Allow clients of this version, or use a newer program."),
  INVALID_CLIENT_PROTOCOL("Invalid Client Protocol", FailureKind.PROTOCOL, Steps.VERSIONS),
  NO_RESPONDERS_WITHOUT_HEADERS(
      "No Responders Requires Headers Support", FailureKind.PROTOCOL, Steps.VERSIONS),
  HEADERS_NOT_SUPPORTED(
      "Message Headers Not Supported",
      FailureKind.PROTOCOL,
      "Allow headers in the server's configuration (no_header_support: false)."),
  PARSER_ERROR("Parser Error", FailureKind.PROTOCOL, Steps.VERSIONS),
  UNKNOWN_OPERATION("Unknown Protocol Operation", FailureKind.PROTOCOL, Steps.VERSIONS),
  STALE_CONNECTION(
      "Stale Connection",
      FailureKind.TIMED_OUT,
      "Check the network and the load of this machine: its answers came too late."),
  SLOW_CONSUMER(
      "Slow Consumer",
      FailureKind.TIMED_OUT,
      "Check the network and the load of this machine: it took too long to read."),
  MAXIMUM_PAYLOAD(
      "Maximum Payload",
      FailureKind.REFUSED,
      "The next connection is told the server's max_payload. Raise it, or make the rows smaller."),
  TOO_MANY_SUBSCRIPTIONS(
      "Maximum Subscriptions Exceeded",
      FailureKind.CONFIGURATION,
      "Raise the limit of subscriptions of the account or the server."),
  INVALID_SUBJECT(
      "Invalid Subject", FailureKind.CONFIGURATION, "Correct the subject that is configured."),
  INVALID_PUBLISH_SUBJECT(
      "Invalid Publish Subject",
      FailureKind.CONFIGURATION,
      "Correct the subject that is configured."),
  SERVER_SHUTDOWN("Server Shutdown", FailureKind.UNREACHABLE, "Wait until the server runs again."),
  INBOX_VIOLATION(
      "Permissions Violation for Subscription to \"_INBOX",
      FailureKind.AUTHENTICATION,
      "Set inbox_prefix to what the user may subscribe to, or allow _INBOX.>."),
  PERMISSIONS_VIOLATION(
      "Permissions Violation",
      FailureKind.AUTHENTICATION,
      "Allow the connection's user what the message names.");

  private final String words;
  private final FailureKind kind;
  private final String nextStep;

  ServerError(String words, FailureKind kind, String nextStep) {
    this.words = words;
    this.kind = kind;
    this.nextStep = nextStep;
  }

  /** The one that is meant by what a server says; empty if it is none of these. */
  static Optional<ServerError> in(String text) {
    String said = text.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(error -> said.contains(error.words.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /** Whether that is what a server says there. */
  boolean isSaidBy(String text) {
    return text.toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
  }

  /** Whether it is about one thing that was asked, so that the connection goes on. */
  boolean isAboutPermission() {
    return this == INBOX_VIOLATION || this == PERMISSIONS_VIOLATION;
  }

  String words() {
    return words;
  }

  FailureKind kind() {
    return kind;
  }

  String nextStep() {
    return nextStep;
  }

  /** All of them, as the documentation lists them. */
  static List<ServerError> all() {
    return List.of(values());
  }

  /** Constants that an enum's own constants may refer to. */
  private static final class Steps {
    static final String CHECK_LOGIN =
        "Check username and password, token, credentials file or NKey.";
    static final String NEW_CREDENTIALS = "Ask whoever runs the server for new credentials.";
    static final String CHECK_ACCOUNT = "Check that the server knows the account of the user.";
    static final String PROXY = "Connect through the proxy that the server is configured for.";
    static final String CLIENT_PORT = "Configure the port for clients, which usually is 4222.";
    static final String VERSIONS =
        "Check that this is the right port, and update the server if it is very old.";
  }
}
