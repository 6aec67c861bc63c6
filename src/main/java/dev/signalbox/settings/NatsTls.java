package dev.signalbox.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What TLS to NATS is made with.
 *
 * @param trustFile PEM certificates to trust instead of the platform's
 * @param certificateFile PEM certificates to show to the server, the client's own first
 * @param keyFile the private key of the first of them, as PEM
 * @param keyPassword opens the key file if that is encrypted
 * @param first whether the server begins with TLS, before it greets
 */
public record NatsTls(
    Optional<Path> trustFile,
    Optional<Path> certificateFile,
    Optional<Path> keyFile,
    Optional<Secret> keyPassword,
    boolean first) {

  /** As the platform has it. */
  public static final NatsTls DEFAULT =
      new NatsTls(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

  /** Whether something is configured that makes sense with TLS only. */
  public boolean isConfigured() {
    return first || trustFile.isPresent() || certificateFile.isPresent();
  }
}
