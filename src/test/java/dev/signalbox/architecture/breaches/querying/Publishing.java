package dev.signalbox.architecture.breaches.querying;

import io.nats.client.Connection;

/** Holds a connection to NATS. */
record Publishing(Connection connection) {}
