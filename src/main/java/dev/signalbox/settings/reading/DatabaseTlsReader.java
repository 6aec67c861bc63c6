package dev.signalbox.settings.reading;

import dev.signalbox.settings.DatabaseKind;
import dev.signalbox.settings.DatabaseTls;
import dev.signalbox.settings.DatabaseTls.ClientCertificate;
import dev.signalbox.settings.DatabaseTls.Mode;
import dev.signalbox.settings.DatabaseTls.Store;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads what a database's connection says about TLS. */
final class DatabaseTlsReader {
  private static final String CERTIFICATE = "client_certificate_file";
  private static final String KEY = "client_key_file";

  private DatabaseTlsReader() {}

  static DatabaseTls read(DatabaseKind kind, MappingReader connection) {
    return switch (kind) {
      case MARIADB -> mariaDb(connection);
      case ORACLE -> oracle(connection);
    };
  }

  private static DatabaseTls mariaDb(MappingReader connection) {
    List<String> words = Arrays.stream(Mode.values()).map(Mode::word).toList();
    Optional<Mode> mode =
        connection
            .optional("tls")
            .flatMap(text -> text.oneOf(words))
            .flatMap(DatabaseTlsReader::mode);
    Optional<Path> trustFile = connection.optional("trust_file").flatMap(Scalar::readableFile);
    Optional<Path> certificate = connection.optional(CERTIFICATE).flatMap(Scalar::readableFile);
    Optional<Path> key = connection.optional(KEY).flatMap(Scalar::secretFile);
    checkPair(connection);
    if (mode.filter(Mode.OFF::equals).isPresent()) {
      List.of("trust_file", CERTIFICATE, KEY).stream()
          .filter(connection.names()::contains)
          .forEach(
              unused ->
                  connection.complain(unused, "has no meaning with \"tls: off\"", "leave one out"));
    }
    return new DatabaseTls(
        mode,
        trustFile,
        certificate.flatMap(shown -> key.map(secret -> new ClientCertificate(shown, secret))),
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<Mode> mode(String word) {
    return Arrays.stream(Mode.values()).filter(mode -> mode.word().equals(word)).findFirst();
  }

  private static void checkPair(MappingReader connection) {
    boolean shown = connection.names().contains(CERTIFICATE);
    if (shown != connection.names().contains(KEY)) {
      String there = shown ? CERTIFICATE : KEY;
      String lacking = shown ? KEY : CERTIFICATE;
      connection.complain(there, "needs \"" + lacking + "\" beside it", "");
    }
  }

  private static DatabaseTls oracle(MappingReader connection) {
    Optional<Path> wallet = connection.optional("wallet").flatMap(Scalar::readableFolder);
    Optional<Path> trustStore = connection.optional("trust_store").flatMap(Scalar::readableFile);
    return new DatabaseTls(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        store("wallet", wallet, connection),
        store("trust_store", trustStore, connection));
  }

  private static Optional<Store> store(String key, Optional<Path> path, MappingReader connection) {
    String passwordKey = key + "_password";
    Optional<Scalar> password = connection.optional(passwordKey);
    if (password.isPresent() && !connection.names().contains(key)) {
      connection.complain(passwordKey, "needs \"" + key + "\" beside it", "");
    }
    return path.map(there -> new Store(there, password.map(Scalar::secret)));
  }
}
