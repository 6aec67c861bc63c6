package dev.signalbox.settings;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A password or token. It never shows itself: {@link #toString()} is {@code ***}, so no log line,
 * error or record can leak it by accident.
 */
public final class Secret {
  private final @Nullable String value;

  private Secret(@Nullable String value) {
    this.value = value;
  }

  public static Secret of(String value) {
    return new Secret(Objects.requireNonNull(value));
  }

  /** The operator is asked at each connect ({@code password: ask}). */
  public static Secret ask() {
    return new Secret(null);
  }

  public boolean isAsked() {
    return value == null;
  }

  /**
   * The clear text, to be handed to a driver and nothing else.
   *
   * @throws IllegalStateException if the operator must be asked for it
   */
  public String reveal() {
    if (value == null) {
      throw new IllegalStateException("The operator has to be asked for this secret");
    }
    return value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret secret && Objects.equals(value, secret.value);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(value);
  }

  @Override
  public String toString() {
    return "***";
  }
}
