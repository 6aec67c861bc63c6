package dev.signalbox.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Compares a source's table, stream and checkpoint, each time from where it was compared last: each
 * row that was committed is there once, in the order of timestamp and id but for those that are
 * marked as late where nobody sees who writes, and none of a term that was over.
 */
final class StreamLedger {
  private static final Duration MESSAGE_LIMIT = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(20);

  /** Longer than it takes to look through a whole stream, on a busy machine. */
  private static final Duration STILL = Duration.ofSeconds(60);

  private final CrashServers servers;
  private final EventSource source;
  private long sequence;
  private long epoch;
  private int rows;
  private int late;
  private int lost;
  private final List<Loss> losses = new ArrayList<>();

  private record Loss(String counted, boolean exactly) {}

  StreamLedger(CrashServers servers, EventSource source) {
    this.servers = servers;
    this.source = source;
  }

  /** How many rows were found in order, how many of them late, and how many have to be missing. */
  @Override
  public String toString() {
    return "%d rows of %s%s%s"
        .formatted(
            rows,
            source,
            late == 0 ? "" : ", %d late".formatted(late),
            lost == 0 ? "" : ", %d lost".formatted(lost));
  }

  EventSource source() {
    return source;
  }

  /** Nobody writes any more: waits until all is relayed, or nothing goes on, and compares. */
  void settle() throws Exception {
    List<String> expected = source.ids(rows);
    String all = Integer.toString(rows + expected.size());
    awaitProcessed(all);
    StoredIds stored = stored();
    assertThat(stored.difference(withoutLost(expected, stored)))
        .as("%s behind row %d", source, rows)
        .isEmpty();
    assertThat(source.writersAreSeen() ? stored.late() : Set.of())
        .as("late of " + source)
        .isEmpty();
    late += stored.late().size();
    assertThat(servers.checkpoint(source, "processed")).as("rows of %s", source).isEqualTo(all);
    rows += expected.size();
    assertThat(servers.checkpoint(source, "pos_id")).isEqualTo(source.ids(rows - 1).getFirst());
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
  private StoredIds stored() throws Exception {
    StoredIds ids = new StoredIds(new ArrayList<>(), new HashSet<>());
    try (Connection connection = servers.connectNats()) {
      long last = lastSequence(connection.jetStreamManagement());
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

  private void add(Message message, StoredIds ids) {
    long term = Long.parseLong(message.getHeaders().getFirst("Sbx-Epoch"));
    if (message.getData().length > 0) {
      String id = id(message.getHeaders());
      ids.all().add(id);
      if (message.getHeaders().containsKey("Sbx-Late")) {
        ids.late().add(id);
      }
      assertThat(term)
          .as("term of row %s of %s, stored after term %d began", id, source, epoch)
          .isGreaterThanOrEqualTo(epoch);
    }
    epoch = Math.max(epoch, term);
  }

  private static String id(Headers headers) {
    String id = headers.getFirst("Nats-Msg-Id");
    return id.substring(id.lastIndexOf(':') + 1);
  }

  long lastSequence() throws Exception {
    try (Connection connection = servers.connectNats()) {
      return lastSequence(connection.jetStreamManagement());
    }
  }

  private long lastSequence(JetStreamManagement streams) throws IOException, JetStreamApiException {
    return streams.getStreamInfo(source.name()).getStreamState().getLastSequence();
  }

  /**
   * The rows behind the end of an older copy of the stream stay lost.
   *
   * @param counted the last one that counts as relayed
   * @param exactly nothing was relayed behind it any more
   */
  void lose(String counted, boolean exactly) {
    losses.add(new Loss(counted, exactly));
  }

  private List<String> withoutLost(List<String> expected, StoredIds stored) {
    List<String> rest = new ArrayList<>(expected);
    for (Loss loss : losses) {
      int from = stored.alike(rest);
      int to = rest.indexOf(loss.counted) + 1;
      if (!loss.exactly && from < stored.all().size()) {
        to = Math.max(to, rest.indexOf(stored.all().get(from)));
      }
      if (from < to) {
        lost += to - from;
        rest.subList(from, to).clear();
      }
    }
    losses.clear();
    return rest;
  }
}
