package dev.signalbox.connection.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.signalbox.sandbox.MariaDbServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.sql.Connection;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pools of one name, of which the older one ends when the newer one is in use already. */
@Timeout(60)
class PoolMetersTest {
  @AutoClose
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private final PoolMeters meters = PoolMeters.in(registry);

  private HikariDataSource open(MariaDbServer server, int size) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("tracking");
    pool.setJdbcUrl(server.jdbcUrl());
    pool.setUsername(server.app().user());
    pool.setPassword(server.app().password());
    pool.setMaximumPoolSize(size);
    pool.setMetricsTrackerFactory(meters::create);
    return new HikariDataSource(pool);
  }

  @Test
  void oneThatEndsLateTakesNothingOfItsSuccessor() throws Exception {
    try (MariaDbServer server = MariaDbServer.start()) {
      HikariDataSource overdue = open(server, 2);
      assertThat(registry.scrape()).contains("hikaricp_connections_max{pool=\"tracking\"} 2.0");

      HikariDataSource successor = open(server, 3);
      assertThat(registry.scrape()).contains("hikaricp_connections_max{pool=\"tracking\"} 3.0");
      overdue.close();
      try (Connection borrowed = successor.getConnection()) {
        assertThat(borrowed.isValid(1)).isTrue();
        assertThat(registry.scrape())
            .contains("hikaricp_connections_max{pool=\"tracking\"} 3.0")
            .contains("hikaricp_connections_acquire_seconds_count{pool=\"tracking\"} 1");
      }

      successor.close();
      assertThat(registry.scrape()).doesNotContain("hikaricp");
    }
  }
}
