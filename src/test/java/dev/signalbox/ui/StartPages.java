package dev.signalbox.ui;

import dev.signalbox.ui.start.StartPage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the window may say before there is an engine. */
final class StartPages {
  static final StartPage FIRST_RUN =
      new StartPage.FirstRun(
          List.of(
              Path.of("/srv/relay/signalbox.yaml"),
              Path.of("/home/operator/.config/signalbox/signalbox.yaml")),
          """
          environment: staging
          connections:
            nats:    {type: nats, servers: ["nats://127.0.0.1:4222"], connect_timeout: 30}
            oracle:  {type: oracle, url: "//127.0.0.1:1521/FREEPDB1", username: app, password: ask}
            mariadb: {type: mariadb, url: "127.0.0.1:3306/tracking", username: app, password: ask}
          polling:
            program_name: txlog
            source: oracle
            sink: nats
            checkpoint: mariadb
            table: SPC.TXLOG_EVENTS
            id_column: ID
            timestamp_column: EVENT_TIMESTAMP
            stream: TXLOG
            subject: txlog.events
          """,
          Path.of("/home/operator/.config/signalbox/signalbox.yaml"),
          Optional.empty());
  static final StartPage UNUSABLE =
      new StartPage.Unusable(
          Path.of("/srv/relay/signalbox.yaml"),
          List.of(
              new StartPage.Problem(
                  4, "connections.oracle.pasword", "unknown key", "Did you mean “password”?"),
              new StartPage.Problem(
                  12,
                  "polling.interval",
                  "“10x” is not a duration",
                  "Write seconds as a number, or 500ms, 10s, 5m")));

  /** Nobody presses the buttons. */
  static final StartPage.Actions NOTHING =
      new StartPage.Actions() {
        @Override
        public void retry() {}

        @Override
        public void create() {}

        @Override
        public void add() {}

        @Override
        public void quit() {}
      };

  private StartPages() {}
}
