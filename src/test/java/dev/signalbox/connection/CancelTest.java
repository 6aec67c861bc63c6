package dev.signalbox.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.sandbox.SilentListener;
import dev.signalbox.settings.ConnectionSettings;
import dev.signalbox.settings.Secret;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.EndpointTrial;
import dev.signalbox.testing.Leftovers;
import dev.signalbox.testing.TrialSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cancelling a connect whose peer took the connection and says nothing. */
@Timeout(120)
class CancelTest {
  private static final int RUNS = 50;
  private static final Duration TYPICAL = Duration.ofMillis(50);

  /** Far below every driver's own timeout, far above what a busy machine adds. */
  private static final Duration WORST = Duration.ofSeconds(1);

  private static ConnectionSettings settings(EndpointKind kind, int port) {
    return switch (kind) {
      case NATS -> TrialSettings.nats("nats://127.0.0.1:" + port);
      case ORACLE ->
          TrialSettings.oracle("//127.0.0.1:" + port + "/FREEPDB1", "app", Secret.of("secret"));
      case MARIADB ->
          TrialSettings.mariaDb("127.0.0.1:" + port + "/tracking", "app", Secret.of("secret"));
    };
  }

  @ParameterizedTest
  @EnumSource
  void takesMillisecondsAndLeavesNothing(EndpointKind kind) throws Exception {
    try (SilentListener silent = SilentListener.start();
        EndpointTrial trial = new EndpointTrial(settings(kind, silent.port()))) {
      cancelOnceAccepted(trial, silent);
      Leftovers before = Leftovers.baseline();
      List<Duration> latencies = new ArrayList<>();
      for (int i = 0; i < RUNS; i++) {
        latencies.add(cancelOnceAccepted(trial, silent));
      }
      latencies.sort(null);
      Duration median = latencies.get(RUNS / 2);
      System.out.printf(
          Locale.ROOT,
          "%s: cancel against a silent peer, n=%d: p50 %.1f ms, max %.1f ms%n",
          kind,
          RUNS,
          median.toNanos() / 1e6,
          latencies.getLast().toNanos() / 1e6);
      assertThat(median).isLessThan(TYPICAL);
      assertThat(latencies.getLast()).isLessThan(WORST);
      Leftovers.assertNoSocketTo(silent.port());
      before.assertNoThreads();
    }
  }

  private static Duration cancelOnceAccepted(EndpointTrial trial, SilentListener silent)
      throws Exception {
    int accepted = silent.acceptedConnections();
    trial.supervisor().connect(Askers.TEST);
    Awaitility.await().until(() -> silent.acceptedConnections() > accepted);
    return trial.cancelled();
  }

  @Test
  void ofNatsWithSeveralServersDoesNotTryTheNextOne() throws Exception {
    try (SilentListener first = SilentListener.start();
        SilentListener second = SilentListener.start();
        SilentListener third = SilentListener.start();
        EndpointTrial trial =
            new EndpointTrial(
                TrialSettings.nats(
                    "nats://127.0.0.1:" + first.port(),
                    "nats://127.0.0.1:" + second.port(),
                    "nats://127.0.0.1:" + third.port()))) {
      List<SilentListener> all = List.of(first, second, third);
      trial.supervisor().connect(Askers.TEST);
      Awaitility.await().until(() -> accepted(all) == 1);
      assertThat(trial.cancelled()).isLessThan(WORST);
      assertThat(accepted(all)).isOne();
      for (SilentListener each : all) {
        Leftovers.assertNoSocketTo(each.port());
      }
    }
  }

  private static int accepted(List<SilentListener> listeners) {
    return listeners.stream().mapToInt(SilentListener::acceptedConnections).sum();
  }
}
