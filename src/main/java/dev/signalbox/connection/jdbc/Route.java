package dev.signalbox.connection.jdbc;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * One way to the database.
 *
 * @param jdbcUrl the address as the driver takes it
 * @param address where that leads to; empty where only the driver knows
 */
record Route(String jdbcUrl, Optional<InetSocketAddress> address) {}
