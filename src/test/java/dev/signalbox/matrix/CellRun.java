package dev.signalbox.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.app.TrialProgram;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState.Connected;
import dev.signalbox.connection.state.ConnectionState.Connecting;
import dev.signalbox.connection.state.ConnectionState.Off;
import dev.signalbox.relay.Relay;
import dev.signalbox.relay.call.RelayLimits;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.sandbox.tcp.FaultRelay;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.Leftovers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** One cell from beginning to end: situation, trigger, what follows, what is left. */
final class CellRun {
  private static final Duration POLL = Duration.ofMillis(10);

  /** Threads of the fault relays, of the stand-in, and of a program until it is taken down. */
  private static final Pattern SURROUNDINGS =
      Pattern.compile("(relay-|listener-|oracle-stand-in-|signalbox-timer).*");

  private final MatrixServers servers;
  private final Cell cell;
  private final int number;
  private final Path folder;
  private final Encounter encounter;
  private final RelayLimits limits;

  CellRun(MatrixServers servers, Cell cell, int number, Path folder, Encounter encounter) {
    this(servers, cell, number, folder, encounter, cell.limits());
  }

  /** The same, with other limits than the cell's for its relay. */
  CellRun(
      MatrixServers servers,
      Cell cell,
      int number,
      Path folder,
      Encounter encounter,
      RelayLimits limits) {
    this.limits = limits;
    this.servers = servers;
    this.cell = cell;
    this.number = number;
    this.folder = folder;
    this.encounter = encounter;
  }

  /** Returns how long the trigger took to be obeyed. */
  Duration run() throws Exception {
    Leftovers before = Leftovers.baseline();
    List<String> heldBefore = servers.held();
    Duration taken;
    try (RecordedLog log = new RecordedLog();
        Site site = new Site(servers, cell, number, folder, limits)) {
      if (cell.trigger().needsWindow() && cell.trigger() != Trigger.SIGTERM_AT_START_UP) {
        site.program().openWindow();
      }
      new Arising(site).arise();
      taken = new Firing(site, encounter.offset(cell)).fire();
      new ExpectedLines(cell, site.target().endpoint(), site.relayName()).assertIn(log.lines());
      if (cell.situation().kind() == Situation.Kind.SAME_INSTANT) {
        encounter.was(cell, log.lines());
      }
      if (cell.trigger().closesProgram()) {
        log.assertOneShutdown(cell.trigger().line().orElseThrow());
        assertNothingLeft(before, heldBefore, site);
        site.lift();
      } else {
        connectBesideAnOrphan(site);
        site.lift();
        goOnAndClose(site);
      }
      assertThat(site.borrowersHaveLeft()).isTrue();
      connectAgain(site);
      log.assertOnlyOurs();
    }
    before.assertNoThreads();
    assertNothingHeld(heldBefore, List.of());
    return taken;
  }

  /** The relays tell whether it is the program that has kept a connection, or its server. */
  private void assertNothingHeld(List<String> heldBefore, List<FaultRelay> relays) {
    Awaitility.await()
        .pollInSameThread()
        .pollInterval(POLL)
        .untilAsserted(
            () ->
                assertThat(servers.held())
                    .filteredOn(held -> !heldBefore.contains(held))
                    .as("%s", relays)
                    .isEmpty());
  }

  /** While the fault is still there: what it holds up must not be set free by lifting it. */
  private void assertNothingLeft(Leftovers before, List<String> heldBefore, Site site)
      throws InterruptedException {
    assertThat(site.borrowersHaveLeft()).isTrue();
    if (cell.situation() != Situation.Kind.NAME_RESOLUTION) {
      before.assertNoThreads(SURROUNDINGS);
    }
    if (cell.situation() != Situation.Kind.PEER_GONE) {
      // That the program has gone, too, is what its server cannot be told.
      assertNothingHeld(heldBefore, site.relays());
    }
  }

  /** A lookup that hangs is nobody's problem but its own: the next connect is under way. */
  private void connectBesideAnOrphan(Site site) throws Exception {
    if (site.target().snapshot().status().orphans() == 1) {
      assertThat(site.coordinator().connect(Site.TARGET, Askers.TEST).isAccepted()).isTrue();
      Site.await(site.target(), s -> s.state() instanceof Connecting && s.status().orphans() == 1);
    }
  }

  /** The same, whatever it leaves. */
  void warmUp() throws Exception {
    try (Site site = new Site(servers, cell, number, folder)) {
      site.program().openWindow();
      new Arising(site).arise();
      var _ = new Firing(site, Duration.ZERO).fire();
    }
  }

  /** After a command the same program goes on as if nothing had been. */
  private void goOnAndClose(Site site) throws Exception {
    if (cell.trigger() == Trigger.STOP) {
      Site.await(site.relay(), s -> s.state() instanceof RelayState.Stopped);
    }
    ConnectionSnapshot target =
        Site.await(
            site.target(),
            s ->
                s.state() instanceof Off
                    || s.state() instanceof Connected
                    || s.state() instanceof Connecting);
    if (target.state() instanceof Off) {
      assertThat(site.coordinator().connect(Site.TARGET, Askers.TEST).isAccepted()).isTrue();
    }
    Site.await(site.target(), s -> s.state() instanceof Connected && s.status().orphans() == 0);
    RelaySnapshot relay =
        Site.await(
            site.relay(),
            r ->
                r.state() instanceof RelayState.Stopped || r.state() instanceof RelayState.Running);
    if (relay.state() instanceof RelayState.Running) {
      Agreement agreement = site.agreement();
      Awaitility.await().pollInSameThread().pollInterval(POLL).until(agreement::isReached);
    }
    close(site.program());
  }

  /** Another program finds everything as it should be: the target, the rows and the checkpoint. */
  private void connectAgain(Site site) throws Exception {
    try (TrialProgram another = site.anotherProgram()) {
      if (cell.situation().kind().isRelaying()) {
        Relay relay = another.relay(site.relayName());
        assertThat(another.coordinator().start(site.relayName(), Askers.TEST).isAccepted())
            .isTrue();
        Agreement agreement = site.agreement();
        Site.await(relay, s -> s.state() instanceof RelayState.Running);
        Awaitility.await().pollInSameThread().pollInterval(POLL).until(agreement::isReached);
        close(another);
        agreement.assertExactlyOnce();
      } else {
        assertThat(another.coordinator().connect(Site.TARGET, Askers.TEST).isAccepted()).isTrue();
        Site.await(another.supervisor(Site.TARGET), s -> s.state() instanceof Connected);
        close(another);
      }
    }
  }

  private static void close(TrialProgram program) throws Exception {
    program
        .coordinator()
        .shutdown(new ShutdownReason.Quit())
        .get(Site.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(program.halts()).isEqualTo(List.of());
  }
}
