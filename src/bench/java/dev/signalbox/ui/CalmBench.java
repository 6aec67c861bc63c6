package dev.signalbox.ui;

import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.Endpoint;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.stage.Stage;

/**
 * What the window uses of a core while nothing goes on in it but the heartbeats of three
 * connections, in sight and as an icon.
 */
final class CalmBench {
  private static final Duration TICK = Duration.ofMillis(100);
  private static final int TICKS_OF_A_HEARTBEAT = 20;

  /** So long nothing has gone on before it is measured. */
  private static final Duration CALM = Duration.ofMinutes(2);

  private static final int SETTLED_TICKS = 100;
  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;

  private final ScriptedConsole engine = new ScriptedConsole("staging", false);
  private long ticks;

  private CalmBench() {}

  static void run(int seconds) throws Exception {
    CalmBench bench = new CalmBench();
    try (bench.engine) {
      Stage stage =
          Screenshots.onFx(
              () -> {
                Stage opened = new Stage();
                opened.setWidth(WIDTH);
                opened.setHeight(HEIGHT);
                new MainWindow(opened, bench.engine).showConsole(bench.engine.window());
                return opened;
              });
      bench.measure("three connected", seconds);
      Screenshots.onFx(
          () -> {
            stage.setIconified(true);
            return stage;
          });
      bench.measure("as an icon", seconds);
      Screenshots.onFx(
          () -> {
            stage.hide();
            return stage;
          });
    }
  }

  private void measure(String what, int seconds) throws InterruptedException {
    goOn(SETTLED_TICKS);
    engine.moveTime(CALM);
    goOn(SETTLED_TICKS);
    long began = System.nanoTime();
    long beganCpu = cpu();
    goOn(seconds * 10);
    double share = (double) (cpu() - beganCpu) / (System.nanoTime() - began);
    System.out.printf(Locale.ROOT, "%-24s %5.2f %% of a core%n", what, 100 * share);
  }

  /** Time passes, and each connection answers every two seconds. */
  private void goOn(int many) throws InterruptedException {
    for (int i = 0; i < many; i++) {
      var _ = new CountDownLatch(1).await(TICK.toMillis(), TimeUnit.MILLISECONDS);
      engine.moveTime(TICK);
      if (ticks % TICKS_OF_A_HEARTBEAT == 0) {
        List.of(States.NATS, States.ORACLE, States.MARIADB).forEach(this::answer);
      }
      ticks++;
    }
  }

  /** The first one is a change of state, which an engine records; the others are not. */
  private void answer(Endpoint endpoint) {
    ConnectionState answered =
        new ConnectionState.Connected(
            States.ATTEMPT,
            States.NOW,
            States.PEER,
            Optional.of(Duration.ofMillis(2 + ticks % 3)),
            engine.now());
    if (ticks == 0) {
      engine.show(endpoint, answered);
    } else {
      Objects.requireNonNull(engine.connections.get(endpoint.name()))
          .show(States.of(endpoint, answered));
    }
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
