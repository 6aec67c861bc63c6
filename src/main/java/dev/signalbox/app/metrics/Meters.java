package dev.signalbox.app.metrics;

import dev.signalbox.console.SnapshotSource;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The meters of one object. All of them say what one snapshot says, the one that was looked at
 * last.
 *
 * <p>Threading: built by one thread; then any.
 *
 * @param <S> the snapshot
 */
final class Meters<S> {
  private final MeterRegistry registry;
  private final SnapshotSource<S> source;
  private final Tags tags;
  private final List<Meter> meters = new ArrayList<>();
  private volatile S seen;

  /**
   * With none yet.
   *
   * @param tags of each of them
   */
  Meters(MeterRegistry registry, SnapshotSource<S> source, Tags tags) {
    this.registry = registry;
    this.source = source;
    this.tags = tags;
    this.seen = source.snapshot();
  }

  /** From now on they say how it is now. */
  void look() {
    seen = source.snapshot();
  }

  /** What may rise and fall. */
  void gauge(String name, String description, ToDoubleFunction<S> value) {
    gauge(name, description, tags, value);
  }

  /** The same, in seconds. */
  void seconds(String name, String description, ToDoubleFunction<S> value) {
    meters.add(
        Gauge.builder(name, this, own -> value.applyAsDouble(own.seen))
            .description(description)
            .baseUnit("seconds")
            .tags(tags)
            .register(registry));
  }

  private void gauge(String name, String description, Tags all, ToDoubleFunction<S> value) {
    meters.add(
        Gauge.builder(name, this, own -> value.applyAsDouble(own.seen))
            .description(description)
            .tags(all)
            .register(registry));
  }

  /** One for each state that there is, of which one is 1 and all others are 0. */
  void states(String name, String description, Class<?> sealed, Function<S, String> word) {
    Arrays.stream(sealed.getPermittedSubclasses())
        .map(Class::getSimpleName)
        .forEach(
            state ->
                gauge(
                    name,
                    description,
                    tags.and("state", state),
                    snapshot -> word.apply(snapshot).equals(state) ? 1 : 0));
  }

  /** What only rises, but for a new beginning. */
  void counter(String name, String description, ToDoubleFunction<S> value) {
    meters.add(
        FunctionCounter.builder(name, this, own -> value.applyAsDouble(own.seen))
            .description(description)
            .tags(tags)
            .register(registry));
  }

  /** The object is there no more. */
  void leave() {
    meters.forEach(registry::remove);
  }
}
