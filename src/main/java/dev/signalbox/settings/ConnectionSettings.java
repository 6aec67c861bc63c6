package dev.signalbox.settings;

import java.time.Duration;

/** One entry below {@code connections:}. */
public sealed interface ConnectionSettings permits NatsSettings, DatabaseSettings {

  /** The key below {@code connections:}; unique within one configuration. */
  String name();

  /** What the operator sees as the target; never holds a secret. */
  String address();

  /** The one deadline of a whole connect. */
  Duration connectTimeout();

  /** Whether the program connects this endpoint by itself when it starts. */
  boolean autoConnect();

  HeartbeatSettings heartbeat();
}
