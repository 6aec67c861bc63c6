package dev.signalbox.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.NatsServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.awaitility.Awaitility;

/**
 * nats-server's store is put back as it was some seconds ago, so that rows are gone that count as
 * relayed. Each relay has another policy for that: one goes on behind them, one sends them again,
 * and one fails and says what an operator may do, who does it.
 */
final class OlderStream {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration ORDERLY_END = Duration.ofSeconds(20);

  private static final String FROM_THE_FIRST = "From the first row of the table on: ";
  private static final String BEHIND_THE_LAST = "Behind the last row that was relayed: ";

  /** The exit code of a program of which a relay has failed. */
  private static final int RELAY_FAILED = 2;

  private final CrashServers servers;
  private final NatsServer nats;
  private final List<StreamLedger> ledgers;
  private final SplittableRandom chance;

  OlderStream(CrashServers servers, List<StreamLedger> ledgers, SplittableRandom chance) {
    this.servers = servers;
    this.nats = servers.nats.getFirst();
    this.ledgers = ledgers;
    this.chance = chance;
  }

  @FunctionalInterface
  interface Start {
    RelayingProgram program() throws IOException;
  }

  /**
   * Rows have to be written meanwhile.
   *
   * @return the program that is running at the end
   */
  RelayingProgram befall(RelayingProgram running, Start start) throws Exception {
    nats.stop(ORDERLY_END);
    Path copy = nats.copyStore();
    nats.restart();
    awaitLaterCheckpoints();
    boolean killed = chance.nextBoolean();
    if (killed) {
      running.kill();
    }
    String counted = position(servers.inOracle);
    nats.stop(ORDERLY_END);
    nats.putBack(copy);
    nats.restart();
    // What the program had sent to the database when it was killed may have arrived only then.
    ledgerOf(servers.inOracle).lose(killed ? position(servers.inOracle) : counted, killed);
    return decide(killed ? start.program() : running, start);
  }

  private StreamLedger ledgerOf(EventSource source) {
    return ledgers.stream().filter(each -> each.source().equals(source)).findFirst().orElseThrow();
  }

  private String position(EventSource source) throws SQLException {
    return servers.checkpoint(source, "pos_id");
  }

  /** As an operator does who reads what the relay says that has stopped. */
  private RelayingProgram decide(RelayingProgram running, Start start) throws Exception {
    Awaitility.await("a relay that asks")
        .pollInSameThread()
        .atMost(LIMIT)
        .until(() -> servers.checkpoint(servers.inMariaDb, "status").equals("FAILED"));
    boolean anew = chance.nextBoolean();
    String statement = running.proposed(anew ? FROM_THE_FIRST : BEHIND_THE_LAST);
    if (!anew) {
      ledgerOf(servers.inMariaDb).lose(position(servers.inMariaDb), true);
    }
    assertThat(running.end()).isEqualTo(RELAY_FAILED);
    servers.execute(statement);
    return start.program();
  }

  /** Until each is at a message that the copy does not have. */
  private void awaitLaterCheckpoints() throws Exception {
    Map<StreamLedger, Long> ends = new HashMap<>();
    for (StreamLedger ledger : ledgers) {
      ends.put(ledger, ledger.lastSequence());
    }
    Awaitility.await("checkpoints behind " + ends)
        .pollInSameThread()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              for (Map.Entry<StreamLedger, Long> end : ends.entrySet()) {
                String at = servers.checkpoint(end.getKey().source(), "stream_seq");
                assertThat(Long.parseLong(at)).isGreaterThan(end.getValue());
              }
            });
  }
}
