package dev.signalbox.relay.run;

/** A relay is configured to use a connection that there is not. */
public final class MissingConnectionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String name;

  MissingConnectionException(String name) {
    super("No connection " + name);
    this.name = name;
  }

  /** In words that the operator reads. */
  public String reason() {
    return "there is no connection " + name;
  }
}
