package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.app.ConfigurationText.Roles;
import dev.signalbox.sandbox.EventTable;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.sandbox.SandboxSchema;
import dev.signalbox.sandbox.oracle.Holdings;
import dev.signalbox.sandbox.oracle.OracleStandIn;
import dev.signalbox.sandbox.tcp.Direction;
import dev.signalbox.sandbox.tcp.Fault;
import dev.signalbox.sandbox.tcp.FaultRelay;
import dev.signalbox.sandbox.tcp.Traffic;
import dev.signalbox.testing.Extent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every trigger, in a thorough run once for each driver, on the built program in a process of its
 * own: real signals, a real window on a real X server, its real keys.
 */
@Timeout(120)
class MatrixIT {
  private static final String WINDOW = "Signalbox";
  private static final int MOST_PRESSES = 6;

  /** Nothing of a connect is waited for; the rest is left to a busy machine. */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  @RegisterExtension static final TrialServers SERVERS = new TrialServers();

  private static VirtualDisplay display;
  private static OracleStandIn oracle;

  @TempDir private Path folder;

  /** What is connected to, behind a fault relay. */
  enum Driver {
    NATS,
    MARIADB,
    ORACLE
  }

  /** What ends the program, or what the program goes on after. */
  enum Trigger {
    CANCEL,
    DISCONNECT,
    STOP,
    WINDOW_CLOSE,
    SECOND_WINDOW_CLOSE,
    SIGINT,
    SIGTERM,
    SIGHUP,
    THREE_SIGTERMS,
    FATAL_ERROR;

    boolean needsWindow() {
      return compareTo(SECOND_WINDOW_CLOSE) <= 0;
    }

    /** Whether it is about a connection that stands, not about a connect. */
    boolean needsSession() {
      return this == DISCONNECT || this == STOP;
    }
  }

  static Stream<Arguments> cells() {
    return Arrays.stream(Trigger.values())
        .flatMap(trigger -> drivers(trigger).map(driver -> Arguments.of(driver, trigger)));
  }

  /** All of them in a thorough run; every day one, another one with each trigger and each day. */
  private static Stream<Driver> drivers(Trigger trigger) {
    List<Driver> all = List.of(Driver.values());
    int turn = (List.of(Trigger.values()).indexOf(trigger) + Extent.turn(all.size())) % all.size();
    return Extent.ofThisRun().choose(List.of(all.get(turn)), all).stream();
  }

  @BeforeAll
  static void start() throws Exception {
    display = VirtualDisplay.start();
    oracle = OracleStandIn.builder().user("SPC", "tiger").verifier11g().start();
    SandboxSchema.createEventTable(oracle);
  }

  @AfterAll
  static void stop() throws Exception {
    display.close();
    oracle.close();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("cells")
  void endsAndLeavesNothing(Driver driver, Trigger trigger) throws Exception {
    try (FaultRelay relay = FaultRelay.to(port(driver))) {
      if (trigger == Trigger.FATAL_ERROR) {
        // What the failing relay reads from answers only once the target's connect hangs.
        SERVERS.mariaDb().suspend();
      }
      if (!trigger.needsSession()) {
        relay.set(new Fault.FreezeMessage(Direction.TO_CLIENT, 1, 0));
      }
      String name = (driver + "_" + trigger).toLowerCase(Locale.ROOT);
      try (BuiltProgram program = start(driver, trigger, name, relay.port())) {
        if (trigger == Trigger.STOP) {
          program.awaitLine("Polling started for " + name);
        } else if (trigger == Trigger.DISCONNECT) {
          program.awaitLine("Connected to ");
        } else {
          assertThat(relay.awaitTraffic(MatrixIT::isHanging, BuiltProgram.PATIENCE)).isTrue();
        }
        fire(trigger, program, name);
        int code = program.awaitExit(BuiltProgram.PATIENCE);
        assertThat(code).isEqualTo(trigger == Trigger.FATAL_ERROR ? ExitCode.FAILED : 0);
        assertTold(program, trigger);
      }
      assertThat(relay.awaitTraffic(traffic -> traffic.open() == 0, BuiltProgram.PROMPT)).isTrue();
    }
    SERVERS.assertLeft();
    Awaitility.await()
        .atMost(BuiltProgram.PATIENCE)
        .untilAsserted(() -> assertThat(oracle.holdings()).isEqualTo(Holdings.NONE));
  }

  /** The server, too, may be one that does not say a word. */
  private static boolean isHanging(Traffic traffic) {
    return traffic.held() > 0 || (traffic.open() > 0 && traffic.replies() == 0);
  }

  private static int port(Driver driver) {
    return switch (driver) {
      case NATS -> SERVERS.nats().port();
      case MARIADB -> SERVERS.mariaDb().port();
      case ORACLE -> oracle.port();
    };
  }

  private BuiltProgram start(Driver driver, Trigger trigger, String name, int port)
      throws Exception {
    String file = configuration(driver, trigger, name, port).write(folder).toString();
    if (!trigger.needsWindow()) {
      return BuiltProgram.headless(folder, Path.of(file));
    }
    List<String> arguments = new ArrayList<>(List.of("--config", file));
    if (trigger == Trigger.STOP) {
      arguments.add("--start");
    }
    return BuiltProgram.start(
        folder, Map.of("DISPLAY", display.name()), arguments.toArray(String[]::new));
  }

  /** The target behind the fault relay, and a NATS and a MariaDB beside it that work. */
  private static ConfigurationText configuration(
      Driver driver, Trigger trigger, String name, int port) {
    String later = "auto_connect: false";
    ConfigurationText text =
        ConfigurationText.empty()
            .connection("target: " + target(driver, port))
            .nats(SERVERS.nats().url(), later)
            .mariaDb(SERVERS.mariaDb().url(), SERVERS.mariaDb().app(), later);
    return switch (trigger) {
      case FATAL_ERROR ->
          text.polling(
              name, new Roles("mariadb", "nats", "mariadb"), "NO_SUCH_TABLE", SandboxSchema.STREAM);
      case STOP -> text.polling(name, roles(driver), table(driver), SandboxSchema.STREAM);
      case CANCEL,
          DISCONNECT,
          WINDOW_CLOSE,
          SECOND_WINDOW_CLOSE,
          SIGINT,
          SIGTERM,
          SIGHUP,
          THREE_SIGTERMS ->
          text;
    };
  }

  private static String target(Driver driver, int port) {
    return switch (driver) {
      case NATS -> "{type: nats, servers: [\"nats://127.0.0.1:%d\"]}".formatted(port);
      case MARIADB ->
          "{type: mariadb, url: \"127.0.0.1:%d/%s\", username: %s, password: \"%s\"}"
              .formatted(
                  port,
                  MariaDbServer.DATABASE,
                  SERVERS.mariaDb().app().user(),
                  SERVERS.mariaDb().app().password());
      case ORACLE ->
          "{type: oracle, url: \"//127.0.0.1:%d/FREEPDB1\", username: SPC, password: tiger}"
              .formatted(port);
    };
  }

  private static Roles roles(Driver driver) {
    return switch (driver) {
      case NATS -> new Roles("mariadb", "target", "mariadb");
      case MARIADB -> new Roles("target", "nats", "target");
      case ORACLE -> new Roles("target", "nats", "mariadb");
    };
  }

  private static String table(Driver driver) {
    return driver == Driver.ORACLE ? EventTable.ORACLE.table() : EventTable.MARIADB.table();
  }

  private static void fire(Trigger trigger, BuiltProgram program, String name) throws Exception {
    switch (trigger) {
      case CANCEL -> {
        press(program, "connect cancelled after", "ctrl+1", "Return");
        display.closeWindow(WINDOW);
      }
      case DISCONNECT -> {
        press(program, "close", "ctrl+1", "Return");
        display.closeWindow(WINDOW);
      }
      case STOP -> {
        press(program, "Polling stopped for " + name, "ctrl+shift+p");
        display.closeWindow(WINDOW);
      }
      case WINDOW_CLOSE -> display.closeWindow(WINDOW);
      case SECOND_WINDOW_CLOSE -> {
        display.closeWindow(WINDOW);
        display.closeAgain(WINDOW);
      }
      case SIGTERM -> program.signal("TERM");
      case SIGINT -> program.signal("INT");
      case SIGHUP -> program.signal("HUP");
      case THREE_SIGTERMS -> program.signals("TERM", 3);
      case FATAL_ERROR -> {
        SERVERS.mariaDb().resume();
        program.awaitLine("Fatal error, shutting down: ");
      }
    }
  }

  /**
   * Presses keys until they take effect: a busy machine may show the window later than the log says
   * what is in it, and keys are meant for what is shown.
   */
  private static void press(BuiltProgram program, String effect, String... keys) {
    int presses = 0;
    do {
      assertThat(presses++).as("presses in vain for: %s", effect).isLessThan(MOST_PRESSES);
      display.press(WINDOW, keys);
    } while (!program.saysSoon(effect));
  }

  private static void assertTold(BuiltProgram program, Trigger trigger) {
    program.assertNoStackTrace();
    assertThat(program.errors()).isEmpty();
    assertThat(program.log())
        .filteredOn(line -> line.equals("INFO Starting graceful shutdown..."))
        .hasSize(1);
    assertThat(program.log().getLast()).startsWith("INFO Shutdown complete in N s: ");
    if (trigger != Trigger.CANCEL && !trigger.needsSession()) {
      assertThat(program.log()).anyMatch(line -> line.contains("connect cancelled after N s"));
      System.out.printf(
          "MATRIX: %s, end of the process %d ms after the shutdown began%n",
          trigger, program.lastedAfter("Starting graceful shutdown").toMillis());
      assertThat(program.lastedAfter("Starting graceful shutdown")).isLessThan(AT_ONCE);
    }
  }
}
