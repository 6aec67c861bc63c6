package dev.signalbox.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.GuardedServer;
import dev.signalbox.sandbox.NatsServer;
import dev.signalbox.sandbox.tcp.Direction;
import dev.signalbox.testing.Extent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * One run: mishaps one after the other, each while rows are on their way, and in between all is
 * compared.
 */
final class CrashTrial implements AutoCloseable {
  private static final Duration STRIKE_LIMIT = Duration.ofMillis(400);
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration TAKEOVER_LIMIT = Duration.ofSeconds(10);
  private static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(60);
  private static final Duration ORDERLY_END = Duration.ofSeconds(20);

  private final CrashServers servers;
  private final CrashDraw draw;
  private final Path folder;
  private final SplittableRandom chance;
  private final List<StreamLedger> ledgers;
  private final CheckpointCopy copy;
  private final List<RelayingProgram> started = new ArrayList<>();
  private int done;
  private RelayingProgram program;

  CrashTrial(CrashServers servers, CrashDraw draw, Path folder) throws IOException {
    this.servers = servers;
    this.draw = draw;
    this.folder = folder;
    this.chance = new SplittableRandom(draw.seed());
    this.ledgers =
        servers.sources().stream().map(source -> new StreamLedger(servers, source)).toList();
    this.copy = new CheckpointCopy(servers);
    this.program = startProgram();
  }

  private RelayingProgram startProgram() throws IOException {
    Path own = Files.createDirectory(folder.resolve("program" + started.size()));
    RelayingProgram next = RelayingProgram.start(servers, own);
    started.add(next);
    return next;
  }

  /** Everything that was drawn; at the end the program ends in order and leaves nothing. */
  void run() throws Exception {
    awaitRunning();
    copy.take();
    while (done < draw.mishaps().size()) {
      int end = Math.min(done + draw.round(), draw.mishaps().size());
      try (Writers writers = new Writers(servers.sources(), chance)) {
        if (draw.hasLongest(done, end)) {
          writers.openTransaction(LONGEST_TRANSACTION);
        }
        for (; done < end; done++) {
          pause(20, 120);
          befall(draw.mishaps().get(done), writers);
          if (chance.nextInt(4) == 0) {
            copy.take();
          }
        }
      }
      settle();
    }
    endInOrder();
  }

  /** Late rows are looked for at once where a program begins, and each half a minute otherwise. */
  private void settle() throws Exception {
    for (StreamLedger ledger : ledgers) {
      if (!ledger.source().writersAreSeen()) {
        assertThat(program.end()).isZero();
        program = startProgram();
        awaitRunning();
      }
      ledger.settle();
    }
  }

  private void awaitRunning() {
    for (EventSource source : servers.sources()) {
      Awaitility.await("a checkpoint of " + source)
          .pollInSameThread()
          .atMost(START_LIMIT)
          .ignoreExceptions()
          .until(() -> servers.checkpoint(source, "status").equals("RUNNING"));
    }
  }

  private void befall(Mishap mishap, Writers writers) throws Exception {
    if (mishap == Mishap.LONG_TRANSACTION) {
      // Longer than rows are given to settle where open transactions cannot be seen.
      writers.openTransaction(Duration.ofMillis(chance.nextInt(2_200, 3_000)));
      return;
    }
    strike();
    switch (mishap) {
      case PROGRAM_KILLED -> program.kill();
      case KILLED_UNTOLD -> {
        program.hold(Direction.TO_CLIENT);
        pause(0, 60);
        program.kill();
      }
      case OVERTAKEN -> overtake();
      case OLDER_COPY -> {
        program.kill();
        copy.putBack();
      }
      case OLDER_STREAM -> {
        program = new OlderStream(servers, ledgers, chance).befall(program, this::startProgram);
        awaitRunning();
        // A place in what was lost means nothing any more.
        copy.take();
      }
      case WINDOW_PASSED -> beAwayForTheWindow();
      case NATS_KILLED -> killForAWhile(anyNats());
      case MARIADB_KILLED -> killForAWhile(servers.mariaDb);
      case PROGRAM_FROZEN -> briefly(program::freeze, program::wake);
      case NATS_FROZEN -> freezeBriefly(anyNats());
      case MARIADB_FROZEN -> freezeBriefly(servers.mariaDb);
      case UNTOLD -> briefly(() -> program.hold(Direction.TO_CLIENT), program::release);
      case NATS_CUT -> program.cutNats();
      case MARIADB_CUT -> servers.mariaDbNetwork.resetConnections();
      case LONG_TRANSACTION -> {}
    }
    if (!program.isAlive()) {
      program = startProgram();
    }
  }

  private void killForAWhile(GuardedServer server) throws IOException, InterruptedException {
    server.kill();
    pause(0, 300);
    server.restart();
  }

  private void freezeBriefly(GuardedServer server) throws IOException, InterruptedException {
    briefly(server::suspend, server::resume);
  }

  @FunctionalInterface
  private interface Deed {
    void act() throws IOException, InterruptedException;
  }

  /** Now and then for longer than what it stops can be without. */
  private void briefly(Deed stop, Deed goOn) throws IOException, InterruptedException {
    boolean lasting = Extent.ofThisRun() != Extent.DRAW && chance.nextInt(10) == 0;
    stop.act();
    pause(lasting ? 1_500 : 20, lasting ? 6_500 : 300);
    goOn.act();
  }

  private NatsServer anyNats() {
    return servers.nats.get(chance.nextInt(servers.nats.size()));
  }

  /** Returns when some of the rows of a burst are sent, and others are not. */
  private void strike() throws Exception {
    long before = program.sent();
    burst(100 + chance.nextInt(900));
    program.awaitSent(before + chance.nextInt(2_000, 120_000), STRIKE_LIMIT);
  }

  private void burst(int rows) throws SQLException {
    try (Connection connection = servers.mariaDb.connect()) {
      servers.inMariaDb.insert(connection, rows);
      servers.unseen.insert(connection, rows / 4);
    }
  }

  /**
   * What the frozen one has sent arrives once its successor has stored some rows and not yet the
   * others, with which it is on its way itself.
   */
  private void overtake() throws Exception {
    RelayingProgram old = program;
    if (chance.nextInt(4) > 0) {
      old.hold(Direction.TO_SERVER);
    }
    old.freeze();
    burst(500);
    if (chance.nextInt(4) > 0) {
      // As an operator takes a lease over; otherwise it expires.
      servers.execute("UPDATE signalbox_checkpoint SET lease_until = '2020-01-01 00:00:00'");
    }
    program = startProgram();
    program.awaitSent(chance.nextInt(4_000, 80_000), TAKEOVER_LIMIT);
    program.hold(Direction.TO_SERVER);
    pause(5, 40);
    old.release();
    old.wake();
    pause(20, 300);
    program.release();
    pause(0, 300);
    if (chance.nextBoolean()) {
      old.kill();
    } else {
      // It was frozen, and now it is the one to go on.
      assertThat(program.end()).isZero();
      program = old;
    }
  }

  /**
   * One nats-server is killed. Of several, which have promised to bear the loss of one, all go down
   * in order: killed at once, they lose what they have acknowledged.
   */
  private void beAwayForTheWindow() throws Exception {
    program.kill();
    for (NatsServer server : servers.nats) {
      if (servers.nats.size() == 1) {
        server.kill();
      } else {
        server.stop(ORDERLY_END);
      }
    }
    pause((int) CrashServers.SHORT_WINDOW.toMillis(), 1_000);
    for (NatsServer server : servers.nats) {
      server.restart();
    }
  }

  private void pause(int least, int most) throws InterruptedException {
    var _ = new CountDownLatch(1).await(chance.nextInt(least, most), TimeUnit.MILLISECONDS);
  }

  private void endInOrder() throws Exception {
    assertThat(program.end()).isZero();
    for (EventSource source : servers.sources()) {
      assertThat(servers.checkpoint(source, "lease_holder")).isEqualTo("null");
      assertThat(servers.checkpoint(source, "status")).isEqualTo("STOPPED");
    }
    Awaitility.await("no session left")
        .pollInSameThread()
        .untilAsserted(
            () -> {
              assertThat(servers.mariaDb.processList()).isEmpty();
              for (NatsServer server : servers.nats) {
                assertThat(server.connections()).isEmpty();
              }
              assertThat(servers.oracle.holdings().sessions()).isZero();
            });
  }

  /** What was done, and what the program said last. */
  @Override
  public String toString() {
    return "%d of %s; %d programs, %s".formatted(done, draw, started.size(), ledgers);
  }

  String lastWords() {
    return draw.mishaps().subList(Math.max(0, done - 10), Math.min(done + 1, draw.mishaps().size()))
        + "\n"
        + program;
  }

  @Override
  public void close() {
    started.forEach(RelayingProgram::close);
  }
}
