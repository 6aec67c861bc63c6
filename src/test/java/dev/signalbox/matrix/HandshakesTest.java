package dev.signalbox.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.app.TrialProgram;
import dev.signalbox.base.Deadline;
import dev.signalbox.connection.driver.DriverThreads;
import dev.signalbox.connection.driver.Session;
import dev.signalbox.testing.UndisturbedScope;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Counts the replies of its server that a connect to each target takes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HandshakesTest {
  /**
   * So many that the least is among them. A server may say something more that nobody waits for,
   * such as a ticket for the next TLS handshake, now as a message of its own and now as part of
   * one: four of five connects to MariaDB have that message more. What every connect takes is the
   * least.
   */
  private static final int TLS_CONNECTS = 60;

  /** In the clear they are all the same. */
  private static final int CONNECTS = 3;

  @TempDir private static Path folder;
  private MatrixServers servers;

  @BeforeAll
  void start() throws Exception {
    servers = new MatrixServers(folder);
  }

  @AfterAll
  void stop() throws Exception {
    servers.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyConnectTakesSoManyReplies(Target target) throws Exception {
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < (target.hasTls() ? TLS_CONNECTS : CONNECTS); i++) {
      least = Math.min(least, count(target));
    }
    assertThat(least).isEqualTo(target.replies());
  }

  private int count(Target target) throws Exception {
    Cell cell = new Cell(target, Situation.Kind.IDLE, Trigger.SIGTERM);
    try (Site site = new Site(servers, cell, 0, folder);
        DriverThreads threads = DriverThreads.create()) {
      Deadline deadline = Deadline.in(Site.LIMIT);
      Session session =
          TrialProgram.connector(site.settings("localhost"), Site.TARGET, threads)
              .open(new UndisturbedScope(deadline));
      int counted = site.relays().stream().mapToInt(r -> r.traffic().replies()).sum();
      session.close(deadline, true);
      return counted;
    }
  }
}
