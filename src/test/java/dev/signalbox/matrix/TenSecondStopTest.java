package dev.signalbox.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.app.TrialProgram;
import dev.signalbox.matrix.Situation.Kind;
import dev.signalbox.relay.call.RelayLimits;
import dev.signalbox.testing.Extent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * With the limits of operation, what a Stop lets finish is given ten seconds while it does not end:
 * with one driver each day, with all of them in a thorough run.
 */
class TenSecondStopTest {
  private static final Duration LEAST = Duration.ofSeconds(9);

  private static final List<Cell> STOPS =
      List.of(
          new Cell(Target.NATS, Kind.ACKS_OUTSTANDING, Trigger.STOP),
          new Cell(Target.MARIADB, Kind.CHECKPOINT, Trigger.STOP),
          new Cell(Target.ORACLE, Kind.PAGE_QUERY, Trigger.STOP));

  @TempDir private Path folder;

  static List<Cell> stops() {
    return Extent.ofThisRun().choose(List.of(STOPS.get(Extent.turn(STOPS.size()))), STOPS);
  }

  @ParameterizedTest
  @MethodSource("stops")
  @Timeout(60)
  void lastsTenSeconds(Cell stop) throws Exception {
    TrialProgram.requireSignals();
    try (MatrixServers servers = new MatrixServers(folder)) {
      CellRun run = new CellRun(servers, stop, 1, folder, new Encounter(), RelayLimits.STANDARD);
      assertThat(run.run()).isGreaterThan(least(stop));
    }
  }

  /** A NATS that is silent is lost before that: at its fourth ping, and they come every 2 s. */
  private static Duration least(Cell stop) {
    return stop.situation().kind() == Kind.ACKS_OUTSTANDING ? Duration.ofSeconds(6) : LEAST;
  }
}
