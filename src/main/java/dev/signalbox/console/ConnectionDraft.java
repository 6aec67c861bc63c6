package dev.signalbox.console;

import dev.signalbox.connection.state.EndpointKind;

/**
 * A connection as an operator writes it: nothing of it has been looked at. Holds no secret.
 *
 * @param address of a database; of NATS one or more servers, with commas or blanks between them
 * @param username may be empty
 * @param connectTimeout a duration as in the configuration; empty for the usual one
 */
public record ConnectionDraft(
    EndpointKind kind,
    String name,
    String address,
    String username,
    SecretReference secret,
    String connectTimeout,
    boolean autoConnect) {

  /** Without what is being written, which may be a secret in the wrong place. */
  @Override
  public String toString() {
    return "ConnectionDraft[name=%s, kind=%s]".formatted(name, kind);
  }
}
