package dev.signalbox.console.local;

import dev.signalbox.base.Scheduler;
import dev.signalbox.shutdown.Roster;
import dev.signalbox.shutdown.ShutdownCoordinator;

/** What of an engine stands around its configuration. */
public record Surroundings(Roster roster, ShutdownCoordinator coordinator, Scheduler scheduler) {}
