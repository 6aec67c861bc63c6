package dev.signalbox.connection.nats;

import dev.signalbox.connection.driver.Diagnosis;
import dev.signalbox.connection.driver.NetworkFailures;
import dev.signalbox.connection.state.FailureKind;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * Says why TLS was not made. What the JDK throws names the reason deep inside, or quotes an alert
 * of the server that says less than both sides know.
 *
 * @param chain what happened, outermost first
 * @param showsCertificate whether the client has a certificate to show
 */
record TlsFailures(List<Throwable> chain, boolean showsCertificate) {
  private static final String RENEW = "Have the server's certificate renewed.";

  private static final List<String> CERTIFICATE_ALERTS =
      List.of(
          "certificate_required",
          "bad_certificate",
          "unknown_ca",
          "certificate_unknown",
          "certificate_expired",
          "certificate_revoked",
          "unsupported_certificate");

  /** Empty if it was not TLS that failed. */
  Optional<Diagnosis> diagnosis() {
    return chain.stream()
            .noneMatch(e -> e instanceof SSLException || e instanceof CertificateException)
        ? Optional.empty()
        : Stream.of(ofCertificate(), ofAlert(), ofWords())
            .flatMap(Optional::stream)
            .findFirst()
            .or(() -> Optional.of(other()));
  }

  private Optional<Diagnosis> ofCertificate() {
    return first(CertificateExpiredException.class::isInstance)
        .map(e -> tls("the server's certificate has expired (%s)".formatted(line(e)), RENEW))
        .or(
            () ->
                first(CertificateNotYetValidException.class::isInstance)
                    .map(
                        e ->
                            tls(
                                "the server's certificate is not valid yet (%s)".formatted(line(e)),
                                "Check the clock of this machine, and the certificate.")))
        .or(
            () ->
                first(CertPathBuilderException.class::isInstance)
                    .map(
                        _ ->
                            tls(
                                "nobody who is trusted has signed the server's certificate",
                                "Configure trust_file with the certificate of who has signed it.")))
        .or(
            () ->
                first(e -> e instanceof CertificateException && namesAnother(line(e)))
                    .map(
                        e ->
                            tls(
                                "the server's certificate is for another name: " + line(e),
                                "Configure the server by a name that its certificate has.")));
  }

  private static boolean namesAnother(String message) {
    return message.contains("name matching")
        || message.contains("names matching")
        || message.contains("subject alternative");
  }

  private Optional<Diagnosis> ofAlert() {
    return first(e -> alertIn(e).isPresent())
        .flatMap(TlsFailures::alertIn)
        .map(
            alert ->
                showsCertificate
                    ? tls(
                        "the server refuses the client's certificate (%s)".formatted(alert),
                        "Check that the server trusts who has signed client_certificate_file, and"
                            + " that it has not expired.")
                    : tls(
                        "the server demands a client certificate (%s)".formatted(alert),
                        "Configure client_certificate_file and client_key_file."));
  }

  private static Optional<String> alertIn(Throwable e) {
    String message = line(e);
    return e instanceof SSLException && message.contains("Received fatal alert")
        ? CERTIFICATE_ALERTS.stream().filter(message::contains).findFirst()
        : Optional.empty();
  }

  private Optional<Diagnosis> ofWords() {
    return first(e -> line(e).contains("greets before TLS"))
        .map(
            _ ->
                tls(
                    "the server greets before TLS",
                    "Remove tls_first: this server turns to TLS after its greeting."))
        .or(
            () ->
                first(e -> line(e).contains("terminated the handshake"))
                    .map(
                        _ ->
                            new Diagnosis(
                                FailureKind.REFUSED,
                                Optional.empty(),
                                "the server ended the TLS handshake without a reason",
                                "Look at the server's log: it may be starting or stopping.")));
  }

  private Diagnosis other() {
    Throwable tls =
        first(e -> e instanceof SSLException || e instanceof CertificateException).orElseThrow();
    return tls(
        "TLS failed: " + line(tls),
        "Check that the server speaks TLS here, of a version and with ciphers in common.");
  }

  private Optional<Throwable> first(Predicate<Throwable> condition) {
    return chain.stream().filter(condition).findFirst();
  }

  private static String line(Throwable e) {
    return NetworkFailures.line(e);
  }

  /** What a plain answer to a wish for TLS means, in the driver's words; empty for other words. */
  static Optional<Diagnosis> ofDriver(String message) {
    String words = message.toLowerCase(Locale.ROOT);
    if (words.contains("ssl connection wanted")) {
      return Optional.of(
          tls(
              "the server offers no TLS",
              "Enable TLS in the server; nats:// would send everything in plain text."));
    }
    return words.contains("ssl required by server")
        ? Optional.of(tls("the server demands TLS", "Write the address as tls://HOST:PORT."))
        : Optional.empty();
  }

  private static Diagnosis tls(String message, String nextStep) {
    return new Diagnosis(FailureKind.TLS, Optional.empty(), message, nextStep);
  }
}
