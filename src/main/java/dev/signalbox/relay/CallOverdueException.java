package dev.signalbox.relay;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A driver's call did not come back in time and was ended. */
final class CallOverdueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration limit;

  CallOverdueException(Duration limit, @Nullable Throwable cause) {
    super("no reply for " + limit, cause);
    this.limit = limit;
  }

  Duration limit() {
    return limit;
  }
}
