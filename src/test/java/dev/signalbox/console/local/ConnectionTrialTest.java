package dev.signalbox.console.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.WorkExecutor;
import dev.signalbox.connection.ConnectionEnvironment;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.RetryPolicy;
import dev.signalbox.connection.driver.FailureReports;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.console.TrialNews;
import dev.signalbox.settings.HeartbeatSettings;
import dev.signalbox.settings.RetrySettings;
import dev.signalbox.testing.ManualScheduler;
import dev.signalbox.testing.ScriptedConnector;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of the test of a draft that is abandoned at an awkward moment. */
@Timeout(30)
class ConnectionTrialTest {
  private final ScriptedConnector connector = new ScriptedConnector();
  private final ConnectionSupervisor supervisor =
      new ConnectionSupervisor(
          new Endpoint(
              "first",
              EndpointKind.NATS,
              "NATS",
              "nats://a:4222",
              Duration.ofSeconds(30),
              false,
              HeartbeatSettings.DEFAULT),
          connector,
          new ConnectionEnvironment(
              new ManualScheduler(),
              WorkExecutor.virtualThreads(),
              new RetryPolicy(RetrySettings.NEVER, RandomGenerator.getDefault()),
              new FailureReports(UnaryOperator.identity())));

  @Test
  void oneThatIsAbandonedBeforeItBeginsConnectsToNothingAndIsForgotten() throws Exception {
    List<TrialNews> news = new CopyOnWriteArrayList<>();
    ConnectionTrial trial = new ConnectionTrial(supervisor, news::add);
    trial.close();
    CompletableFuture<Void> closed = new CompletableFuture<>();
    trial.begin(() -> closed.complete(null));

    closed.get(10, TimeUnit.SECONDS);
    assertThat(supervisor.snapshot().state()).isInstanceOf(ConnectionState.Off.class);
    assertThat(connector.unseenCalls()).isZero();
    assertThat(news).isEmpty();
  }
}
