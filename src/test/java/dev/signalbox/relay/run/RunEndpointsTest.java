package dev.signalbox.relay.run;

import static dev.signalbox.relay.state.RelayExamples.RUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.base.SystemScheduler;
import dev.signalbox.base.WorkExecutor;
import dev.signalbox.connection.ConnectionEnvironment;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.RetryPolicy;
import dev.signalbox.connection.driver.FailureReports;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.relay.RelayTestBed;
import dev.signalbox.relay.call.RelayFailures;
import dev.signalbox.relay.call.RunControl;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.RelayEvent;
import dev.signalbox.settings.HeartbeatSettings;
import dev.signalbox.settings.RetrySettings;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.ScriptedConnector;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RunEndpointsTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String SINK_GONE = "sink: not connected";
  private static final String SOURCE_GONE = "source: not connected";

  @AutoClose private final SystemScheduler scheduler = new SystemScheduler();
  private final FailureReports failures = new FailureReports(text -> text);
  private final List<String> reported = new CopyOnWriteArrayList<>();
  private final CountDownLatch sourceReports = new CountDownLatch(1);
  private final CountDownLatch sinkReported = new CountDownLatch(1);

  private ConnectionSupervisor connected(EndpointKind kind, String name) throws Exception {
    ScriptedConnector connector = new ScriptedConnector();
    ConnectionSupervisor supervisor =
        new ConnectionSupervisor(
            new Endpoint(name, kind, name, name, LONG, true, new HeartbeatSettings(LONG, LONG)),
            connector,
            new ConnectionEnvironment(
                scheduler,
                WorkExecutor.virtualThreads(),
                new RetryPolicy(RetrySettings.DEFAULT, RandomGenerator.getDefault()),
                failures));
    var _ = supervisor.connect(Askers.TEST);
    var _ = connector.awaitCall().succeed();
    var _ =
        supervisor
            .when(snapshot -> snapshot.state() instanceof ConnectionState.Connected)
            .get(10, TimeUnit.SECONDS);
    return supervisor;
  }

  private final class Reports implements RunListener {
    @Override
    public void timed() {}

    @Override
    public void reported(RelayEvent.Report report) {
      hear(report);
    }

    @Override
    public void moved(Optional<Position> to) {}
  }

  /** The source's thread takes its time, in which the sink's comes by if nothing holds it back. */
  private void hear(RelayEvent.Report event) {
    if (event instanceof RelayEvent.EndpointsChanged changed) {
      String trouble = changed.trouble().orElse("none");
      if (trouble.equals(SOURCE_GONE)) {
        sourceReports.countDown();
        awaitBriefly(sinkReported);
      }
      reported.add(trouble);
      if (trouble.equals(SINK_GONE)) {
        sinkReported.countDown();
      }
    }
  }

  private static void awaitBriefly(CountDownLatch latch) {
    try {
      var _ = latch.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void theLastReportIsTheLatest() throws Exception {
    ConnectionSupervisor source = connected(EndpointKind.MARIADB, "source");
    ConnectionSupervisor sink = connected(EndpointKind.NATS, "sink");
    RelayConnections connections = new RelayConnections(source, sink, source);
    try (RunEndpoints _ =
        new RunEndpoints(
            Askers.TEST,
            connections,
            new RunControl(scheduler),
            new RunReporter(
                RUN,
                new StartSteps(connections),
                scheduler,
                new Reports(),
                new RelayLog(RelayTestBed.settings(1))),
            new RelayFailures(failures, scheduler))) {
      var _ = source.disconnect(Askers.TEST);
      assertThat(sourceReports.await(10, TimeUnit.SECONDS)).isTrue();
      var _ = sink.disconnect(Askers.TEST);

      await().until(() -> reported.containsAll(List.of(SOURCE_GONE, SINK_GONE)));
      assertThat(reported).last().isEqualTo(SINK_GONE);
    }
  }
}
