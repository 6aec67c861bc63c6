package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.tcp.Direction;
import dev.signalbox.sandbox.tcp.Fault;
import dev.signalbox.sandbox.tcp.FaultRelay;
import dev.signalbox.testing.Extent;
import dev.signalbox.testing.Thorough;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program is frozen for longer than any of its times, as with a laptop's lid, and goes on: a
 * minute with {@code signalbox.matrix=full}, otherwise as long as it takes to pass those times.
 */
@Timeout(180)
class SuspendedIT {
  private static final Duration SUSPENDED =
      Duration.ofSeconds(
          switch (Extent.ofThisRun()) {
            case DRAW -> 3;
            case HALF -> 6;
            case FULL -> 60;
          });

  @RegisterExtension static final TrialServers SERVERS = new TrialServers();

  @TempDir private Path folder;

  private static void suspend(BuiltProgram program) throws Exception {
    program.signal("STOP");
    assertThat(new CountDownLatch(1).await(SUSPENDED.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
  }

  @Test
  void aConnectWhoseDeadlinePassedMeanwhileTimesOutAtOnce() throws Exception {
    try (FaultRelay relay = FaultRelay.to(SERVERS.mariaDb().port())) {
      relay.set(new Fault.FreezeMessage(Direction.TO_CLIENT, 1, 0));
      ConfigurationText configuration =
          ConfigurationText.empty()
              .mariaDb(
                  "127.0.0.1:%d/tracking".formatted(relay.port()),
                  SERVERS.mariaDb().app(),
                  "connect_timeout: 2s")
              .withoutRetries();
      try (BuiltProgram program = BuiltProgram.headless(folder, configuration)) {
        assertThat(relay.awaitTraffic(traffic -> traffic.held() > 0, BuiltProgram.PATIENCE))
            .isTrue();
        suspend(program);
        program.signal("CONT");
        assertThat(program.awaitExit(BuiltProgram.PROMPT)).isEqualTo(ExitCode.FAILED);
        assertThat(program.log())
            .anyMatch(line -> line.contains("MariaDB connection timed out after 2 seconds"));
      }
      assertThat(relay.awaitTraffic(traffic -> traffic.open() == 0, BuiltProgram.PROMPT)).isTrue();
    }
  }

  /** Another program takes over meanwhile; the first one comes back and must not go on. */
  @Test
  void aRelayWhoseLeaseRanOutMeanwhileGivesWayAndTakesOverAgain() throws Exception {
    ConfigurationText configuration =
        SERVERS.connected().polling("suspended").with("lease: {ttl: 2s}\n");
    try (BuiltProgram first = BuiltProgram.headless(folder, configuration)) {
      first.awaitLine("Polling started for suspended");
      suspend(first);
      try (BuiltProgram second = BuiltProgram.headless(folder, configuration)) {
        second.awaitLine("Polling started for suspended");
        first.signal("CONT");
        first.awaitLine("Polling paused for suspended");
        SERVERS.insert(5);
        SERVERS.awaitRelayed("suspended");
        second.signal("TERM");
        assertThat(second.awaitExit(BuiltProgram.PROMPT)).isZero();
      }
      first.awaitLine("Polling resumed for suspended");
      SERVERS.insert(5);
      SERVERS.awaitRelayed("suspended");
      first.signal("TERM");
      assertThat(first.awaitExit(BuiltProgram.PROMPT)).isZero();
    }
    SERVERS.assertLeft();
  }

  @Thorough
  @Test
  void aRelayThatNobodyReplacedGoesOn() throws Exception {
    ConfigurationText configuration =
        SERVERS.connected().polling("resumed").with("lease: {ttl: 2s}\n");
    try (BuiltProgram program = BuiltProgram.headless(folder, configuration)) {
      program.awaitLine("Polling started for resumed");
      suspend(program);
      program.signal("CONT");
      SERVERS.insert(5);
      SERVERS.awaitRelayed("resumed");
      program.signal("TERM");
      assertThat(program.awaitExit(BuiltProgram.PROMPT)).isZero();
      program.assertNoStackTrace();
    }
    SERVERS.assertLeft();
  }
}
