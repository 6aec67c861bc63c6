package dev.signalbox.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Compares a source's table, stream and checkpoint, each time from where it was compared last: each
 * row that was committed is there once, in the order of timestamp and id, and none of a term that
 * was over.
 */
final class StreamLedger {
  private static final Duration MESSAGE_LIMIT = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(20);

  /** Longer than anything takes that is under way, on a busy machine. */
  private static final Duration STILL = Duration.ofSeconds(20);

  private static final int SHOWN = 5;

  private final CrashServers servers;
  private final EventSource source;
  private long sequence;
  private long epoch;
  private int rows;

  StreamLedger(CrashServers servers, EventSource source) {
    this.servers = servers;
    this.source = source;
  }

  /** How many rows were found in order. */
  int rows() {
    return rows;
  }

  /** Nobody writes any more: waits until all is relayed, or nothing goes on, and compares. */
  void settle() throws Exception {
    List<String> expected = source.ids(rows);
    String all = Integer.toString(rows + expected.size());
    awaitProcessed(all);
    assertThat(difference(stored(), expected)).as("%s behind row %d", source, rows).isEmpty();
    assertThat(servers.checkpoint(source, "processed")).as("rows of %s", source).isEqualTo(all);
    rows += expected.size();
    assertThat(servers.checkpoint(source, "pos_id")).isEqualTo(source.ids(rows - 1).getFirst());
  }

  /** What is wrong with what was stored, in a line; empty if nothing is. */
  private static String difference(List<String> stored, List<String> expected) {
    if (stored.equals(expected)) {
      return "";
    }
    int alike = 0;
    while (alike < Math.min(stored.size(), expected.size())
        && stored.get(alike).equals(expected.get(alike))) {
      alike++;
    }
    Set<String> missing = new LinkedHashSet<>(expected);
    stored.forEach(missing::remove);
    Set<String> once = new HashSet<>();
    List<String> again = stored.stream().filter(id -> !once.add(id)).limit(SHOWN).toList();
    return "%d of %d rows, alike up to %d, then %s instead of %s; missing %s, again %s"
        .formatted(
            stored.size(),
            expected.size(),
            alike,
            stored.stream().skip(alike).limit(SHOWN).toList(),
            expected.stream().skip(alike).limit(SHOWN).toList(),
            missing.stream().limit(SHOWN).toList(),
            again);
  }

  private void awaitProcessed(String all) throws SQLException, InterruptedException {
    String before = "";
    long moved = System.nanoTime();
    while (!before.equals(all) && System.nanoTime() - moved < STILL.toNanos()) {
      String now = servers.checkpoint(source, "processed");
      if (!now.equals(before)) {
        moved = System.nanoTime();
      }
      before = now;
      var _ = new CountDownLatch(1).await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** The ids of the rows that were stored since the last time. */
  private List<String> stored() throws Exception {
    List<String> ids = new ArrayList<>();
    try (Connection connection = servers.connectNats()) {
      long last =
          connection
              .jetStreamManagement()
              .getStreamInfo(source.name())
              .getStreamState()
              .getLastSequence();
      if (sequence == last) {
        return ids;
      }
      JetStreamSubscription messages =
          connection
              .jetStream()
              .subscribe(
                  source.name(),
                  PushSubscribeOptions.builder()
                      .ordered(true)
                      .configuration(
                          ConsumerConfiguration.builder()
                              .deliverPolicy(DeliverPolicy.ByStartSequence)
                              .startSequence(sequence + 1)
                              .build())
                      .build());
      while (sequence < last) {
        Message message = messages.nextMessage(MESSAGE_LIMIT);
        assertThat(message).as("message behind %d of %d", sequence, last).isNotNull();
        sequence = message.metaData().streamSequence();
        add(message, ids);
      }
    }
    return ids;
  }

  private void add(Message message, List<String> ids) {
    long term = Long.parseLong(message.getHeaders().getFirst("Sbx-Epoch"));
    if (message.getData().length > 0) {
      String id = message.getHeaders().getFirst("Nats-Msg-Id");
      ids.add(id.substring(id.lastIndexOf(':') + 1));
      assertThat(term)
          .as("term of row %s of %s, stored after term %d began", ids.getLast(), source, epoch)
          .isGreaterThanOrEqualTo(epoch);
    }
    epoch = Math.max(epoch, term);
  }
}
