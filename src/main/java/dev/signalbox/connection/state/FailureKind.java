package dev.signalbox.connection.state;

/** Classes of failure. */
public enum FailureKind {
  UNREACHABLE("unreachable", true),
  REFUSED("refused", true),
  TIMED_OUT("timed out", true),
  TLS("TLS", false),
  AUTHENTICATION("authentication", false),
  UNKNOWN_SERVICE("unknown service", false),
  PROTOCOL("protocol", true),
  FENCED("fenced", true),
  CONFIGURATION("configuration", false),

  /** An engine of a newer version says something for which this one has no word. */
  NOT_UNDERSTOOD("not understood", false);

  private final String word;
  private final boolean retryable;

  FailureKind(String word, boolean retryable) {
    this.word = word;
    this.retryable = retryable;
  }

  public String word() {
    return word;
  }

  /**
   * False where repeating cannot help or does harm: repeated wrong passwords lock accounts. What is
   * known of an endpoint may say otherwise, see {@link Retries#canHelp}.
   */
  public boolean isRetryable() {
    return retryable;
  }
}
