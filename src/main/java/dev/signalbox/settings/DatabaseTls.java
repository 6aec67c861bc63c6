package dev.signalbox.settings;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a database's connection says about TLS in words of our own. What stands in driver properties
 * or in the address instead is passed through and not in here.
 *
 * @param mode MariaDB only: Oracle says it by {@code tcps://} in the address
 * @param trustFile MariaDB only: PEM certificates to trust instead of the platform's
 * @param client MariaDB only: what the client shows of itself
 * @param wallet Oracle only: the folder of a wallet
 * @param trustStore Oracle only: a key store of certificates to trust
 */
public record DatabaseTls(
    Optional<Mode> mode,
    Optional<Path> trustFile,
    Optional<ClientCertificate> client,
    Optional<Store> wallet,
    Optional<Store> trustStore) {

  /** Nothing said. */
  public static final DatabaseTls NONE =
      new DatabaseTls(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** The passwords in it. */
  Stream<Secret> secrets() {
    return Stream.of(wallet, trustStore)
        .flatMap(Optional::stream)
        .flatMap(store -> store.password().stream());
  }

  /** How much of the server's identity is checked; nothing less is accepted than what is said. */
  public enum Mode {
    VERIFY_FULL("verify-full"),
    VERIFY_CA("verify-ca"),
    OFF("off");

    private final String word;

    Mode(String word) {
      this.word = word;
    }

    /** As in a configuration. */
    public String word() {
      return word;
    }
  }

  /** A client's own certificate and its key, as PEM files. */
  public record ClientCertificate(Path certificate, Path key) {}

  /** A file or folder of keys or certificates, with the password that opens it. */
  public record Store(Path path, Optional<Secret> password) {}
}
