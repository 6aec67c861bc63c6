package dev.signalbox.matrix;

import dev.signalbox.app.TrialProgram;
import dev.signalbox.base.Deadline;
import dev.signalbox.connection.driver.DriverThreads;
import dev.signalbox.connection.driver.Session;
import dev.signalbox.testing.UndisturbedScope;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** How many replies of its server a connect to each target takes, counted once. */
final class Handshakes {
  /**
   * So many that the least is among them. A server may say something more that nobody waits for,
   * such as a ticket for the next TLS handshake, now as a message of its own and now as part of
   * one: four of five connects to MariaDB have that message more. What every connect takes is the
   * least.
   */
  private static final int TLS_CONNECTS = 60;

  /** In the clear they are all the same. */
  private static final int CONNECTS = 3;

  private final Map<Target, Integer> replies = new EnumMap<>(Target.class);

  Handshakes(MatrixServers servers, Path folder) throws Exception {
    for (Target target : Target.values()) {
      int least = Integer.MAX_VALUE;
      for (int i = 0; i < (target.hasTls() ? TLS_CONNECTS : CONNECTS); i++) {
        least = Math.min(least, count(servers, target, folder));
      }
      replies.put(target, least);
    }
  }

  private static int count(MatrixServers servers, Target target, Path folder) throws Exception {
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

  int replies(Target target) {
    return Objects.requireNonNull(replies.get(target));
  }
}
