package dev.signalbox.app.metrics;

import ch.qos.logback.classic.LoggerContext;
import dev.signalbox.base.FileFailures;
import dev.signalbox.console.Console;
import dev.signalbox.settings.MetricsSettings;
import io.micrometer.core.instrument.binder.logging.LogbackMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The measurements of one engine, and where they can be fetched. That they cannot be is told in the
 * log, and hinders nothing.
 *
 * <p>Threading: any thread but the FX thread.
 */
public final class Metrics implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox");

  private final MetricsSettings settings;
  private final InstantSource clock;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final LogbackMetrics log =
      new LogbackMetrics(List.of(), (LoggerContext) LoggerFactory.getILoggerFactory());
  private @Nullable MetricsServer server;
  private boolean closed;

  /** With nobody to fetch them yet. */
  public Metrics(MetricsSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    log.bindTo(registry);
  }

  /** What pools of databases may report to. */
  public Object registry() {
    return registry;
  }

  /** From now on they can be fetched. Opens a socket. */
  public synchronized void serve(Console console) {
    if (closed) {
      return;
    }
    EngineMeters meters = new EngineMeters(registry, console, clock);
    try {
      server =
          MetricsServer.open(
              settings,
              () -> {
                meters.look();
                return registry.scrape();
              });
      LOG.info("Metrics are served at {}", MetricsServer.url(settings));
    } catch (IOException e) {
      LOG.error(
          "Metrics cannot be served at {}: {}. Set metrics.port or metrics.address to one that is"
              + " free and of this machine; all else goes on without",
          MetricsServer.url(settings),
          FileFailures.reason(e));
    }
  }

  /** Nothing can be fetched any more, for good; nothing of it is left. */
  @Override
  public synchronized void close() {
    closed = true;
    MetricsServer open = server;
    server = null;
    if (open != null) {
      open.close();
    }
    log.close();
    registry.close();
  }
}
