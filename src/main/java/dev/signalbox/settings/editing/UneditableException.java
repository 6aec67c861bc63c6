package dev.signalbox.settings.editing;

import java.util.Objects;

/** Why an edit cannot be made without touching what it is not about, in words for the operator. */
public final class UneditableException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Of this reason.
   *
   * @param reason one line without what the file says, which may be secret
   */
  public UneditableException(String reason) {
    super(reason);
  }

  /** Why; without what the file says, which may be secret. */
  public String reason() {
    return Objects.requireNonNull(getMessage());
  }
}
