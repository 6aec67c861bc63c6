package dev.signalbox.settings;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
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
  private static final String MASK = "***";
  private static final int SHORTEST = 3;

  private static final List<String> SECRET_NAMES =
      List.of("password", "passwd", "pwd", "secret", "token");

  /** {@code password=x}, {@code "password": "x"} or {@code password:x}; group 1 stays. */
  private static final Pattern ASSIGNMENT =
      Pattern.compile(
          "((?:password|passwd|pwd|secret|token)(?:[\"']?[ \\t]*=\\s*|[\"'][ \\t]*:\\s*|:))"
              + "(?:\"[^\"]*\"|'[^']*'|[^\\s\"'&;,)}]+)",
          Pattern.CASE_INSENSITIVE);

  /** {@code ://user:password@} or {@code jdbc:oracle:thin:user/password@}; group 1 stays. */
  private static final Pattern USER_INFORMATION =
      Pattern.compile("(://)(?:[^\\s/:@]+:\\S+|[^\\s/]+)@|(oracle:thin:)[^\\s@]+@");

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
      redacted = redacted.replace(secret, MASK);
    }
    if (mayAssign(redacted)) {
      redacted = ASSIGNMENT.matcher(redacted).replaceAll("$1" + MASK);
    }
    if (mayHoldUserInformation(redacted)) {
      redacted = USER_INFORMATION.matcher(redacted).replaceAll("$1$2" + MASK + "@");
    }
    return redacted;
  }

  private static Stream<String> secretsOf(ConnectionSettings connection) {
    return switch (connection) {
      case NatsSettings nats -> Stream.concat(revealed(nats.password()), revealed(nats.token()));
      case DatabaseSettings database ->
          Stream.concat(
              Stream.concat(Stream.of(database.password()), database.tls().secrets())
                  .flatMap(secret -> revealed(Optional.of(secret))),
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

  private static boolean mayHoldUserInformation(String text) {
    return text.contains("@") && (text.contains("://") || text.contains("oracle:thin:"));
  }

  /** Whether {@link #ASSIGNMENT} can match; most log lines are done with this quick look. */
  private static boolean mayAssign(String text) {
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      if ((character == '=' || character == ':') && endsWithSecretName(text, index)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a secret's name stands before {@code end}, perhaps with blanks or a quote between. */
  private static boolean endsWithSecretName(String text, int end) {
    int last = end;
    while (last > 0 && " \t\"'".indexOf(text.charAt(last - 1)) >= 0) {
      last--;
    }
    for (String name : SECRET_NAMES) {
      if (text.regionMatches(true, last - name.length(), name, 0, name.length())) {
        return true;
      }
    }
    return false;
  }
}
