package dev.signalbox.matrix.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.app.TrialProgram;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState.Connected;
import dev.signalbox.connection.state.ConnectionState.Connecting;
import dev.signalbox.connection.state.ConnectionState.Failed;
import dev.signalbox.connection.state.ConnectionState.Off;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.matrix.RecordedLog;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.sandbox.NatsServer;
import dev.signalbox.sandbox.tcp.Direction;
import dev.signalbox.sandbox.tcp.Fault;
import dev.signalbox.shutdown.state.ShutdownReport;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.Leftovers;
import dev.signalbox.testing.Stopwatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;

/** One cell from beginning to end. Everything that is wrong in it is told, not the first alone. */
final class HostileRun {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** What the busiest machine adds to what should take no time; as in the matrix. */
  private static final Duration AT_ONCE = Duration.ofMillis(800);

  /** As many as are looked at while the harm goes on. */
  private static final int HEARTBEATS = 8;

  private static final Duration LATE = Duration.ofMillis(500);

  /** Threads of the peer, of the relays, and of a program until it is taken down. */
  private static final Pattern SURROUNDINGS =
      Pattern.compile("(relay-|listener-|hostile-|signalbox-timer).*");

  private final HostileCell cell;
  private final HostileSite site;
  private final SoftAssertions softly = new SoftAssertions();

  private HostileRun(HostileCell cell, HostileSite site) {
    this.cell = cell;
    this.site = site;
  }

  /** Fails with all that is wrong, else returns what was measured. */
  static HostileOutcome of(HostileCell cell, NatsServer nats, MariaDbServer mariaDb, Path folder)
      throws Exception {
    Leftovers before = Leftovers.baseline();
    try (RecordedLog log = new RecordedLog();
        HostileSite site = new HostileSite(cell, nats, mariaDb, folder)) {
      HostileRun run = new HostileRun(cell, site);
      HostileOutcome outcome = run.measured();
      run.softly
          .assertThatCode(() -> before.assertNoThreads(SURROUNDINGS))
          .doesNotThrowAnyException();
      run.softly.assertThatCode(log::assertOnlyOurs).doesNotThrowAnyException();
      run.softly.assertThat(log.lines()).allMatch(ShownText::isFitToShow);
      return outcome.with(run.softly.errorsCollected());
    }
  }

  private HostileOutcome measured() throws Exception {
    List<Failure> failures;
    Duration noticed;
    Duration unproven;
    Duration carriersLate;
    connect(site.beside());
    for (ConnectionSupervisor beside : site.beside()) {
      await(beside, s -> s.state() instanceof Connected c && c.latency().isPresent());
    }
    try (Observation observation = new Observation(site.beside())) {
      Stopwatch stopwatch = Stopwatch.begun();
      // Asked for beforehand: a failure is seen for as long as the retry waits, which may be no
      // time.
      List<CompletableFuture<Failure>> failing =
          site.targets().stream().map(this::failure).toList();
      connect(site.targets());
      failures = failing.stream().map(CompletableFuture::join).toList();
      noticed = stopwatch.elapsed();
      softly.assertThat(site.awaitHeartbeats(HEARTBEATS, LIMIT)).isTrue();
      unproven = observation.unproven();
      carriersLate = observation.carriersLate();
    }
    failures.forEach(failure -> ShownText.check(softly, failure));
    softly.assertThat(noticed).as("noticed").isLessThan(HostileSite.CONNECT_LIMIT.plus(AT_ONCE));
    softly.assertThat(carriersLate).as("carriers late").isLessThan(LATE);
    softly.assertThat(unproven).as("others unproven").isLessThan(HostileSite.HEARTBEAT.plus(LATE));
    Duration lost = lose();
    Duration cancelled = cancel();
    Duration shutDown = shutDown();
    return new HostileOutcome(
        cell, failures.getFirst(), noticed, unproven, carriersLate, lost, cancelled, shutDown);
  }

  private void connect(List<ConnectionSupervisor> supervisors) {
    for (ConnectionSupervisor one : supervisors) {
      assertThat(
              site.program().coordinator().connect(one.endpoint().name(), Askers.TEST).isAccepted())
          .isTrue();
    }
  }

  private CompletableFuture<Failure> failure(ConnectionSupervisor target) {
    return target
        .when(s -> s.state().failure().isPresent())
        .orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(s -> s.state().failure().orElseThrow());
  }

  /** Returns how long it takes until it is noticed that the real servers do not answer any more. */
  private Duration lose() {
    Stopwatch stopwatch = Stopwatch.begun();
    site.setBeside(new Fault.Freeze(Direction.TO_CLIENT, 0));
    for (ConnectionSupervisor beside : site.beside()) {
      await(beside, s -> !(s.state() instanceof Connected));
    }
    Duration lost = stopwatch.elapsed();
    softly
        .assertThat(lost)
        .as("lost")
        .isLessThan(HostileSite.HEARTBEAT.plus(HostileSite.UNANSWERED).plus(LATE));
    site.setBeside(new Fault.None());
    return lost;
  }

  /** Returns how long it takes until nothing is left of the connects, nor of their sockets. */
  private Duration cancel() throws Exception {
    awaitHarm();
    Stopwatch stopwatch = Stopwatch.begun();
    for (ConnectionSupervisor target : site.targets()) {
      var _ = site.program().coordinator().cancel(target.endpoint().name(), Askers.TEST);
    }
    for (ConnectionSupervisor target : site.targets()) {
      await(
          target,
          s ->
              (s.state() instanceof Off || s.state() instanceof Failed)
                  && s.status().orphans() == 0);
    }
    awaitNoSockets();
    Duration cancelled = stopwatch.elapsed();
    softly.assertThat(cancelled).as("cancelled").isLessThan(AT_ONCE);
    return cancelled;
  }

  /** Waits until connects are under way again, unless they have been given up. */
  private void awaitHarm() {
    for (ConnectionSupervisor target : site.targets()) {
      await(target, s -> s.state() instanceof Connecting || s.state() instanceof Failed);
    }
  }

  private Duration shutDown() throws Exception {
    int before = site.peer().accepted();
    connect(site.targets());
    Awaitility.await()
        .pollInSameThread()
        .pollInterval(Duration.ofMillis(2))
        .atMost(LIMIT)
        .until(() -> site.peer().accepted() > before);
    Stopwatch stopwatch = Stopwatch.begun();
    TrialProgram.raise("TERM");
    ShutdownReport report =
        site.program().coordinator().closed().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    Duration total = report.total().minus(stopwatch.withheld());
    softly.assertThat(total).as(report.line()).isLessThan(AT_ONCE);
    softly.assertThat(site.program().halts()).isEmpty();
    awaitNoOrphans();
    awaitNoSockets();
    return total;
  }

  /** Nobody waits for what does not end in time; it ends all the same. */
  private void awaitNoOrphans() {
    for (ConnectionSupervisor target : site.targets()) {
      softly
          .assertThatCode(
              () ->
                  target
                      .when(snapshot -> snapshot.status().orphans() == 0)
                      .get(AT_ONCE.toMillis(), TimeUnit.MILLISECONDS))
          .as("orphans")
          .doesNotThrowAnyException();
    }
  }

  private void awaitNoSockets() {
    softly
        .assertThatCode(
            () ->
                Awaitility.await("no socket to the peer")
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(2))
                    .atMost(AT_ONCE)
                    .untilAsserted(() -> assertThat(site.sockets()).isEmpty()))
        .doesNotThrowAnyException();
  }

  private static ConnectionSnapshot await(
      ConnectionSupervisor supervisor, Predicate<ConnectionSnapshot> condition) {
    return supervisor.when(condition).orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS).join();
  }
}
