package dev.signalbox.app;

import dev.signalbox.app.engine.Engine;
import dev.signalbox.app.health.HealthPost;
import dev.signalbox.app.metrics.Metrics;
import dev.signalbox.console.Console;
import dev.signalbox.settings.MetricsSettings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What a running engine answers to whoever is outside: how it is and, where that is configured,
 * what it measures. Both end with it.
 *
 * <p>Threading: any thread but the FX thread.
 */
final class Answers {
  private final Configuration configuration;
  private final HealthPost post;

  /** Whose classes are loaded only if it is there: so it comes into no lambda. */
  private final Optional<Metrics> metrics;

  private Answers(Configuration configuration, HealthPost post, Optional<Metrics> metrics) {
    this.configuration = configuration;
    this.post = post;
    this.metrics = metrics;
  }

  /**
   * Nothing is answered yet.
   *
   * @param meetingPlace where the programs of this user find each other; empty if nowhere
   */
  static Answers of(Configuration configuration, Optional<Path> meetingPlace) {
    Optional<MetricsSettings> wanted = configuration.settings().metrics();
    return new Answers(
        configuration,
        new HealthPost(meetingPlace),
        wanted.isPresent()
            ? Optional.of(new Metrics(wanted.get(), InstantSource.system()))
            : Optional.empty());
  }

  /** The surfaces of the engine that it will be about. */
  Engine.Surfaces about(Engine.Surfaces surfaces) {
    Optional<Object> meters =
        metrics.isPresent() ? Optional.of(metrics.get().registry()) : Optional.empty();
    return surfaces.with(this::end, meters);
  }

  /**
   * From now on it is answered. Blocks on the file system only.
   *
   * @param window whether the engine has one
   */
  void begin(Console console, boolean window) {
    post.open(configuration.file(), console, window);
    if (metrics.isPresent()) {
      metrics.get().serve(console);
    }
  }

  private void end() {
    post.leave();
    if (metrics.isPresent()) {
      metrics.get().close();
    }
  }
}
