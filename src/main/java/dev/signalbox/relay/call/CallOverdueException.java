package dev.signalbox.relay.call;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A driver's call did not come back in time and was ended. */
public final class CallOverdueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration limit;

  public CallOverdueException(Duration limit, @Nullable Throwable cause) {
    super("no reply for " + limit, cause);
    this.limit = limit;
  }

  Duration limit() {
    return limit;
  }
}
