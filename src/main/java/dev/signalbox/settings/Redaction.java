package dev.signalbox.settings;

import dev.signalbox.base.ForeignText;
import dev.signalbox.settings.spelling.SecretShapes;
import dev.signalbox.settings.spelling.SecretSpellings;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps secrets out of text that will be shown, logged, copied or exported. Immutable: any thread
 * may use it.
 *
 * <p>The rule. Text that somebody else wrote is looked through where it comes in, by {@link
 * #withhold}: if it repeats a known secret, in whatever spelling, nothing of it is kept. A text
 * that was only patched would show what the secret is by what is missing, and cannot be patched
 * where it spells the secret in another way. Text of our own has no secret in it and is left as it
 * is, even if a secret is a common word; as a last defence {@link #redact} masks in it what can
 * only be a secret: one that is long and unlike any word. Either way, whatever looks like {@code
 * password=...} or like the user information of an address is masked.
 */
public final class Redaction {
  /** What stands for a text that repeats a secret. */
  public static final String WITHHELD = "text withheld: it repeats a secret";

  /** Whoever calls has cut already, if not by as much. */
  private static final int MOST = 65_536;

  private static final int LONG = 8;
  private static final int VERY_LONG = 20;

  private static final List<String> SECRET_NAMES =
      List.of("password", "passwd", "pwd", "secret", "token");

  /** Knows no secret, only what secrets look like. */
  public static final Redaction GENERIC = new Redaction(List.of());

  private final List<String> secrets;
  private final List<SecretSpellings> spellings;
  private final List<String> unmistakable;

  private Redaction(List<String> secrets) {
    this.secrets = secrets;
    this.spellings = secrets.stream().map(SecretSpellings::of).toList();
    this.unmistakable =
        secrets.stream()
            .filter(Redaction::isUnmistakable)
            // A secret that contains another one goes first, else its rest would stay readable.
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  /** Knows every secret of {@code settings} that need not be asked for. */
  public static Redaction of(Settings settings) {
    return new Redaction(
        Stream.concat(
                settings.connections().stream(),
                settings.fleet().map(FleetSettings::connection).stream())
            .flatMap(Redaction::secretsOf)
            .distinct()
            .toList());
  }

  /** Also knows every secret of a connection that has come later. */
  public Redaction with(ConnectionSettings connection) {
    return with(secretsOf(connection));
  }

  /** Also knows {@code secret}, such as one the operator has just typed. */
  public Redaction with(Secret secret) {
    return with(revealed(Optional.of(secret)));
  }

  private Redaction with(Stream<String> more) {
    List<String> all = Stream.concat(secrets.stream(), more).distinct().toList();
    return all.equals(secrets) ? this : new Redaction(all);
  }

  /** Somebody else's text, or {@link #WITHHELD} in its place if it repeats a secret. */
  public String withhold(String text) {
    String cut = ForeignText.cut(text, MOST);
    SecretSpellings.Searched searched = SecretSpellings.Searched.of(cut);
    return spellings.stream().anyMatch(secret -> secret.isRepeatedIn(searched))
        ? WITHHELD
        : SecretShapes.mask(cut);
  }

  /** Text of our own, with {@code ***} in place of what can only be a secret. */
  public String redact(String text) {
    String redacted = ForeignText.cut(text, MOST);
    for (String secret : unmistakable) {
      redacted = redacted.replace(secret, SecretShapes.MASK);
    }
    return SecretShapes.mask(redacted);
  }

  /** No line of ours has a word like this. */
  private static boolean isUnmistakable(String secret) {
    boolean mixed =
        secret.chars().anyMatch(Character::isLetter) && secret.chars().anyMatch(Character::isDigit);
    return secret.chars().noneMatch(Character::isWhitespace)
        && (secret.length() >= VERY_LONG || (secret.length() >= LONG && mixed));
  }

  private static Stream<String> secretsOf(ConnectionSettings connection) {
    return switch (connection) {
      case NatsSettings nats ->
          Stream.of(nats.login().password(), nats.login().token(), nats.tls().keyPassword())
              .flatMap(Redaction::revealed);
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
    return secret
        .filter(known -> !known.isAsked())
        .map(Secret::reveal)
        .filter(value -> !value.isBlank())
        .stream();
  }

  private static boolean soundsSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return SECRET_NAMES.stream().anyMatch(lower::contains);
  }
}
