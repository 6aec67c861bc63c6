package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.bench.Spread;
import dev.signalbox.sandbox.SandboxSchema;
import dev.signalbox.testing.Askers;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.PushSubscribeOptions;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * How long a row takes from its commit until a consumer of the stream has it, which is at most a
 * moment after its acknowledgement: 20 rows per second that the database dates, an interval of 100
 * ms, and a horizon, because open transactions can be seen.
 *
 * <p>Threading: rows are committed on a thread of its own, and arrive on one of the driver's.
 */
final class LatencyBench {
  private static final Duration BETWEEN_ROWS = Duration.ofMillis(50);
  private static final Duration INTERVAL = Duration.ofMillis(100);
  private static final int WARM_UP = 100;
  private static final double MILLISECOND = 1e6;

  private final Map<Integer, Long> committed = new ConcurrentHashMap<>();
  private final Map<Integer, Long> arrived = new ConcurrentHashMap<>();
  private int rows;

  private LatencyBench() {}

  static void run(int rows, int rounds) throws Exception {
    try (RelayTestBed bed = new RelayTestBed()) {
      bed.execute(
          """
          CREATE TABLE tracking.STAMPED (
            ID BIGINT NOT NULL PRIMARY KEY,
            EVENT_TIMESTAMP DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
            INDEX STAMPED_POSITION (EVENT_TIMESTAMP, ID)
          )\
          """);
      Relay relay = bed.relay(RelayTestBed.settings("STAMPED", INTERVAL, EventPages.PAGE));
      assertThat(relay.start(Askers.TEST).isAccepted()).isTrue();
      new LatencyBench().measure(bed, rows, rounds);
      RelayTestBed.stop(relay);
    }
  }

  private void measure(RelayTestBed bed, int number, int rounds) throws Exception {
    try (java.sql.Connection database = bed.mariaDb.connect();
        PreparedStatement insert =
            database.prepareStatement("INSERT INTO STAMPED (ID) VALUES (?)");
        io.nats.client.Connection nats =
            Nats.connect(Options.builder().server(bed.nats.url()).build());
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
      var _ =
          nats.jetStream()
              .subscribe(
                  SandboxSchema.SUBJECT,
                  nats.createDispatcher(),
                  message -> arrived(message.getHeaders().getFirst("Nats-Msg-Id")),
                  false,
                  PushSubscribeOptions.builder().ordered(true).build());
      commit(clock, insert, WARM_UP);
      double[][] percentiles = new double[3][rounds];
      for (int round = 0; round < rounds; round++) {
        Spread taken = taken(commit(clock, insert, number), number);
        percentiles[0][round] = taken.percentile(50);
        percentiles[1][round] = taken.percentile(95);
        percentiles[2][round] = taken.percentile(99);
      }
      List<String> names = List.of("p50", "p95", "p99");
      for (int i = 0; i < names.size(); i++) {
        System.out.printf(
            Locale.ROOT, "%s %s ms%n", names.get(i), new Spread(percentiles[i]).text("%.0f"));
        RelayBench.ratios("latency")
            .keep(
                "from commit to consumer, " + names.get(i),
                percentiles[i],
                "its interval of 100 ms",
                (double) INTERVAL.toMillis());
      }
    }
  }

  private void arrived(String messageId) {
    long now = System.nanoTime();
    String id = messageId.substring(messageId.lastIndexOf(':') + 1);
    var _ = arrived.put(Integer.valueOf(id), now);
  }

  /** Returns when so many have been committed and have arrived. */
  private int commit(ScheduledExecutorService clock, PreparedStatement insert, int number)
      throws Exception {
    int first = rows + 1;
    int last = rows + number;
    ScheduledFuture<?> committing =
        clock.scheduleAtFixedRate(
            () -> commitNext(insert, last), 0, BETWEEN_ROWS.toMillis(), TimeUnit.MILLISECONDS);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30).plus(BETWEEN_ROWS.multipliedBy(number)))
        .until(() -> committing.isDone() || arrived.containsKey(last));
    var _ = committing.cancel(false);
    assertThat(arrived).containsKey(last);
    return first;
  }

  private Spread taken(int first, int number) {
    double[] taken = new double[number];
    for (int i = 0; i < number; i++) {
      taken[i] =
          (arrived.getOrDefault(first + i, 0L) - committed.getOrDefault(first + i, 0L))
              / MILLISECOND;
    }
    return new Spread(taken);
  }

  /** The statement is its own transaction. */
  private void commitNext(PreparedStatement insert, int last) {
    if (rows == last) {
      return;
    }
    try {
      insert.setInt(1, rows + 1);
      insert.executeUpdate();
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
    rows++;
    var _ = committed.put(rows, System.nanoTime());
  }
}
