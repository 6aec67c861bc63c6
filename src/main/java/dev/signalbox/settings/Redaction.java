package dev.signalbox.settings;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes secrets out of text that will be shown, logged, copied or exported. Immutable: any thread
 * may use it.
 *
 * <p>Known secrets are masked wherever they stand, also URL-encoded. One shorter than three
 * characters is left alone, since masking it would tear every text apart. Besides, whatever looks
 * like {@code password=...} or like the user information of an address is masked.
 */
public final class Redaction {
  private static final int SHORTEST = 3;

  private static final List<String> SECRET_NAMES =
      List.of("password", "passwd", "pwd", "secret", "token");

  /** Knows no secret, only what secrets look like. */
  public static final Redaction GENERIC = new Redaction(List.of());

  private final List<String> secrets;
  private final List<String> masked;

  private Redaction(List<String> secrets) {
    this.secrets = secrets;
    this.masked =
        secrets.stream()
            .flatMap(Redaction::spellings)
            .filter(secret -> secret.length() >= SHORTEST)
            .distinct()
            // A secret that contains another one goes first, else its rest would stay readable.
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  /** Masks every secret of {@code settings} that need not be asked for. */
  public static Redaction of(Settings settings) {
    return new Redaction(settings.connections().stream().flatMap(Redaction::secretsOf).toList());
  }

  /** Also masks every secret of a connection that has come later. */
  public Redaction with(ConnectionSettings connection) {
    return new Redaction(Stream.concat(secrets.stream(), secretsOf(connection)).toList());
  }

  /** Also masks {@code secret}, such as one the operator has just typed. */
  public Redaction with(Secret secret) {
    return new Redaction(Stream.concat(secrets.stream(), revealed(Optional.of(secret))).toList());
  }

  /** {@code text} with {@code ***} in place of every secret. */
  public String redact(String text) {
    String redacted = text;
    for (String secret : masked) {
      redacted = redacted.replace(secret, SecretShapes.MASK);
    }
    return SecretShapes.mask(redacted);
  }

  private static Stream<String> secretsOf(ConnectionSettings connection) {
    return switch (connection) {
      case NatsSettings nats ->
          Stream.of(nats.login().password(), nats.login().token(), nats.tls().keyPassword())
              .flatMap(Redaction::revealed);
      case DatabaseSettings database ->
          Stream.concat(
              revealed(Optional.of(database.password())),
              database.properties().entrySet().stream()
                  .filter(property -> soundsSecret(property.getKey()))
                  .map(property -> property.getValue()));
    };
  }

  private static Stream<String> revealed(Optional<Secret> secret) {
    return secret.filter(known -> !known.isAsked()).map(Secret::reveal).stream();
  }

  private static Stream<String> spellings(String secret) {
    String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    return Stream.of(secret, form, form.replace("+", "%20"));
  }

  private static boolean soundsSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return SECRET_NAMES.stream().anyMatch(lower::contains);
  }
}
