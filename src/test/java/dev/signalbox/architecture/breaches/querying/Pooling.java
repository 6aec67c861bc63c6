package dev.signalbox.architecture.breaches.querying;

import com.zaxxer.hikari.HikariDataSource;

/** Holds a pool, a {@link javax.sql.DataSource}. */
record Pooling(HikariDataSource pool) {}
