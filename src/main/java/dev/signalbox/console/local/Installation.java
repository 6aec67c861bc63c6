package dev.signalbox.console.local;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Verdict;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.settings.ConnectionSettings;
import dev.signalbox.settings.PollingSettings;
import java.util.concurrent.CompletableFuture;

/** How what is configured becomes part of the engine that runs. Any thread; returns at once. */
public interface Installation {

  /** Takes a connection in; it is not connected by that. */
  Verdict add(ConnectionSettings connection, Actor by);

  /** Takes a relay in; it is not started by that. */
  Verdict add(PollingSettings relay, Actor by);

  /** Puts this in the place of the connection of that name, which is closed first. */
  CompletableFuture<Verdict> replace(ConnectionSettings connection, Actor by);

  /** Puts this in the place of the relay of that name, which is stopped first. */
  CompletableFuture<Verdict> replace(PollingSettings relay, Actor by);

  /** An owner of such an endpoint that nobody else knows, and that tries but once. */
  ConnectionSupervisor trial(ConnectionSettings connection);
}
