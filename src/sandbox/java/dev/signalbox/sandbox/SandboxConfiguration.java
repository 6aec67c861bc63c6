package dev.signalbox.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * What the console has to be told about the sandbox's servers.
 *
 * @param oracleUrl as the connection's {@code url} has it
 * @param source the connection the relay reads from
 * @param engine whom it is for
 * @param fleetUrl where the engines of a fleet meet; empty if there is only this one
 */
record SandboxConfiguration(
    String natsUrl,
    String oracleUrl,
    Account oracleAccount,
    String mariaDbUrl,
    Account mariaDbAccount,
    Source source,
    SandboxEngine engine,
    Optional<String> fleetUrl) {

  /**
   * Writes {@code signalbox.yaml} and, beside it, one file per password that its owner alone may
   * read.
   *
   * @return the configuration file
   */
  Path write(Path folder) throws IOException {
    Path oraclePassword = writeSecret(folder.resolve("oracle.password"), oracleAccount);
    Path mariaDbPassword = writeSecret(folder.resolve("mariadb.password"), mariaDbAccount);
    String text =
        """
        # Written anew at every start of the sandbox, and gone with it.
        environment: %s
        connections:
          nats:
            type: nats
            servers: ["%s"]
            connect_timeout: 10s
          oracle:
            type: oracle
            url: "%s"
            username: %s
            password: "${file:%s}"
            connect_timeout: 30s
          mariadb:
            type: mariadb
            url: "%s"
            username: %s
            password: "${file:%s}"
            connect_timeout: 10s
        polling:
          program_name: %s
          source: %s
          sink: nats
          checkpoint: mariadb
          table: %s
          id_column: ID
          timestamp_column: EVENT_TIMESTAMP
          stream: %s
          subject: %s
          interval: 2s
          batch_size: 1000
        """
            .formatted(
                engine.environment(),
                natsUrl,
                oracleUrl,
                oracleAccount.user(),
                oraclePassword,
                mariaDbUrl,
                mariaDbAccount.user(),
                mariaDbPassword,
                engine.relay(),
                source.connection(),
                source.events().table(),
                SandboxSchema.STREAM,
                engine.subject());
    return Files.writeString(
        folder.resolve("signalbox.yaml"), text + fleet(), StandardOpenOption.CREATE_NEW);
  }

  private String fleet() {
    return fleetUrl
        .map(
            url ->
                """
                fleet:
                  servers: ["%s"]
                  name: %s
                  group: %s
                """
                    .formatted(url, engine.name(), engine.group()))
        .orElse("");
  }

  private static Path writeSecret(Path file, Account account) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, account.password());
  }
}
