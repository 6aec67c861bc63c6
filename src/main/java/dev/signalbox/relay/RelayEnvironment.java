package dev.signalbox.relay;

import dev.signalbox.connection.FailureReports;
import dev.signalbox.connection.Scheduler;
import dev.signalbox.connection.WorkExecutor;
import dev.signalbox.settings.LeaseSettings;

/** What all relays share. */
public record RelayEnvironment(
    Scheduler scheduler, WorkExecutor executor, FailureReports failures, LeaseSettings lease) {}
