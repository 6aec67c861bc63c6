package dev.signalbox.app;

import dev.signalbox.sandbox.Account;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.sandbox.NatsServer;
import dev.signalbox.sandbox.SandboxSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A configuration file in the making. Immutable: every addition gives another one. */
record ConfigurationText(String environment, String connections, String rest) {

  static ConfigurationText empty() {
    return new ConfigurationText("trial", "", "");
  }

  ConfigurationText nats(NatsServer server) {
    return nats(server.url(), "connect_timeout: 30");
  }

  ConfigurationText nats(String url, String more) {
    return connection("nats: {type: nats, servers: [\"%s\"], %s}".formatted(url, more));
  }

  ConfigurationText mariaDb(MariaDbServer server) {
    return mariaDb(server.url(), server.app(), "connect_timeout: 30");
  }

  ConfigurationText mariaDb(String url, Account account, String more) {
    return connection(
        "mariadb: {type: mariadb, url: \"%s\", username: %s, password: \"%s\", %s}"
            .formatted(url, account.user(), account.password(), more));
  }

  /** An Oracle that is there only on paper: it is connected when asked for. */
  ConfigurationText unusedOracle() {
    return connection(
        "oracle: {type: oracle, url: \"//127.0.0.1:1521/FREEPDB1\", username: app,"
            + " password: none, auto_connect: false}");
  }

  /** A connection as one line of YAML. */
  ConfigurationText connection(String line) {
    return new ConfigurationText(environment, connections + "  " + line + "\n", rest);
  }

  /** The relay of the sandbox's event table, with a checkpoint of that name. */
  ConfigurationText polling(String program) {
    return polling(program, "TXLOG_EVENTS", SandboxSchema.STREAM);
  }

  ConfigurationText polling(String program, String table, String stream) {
    return polling(program, new Roles("mariadb", "nats", "mariadb"), table, stream);
  }

  /** The names of the connections that a relay uses. */
  record Roles(String source, String sink, String checkpoint) {}

  ConfigurationText polling(String program, Roles roles, String table, String stream) {
    return with(
        """
        polling:
          program_name: %s
          source: %s
          sink: %s
          checkpoint: %s
          table: %s
          id_column: ID
          timestamp_column: EVENT_TIMESTAMP
          stream: %s
          subject: %s
          interval: 200ms
        """
            .formatted(
                program,
                roles.source(),
                roles.sink(),
                roles.checkpoint(),
                table,
                stream,
                SandboxSchema.SUBJECT));
  }

  ConfigurationText withoutRetries() {
    return with("retry: {enabled: false}\n");
  }

  ConfigurationText in(String otherEnvironment) {
    return new ConfigurationText(otherEnvironment, connections, rest);
  }

  ConfigurationText with(String text) {
    return new ConfigurationText(environment, connections, rest + text);
  }

  @Override
  public String toString() {
    return "environment: %s\nconnections:\n%s%s".formatted(environment, connections, rest);
  }

  /** Writes it and returns the file. */
  Path write(Path folder) throws IOException {
    return Files.writeString(folder.resolve("trial.yaml"), toString());
  }
}
