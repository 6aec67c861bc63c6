package dev.signalbox.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.SandboxSchema;
import io.nats.client.Connection;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.PushSubscribeOptions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** That table, stream and checkpoint of a cell say the same. */
final class Agreement {
  private static final Duration NOTHING_MORE = Duration.ofMillis(20);

  private final Site site;
  private final List<String> expected;

  Agreement(Site site) throws SQLException {
    this.site = site;
    this.expected = site.events().ids();
  }

  /** Whether the checkpoint says that all is done. */
  boolean isReached() throws SQLException {
    return checkpointed() == expected.size();
  }

  private long checkpointed() throws SQLException {
    try (java.sql.Connection connection = site.servers().mariaDb.connect();
        PreparedStatement query =
            connection.prepareStatement(
                "SELECT processed FROM signalbox_checkpoint WHERE program_name = ?")) {
      query.setString(1, site.relayName());
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }

  /** Every row once, in order. */
  void assertExactlyOnce() throws Exception {
    assertThat(checkpointed()).isEqualTo(expected.size());
    List<String> ids = new ArrayList<>();
    try (Connection connection =
        Nats.connect(site.servers().sink(site.cell().target()).clientOptions().build())) {
      JetStreamSubscription all =
          connection
              .jetStream()
              .subscribe(
                  site.subject(),
                  PushSubscribeOptions.builder().stream(SandboxSchema.STREAM)
                      .ordered(true)
                      .build());
      Message message = all.nextMessage(Site.LIMIT);
      while (message != null) {
        String id = message.getHeaders().getFirst("Nats-Msg-Id");
        ids.add(id.substring(id.lastIndexOf(':') + 1));
        boolean more = message.metaData().pendingCount() > 0;
        message = more ? all.nextMessage(Site.LIMIT) : all.nextMessage(NOTHING_MORE);
      }
    }
    assertThat(ids).isEqualTo(expected);
  }
}
