package dev.signalbox.fleet.wire;

import java.util.Optional;

/**
 * Where in all subjects one engine is found. Each part has 1 to {@link Subjects#LONGEST_TEXT}
 * characters, any of them.
 *
 * @param engine the identity of the installation
 */
public record EngineAddress(String environment, String group, String engine) {

  /**
   * Where it is.
   *
   * @throws IllegalArgumentException if a part is empty or too long
   */
  public EngineAddress {
    var _ = Subjects.token(environment);
    var _ = Subjects.token(group);
    var _ = Subjects.token(engine);
  }

  /** As it stands in subjects, and as the key in the bucket: three tokens. */
  public String key() {
    return Subjects.token(environment) + '.' + Subjects.token(group) + '.' + Subjects.token(engine);
  }

  /** What such a key says; empty if it is none. Never throws, whoever wrote it. */
  public static Optional<EngineAddress> parse(String key) {
    return Subjects.tokens(key, 3)
        .flatMap(tokens -> of(tokens.get(0), tokens.get(1), tokens.get(2)));
  }

  /** Of three tokens. */
  static Optional<EngineAddress> of(String environment, String group, String engine) {
    return Subjects.text(environment)
        .flatMap(
            first ->
                Subjects.text(group)
                    .flatMap(
                        second ->
                            Subjects.text(engine)
                                .map(third -> new EngineAddress(first, second, third))));
  }
}
