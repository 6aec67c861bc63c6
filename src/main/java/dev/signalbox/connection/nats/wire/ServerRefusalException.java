package dev.signalbox.connection.nats.wire;

import dev.signalbox.base.ForeignText;
import java.io.IOException;

/** What a server answered instead of letting us in, in its own words. */
public final class ServerRefusalException extends IOException {
  private static final long serialVersionUID = 1L;

  ServerRefusalException(String words) {
    super(ForeignText.cut(words));
  }
}
