package dev.signalbox.sandbox;

import java.io.IOException;

/** A server did not come up; the message quotes the last lines it wrote. */
public class ServerStartException extends IOException {
  private static final long serialVersionUID = 1L;

  public ServerStartException(String message) {
    super(message);
  }
}
