package dev.signalbox.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How to log in to NATS: one of user and password, token, credentials file and NKey, or nothing.
 *
 * @param credentialsFile a NATS {@code .creds} file, with a user's JWT and its NKey seed
 * @param nkeyFile a file with a user's NKey seed alone
 */
public record NatsLogin(
    Optional<String> username,
    Optional<Secret> password,
    Optional<Secret> token,
    Optional<Path> credentialsFile,
    Optional<Path> nkeyFile) {

  /** Nobody is logged in. */
  public static final NatsLogin NONE =
      new NatsLogin(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
