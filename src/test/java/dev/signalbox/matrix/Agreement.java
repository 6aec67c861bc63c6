package dev.signalbox.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** That table, stream and checkpoint of a cell say the same. */
final class Agreement {
  private static final Duration NOTHING_MORE = Duration.ofMillis(20);

  private final MatrixServers servers;
  private final Target target;
  private final String relay;
  private final List<String> expected;

  /**
   * @param events as they are by now; no more may come
   * @param relay its name, which names its messages' subject too
   */
  Agreement(MatrixServers servers, Target target, String relay, Events events) throws SQLException {
    this.servers = servers;
    this.target = target;
    this.relay = relay;
    this.expected = events.ids();
  }

  /** Whether the checkpoint says that all is done. */
  boolean isReached() throws SQLException {
    return checkpointed() == expected.size();
  }

  private long checkpointed() throws SQLException {
    try (Connection connection = servers.mariaDb.connect();
        PreparedStatement query =
            connection.prepareStatement(
                "SELECT processed FROM signalbox_checkpoint WHERE program_name = ?")) {
      query.setString(1, relay);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }

  /** Every row once, in order. */
  void assertExactlyOnce() throws Exception {
    assertThat(checkpointed()).isEqualTo(expected.size());
    List<String> ids = new ArrayList<>();
    JetStreamSubscription all = servers.messages(target, SiteConfiguration.subject(relay));
    try {
      Message message = all.nextMessage(Site.LIMIT);
      while (message != null) {
        if (message.getData().length > 0) {
          String id = message.getHeaders().getFirst("Nats-Msg-Id");
          ids.add(id.substring(id.lastIndexOf(':') + 1));
        }
        boolean more = message.metaData().pendingCount() > 0;
        message = more ? all.nextMessage(Site.LIMIT) : all.nextMessage(NOTHING_MORE);
      }
    } finally {
      all.unsubscribe();
    }
    assertThat(ids).isEqualTo(expected);
  }
}
