package dev.signalbox.connection;

/**
 * What all supervisors share.
 *
 * @param failures turns diagnoses into failures without secrets
 */
public record ConnectionEnvironment(
    Scheduler scheduler, WorkExecutor executor, RetryPolicy retryPolicy, FailureReports failures) {}
