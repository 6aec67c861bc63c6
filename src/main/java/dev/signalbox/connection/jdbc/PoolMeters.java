package dev.signalbox.connection.jdbc;

import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import com.zaxxer.hikari.metrics.PoolStats;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;

/**
 * The meters of pools, each with those of its own. HikariCP's are found by the pool's name alone:
 * of two pools of one name, as when one is opened while the thread that closes the one before it
 * has not come back, the newer one would show the older one's, and lose them when that has ended.
 *
 * <p>Threading: any thread.
 */
public final class PoolMeters {
  private final MetricsTrackerFactory meters;

  /** The newest pool of each name, until it is closed. */
  private final Map<String, OfOnePool> present = new HashMap<>();

  private PoolMeters(MetricsTrackerFactory meters) {
    this.meters = meters;
  }

  /**
   * Of no pool yet.
   *
   * @param registry a {@link MeterRegistry}; where nothing is measured that class is not loaded
   */
  public static PoolMeters in(Object registry) {
    return new PoolMeters(new MicrometerMetricsTrackerFactory((MeterRegistry) registry));
  }

  /** What a pool reports to from now on. */
  synchronized IMetricsTracker create(String pool, PoolStats stats) {
    OfOnePool before = present.remove(pool);
    if (before != null) {
      before.meters.close();
    }
    OfOnePool made = new OfOnePool(pool, meters.create(pool, stats));
    present.put(pool, made);
    return made;
  }

  private synchronized void end(OfOnePool ended) {
    if (present.remove(ended.pool, ended)) {
      ended.meters.close();
    }
  }

  /** Until another pool has taken the name, or it is closed itself. */
  private final class OfOnePool implements IMetricsTracker {
    private final String pool;
    private final IMetricsTracker meters;

    OfOnePool(String pool, IMetricsTracker meters) {
      this.pool = pool;
      this.meters = meters;
    }

    @Override
    public void recordConnectionCreatedMillis(long taken) {
      meters.recordConnectionCreatedMillis(taken);
    }

    @Override
    public void recordConnectionAcquiredNanos(long taken) {
      meters.recordConnectionAcquiredNanos(taken);
    }

    @Override
    public void recordConnectionUsageMillis(long taken) {
      meters.recordConnectionUsageMillis(taken);
    }

    @Override
    public void recordConnectionTimeout() {
      meters.recordConnectionTimeout();
    }

    @Override
    public void close() {
      end(this);
    }
  }
}
