package dev.signalbox.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.ConnectPhase;
import dev.signalbox.connection.ConnectionState;
import dev.signalbox.connection.Endpoint;
import dev.signalbox.connection.Session;
import dev.signalbox.sandbox.oracle.OracleStandIn;
import dev.signalbox.settings.Secret;
import dev.signalbox.testing.EndpointTrial;
import dev.signalbox.testing.TrialSettings;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

@Timeout(60)
@ExtendWith(ApplicationExtension.class)
class RehearseSilenceTest {
  @Test
  void silencesTheStandInUntilItIsReleased() throws Exception {
    try (OracleStandIn server = OracleStandIn.builder().user("SPC", "tiger").start();
        EndpointTrial trial =
            new EndpointTrial(TrialSettings.oracle(server.url(), "SPC", Secret.of("tiger")))) {
      ToggleButton silence = create(server, trial.supervisor().endpoint()).orElseThrow();
      trial.connected(Session.class);

      press(silence);
      trial.await(s -> s.state() instanceof ConnectionState.Stale);
      press(silence);
      trial.await(s -> s.state() instanceof ConnectionState.Connected);
      trial.disconnected();

      press(silence);
      trial.connectUntil(ConnectPhase.LOGIN);
      trial.cancelled();
      press(silence);
      trial.connected(Session.class);
    }
  }

  @Test
  void standsInOraclesRowAlone() throws Exception {
    try (OracleStandIn server = OracleStandIn.builder().user("SPC", "tiger").start();
        EndpointTrial nats = new EndpointTrial(TrialSettings.nats("nats://127.0.0.1:1"))) {
      assertThat(create(server, nats.supervisor().endpoint())).isEmpty();
    }
  }

  private static Optional<ToggleButton> create(OracleStandIn server, Endpoint endpoint)
      throws Exception {
    return onFxThread(
        () ->
            new RehearseSilence(Optional.of(server))
                .create(endpoint)
                .map(ToggleButton.class::cast));
  }

  private static void press(ToggleButton button) throws Exception {
    onFxThread(
        () -> {
          button.fire();
          return button.isSelected();
        });
  }

  private static <T> T onFxThread(Callable<T> action) throws Exception {
    return WaitForAsyncUtils.asyncFx(action).get(10, TimeUnit.SECONDS);
  }
}
