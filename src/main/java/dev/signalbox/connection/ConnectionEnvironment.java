package dev.signalbox.connection;

import dev.signalbox.base.Scheduler;
import dev.signalbox.base.WorkExecutor;
import dev.signalbox.connection.driver.FailureReports;

/**
 * What all supervisors share.
 *
 * @param failures turns diagnoses into failures without secrets
 */
public record ConnectionEnvironment(
    Scheduler scheduler, WorkExecutor executor, RetryPolicy retryPolicy, FailureReports failures) {}
