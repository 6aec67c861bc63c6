package dev.signalbox.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.driver.Session;
import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.sandbox.oracle.OracleStandIn;
import dev.signalbox.sandbox.tcp.Fault;
import dev.signalbox.sandbox.tcp.FaultRelay;
import dev.signalbox.settings.Secret;
import dev.signalbox.testing.EndpointTrial;
import dev.signalbox.testing.TrialSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

@Timeout(60)
class RehearseFaultTest {
  @BeforeAll
  static void startToolkit() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  @Test
  void aConnectionGoesStaleAndComesBackAndAConnectIsCancelled() throws Exception {
    try (OracleStandIn server = OracleStandIn.builder().user("SPC", "tiger").start();
        FaultRelay relay = FaultRelay.to(server.port());
        EndpointTrial trial =
            new EndpointTrial(
                TrialSettings.oracle(
                    "//127.0.0.1:%d/FREEPDB1".formatted(relay.port()),
                    "SPC",
                    Secret.of("tiger")))) {
      MenuButton menu = create(relay, trial.supervisor().endpoint()).orElseThrow();
      trial.connected(Session.class);

      choose(menu, "silence");
      trial.await(s -> s.state() instanceof ConnectionState.Stale);
      choose(menu, "none");
      trial.await(s -> s.state() instanceof ConnectionState.Connected);
      trial.disconnected();

      choose(menu, "handshake");
      awaitFault(relay, Fault.FreezeMessage.class);
      trial.connectUntil(ConnectPhase.LOGIN);
      assertThat(trial.cancelled()).isLessThan(Duration.ofSeconds(1));
      choose(menu, "none");
      awaitFault(relay, Fault.None.class);
      trial.connected(Session.class);
    }
  }

  @Test
  void everyChoiceSetsItsFault() throws Exception {
    try (OracleStandIn server = OracleStandIn.builder().user("SPC", "tiger").start();
        FaultRelay relay = FaultRelay.to(server.port());
        EndpointTrial trial =
            new EndpointTrial(TrialSettings.oracle(server.url(), "SPC", Secret.of("tiger")))) {
      MenuButton menu = create(relay, trial.supervisor().endpoint()).orElseThrow();
      for (MenuItem item : menu.getItems().reversed()) {
        Fault before = relay.fault();
        fire(item);
        Awaitility.await().until(() -> !relay.fault().equals(before));
      }
      assertThat(relay.fault()).isEqualTo(new Fault.None());
    }
  }

  @Test
  void isThereOnlyWhereThereIsARelay() throws Exception {
    try (EndpointTrial nats = new EndpointTrial(TrialSettings.nats("nats://127.0.0.1:1"))) {
      assertThat(new RehearseFault(Map.of()).create(nats.supervisor().endpoint())).isEmpty();
    }
  }

  private static Optional<MenuButton> create(FaultRelay relay, Endpoint endpoint) throws Exception {
    return onFxThread(
        () ->
            new RehearseFault(Map.of(endpoint.name(), relay))
                .create(endpoint)
                .map(MenuButton.class::cast));
  }

  private static void choose(MenuButton menu, String choice) throws Exception {
    fire(
        menu.getItems().stream()
            .filter(item -> item.getId().endsWith("-" + choice))
            .findFirst()
            .orElseThrow());
  }

  private static void fire(MenuItem item) throws Exception {
    onFxThread(
        () -> {
          item.fire();
          return item.isVisible();
        });
  }

  private static void awaitFault(FaultRelay relay, Class<? extends Fault> kind) {
    Awaitility.await().until(() -> kind.isInstance(relay.fault()));
  }

  private static <T> T onFxThread(Callable<T> action) throws Exception {
    return WaitForAsyncUtils.asyncFx(action).get(10, TimeUnit.SECONDS);
  }
}
