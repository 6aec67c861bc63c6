package dev.signalbox.relay.call;

import dev.signalbox.base.Durations;
import dev.signalbox.base.Scheduler;
import dev.signalbox.connection.driver.Diagnosis;
import dev.signalbox.connection.driver.FailureReports;
import dev.signalbox.connection.driver.NetworkFailures;
import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.call.RelayException.Recovery;
import java.time.Duration;
import java.util.Optional;

/** Makes the failures of one relay. */
public final class RelayFailures {
  private final FailureReports reports;
  private final Scheduler scheduler;

  public RelayFailures(FailureReports reports, Scheduler scheduler) {
    this.reports = reports;
    this.scheduler = scheduler;
  }

  /** What a driver threw, with its diagnosis. */
  public RelayException of(Endpoint endpoint, Diagnosis diagnosis, Throwable cause) {
    return RelayException.of(failure(endpoint, diagnosis, cause), cause);
  }

  public RelayException of(
      Endpoint endpoint, Diagnosis diagnosis, Throwable cause, Recovery recovery) {
    return new RelayException(failure(endpoint, diagnosis, cause), recovery, cause);
  }

  private Failure failure(Endpoint endpoint, Diagnosis diagnosis, Throwable cause) {
    return reports.failure(endpoint, ConnectPhase.QUERY, diagnosis, cause, scheduler.now());
  }

  /** What the relay itself found wrong. */
  public Failure found(Endpoint endpoint, FailureKind kind, String message, String nextStep) {
    return new Failure(
        kind,
        endpoint.label() + " at " + endpoint.address(),
        ConnectPhase.QUERY,
        scheduler.now(),
        Optional.empty(),
        message,
        nextStep,
        "");
  }

  /** A mistake that somebody has to correct. */
  public RelayException mistake(Endpoint endpoint, String message, String nextStep) {
    return new RelayException(
        found(endpoint, FailureKind.CONFIGURATION, message, nextStep), Recovery.NONE);
  }

  public RelayException notConnected(Endpoint endpoint) {
    return new RelayException(
        found(
            endpoint,
            FailureKind.UNREACHABLE,
            endpoint.label() + " is not connected",
            "Polling goes on by itself when the connection is back."),
        Recovery.RETRY);
  }

  public RelayException connectRefused(Endpoint endpoint, String reason) {
    return new RelayException(
        found(
            endpoint,
            FailureKind.REFUSED,
            endpoint.label() + " is not connected: " + reason,
            "Connect it, then start again."),
        Recovery.NONE);
  }

  public RelayException overdue(Endpoint endpoint, CallOverdueException overdue) {
    return new RelayException(
        found(
            endpoint,
            FailureKind.TIMED_OUT,
            "no reply for " + Durations.words(overdue.limit()),
            "Check the load and the locks of the server; polling tries again by itself."),
        Recovery.RETRY,
        overdue);
  }

  public RelayException leaseUnrenewed(Endpoint endpoint, Duration limit) {
    return new RelayException(
        found(
            endpoint,
            FailureKind.TIMED_OUT,
            "the lease could not be renewed for " + Durations.words(limit),
            "Polling goes on by itself when the lease can be renewed."),
        Recovery.RETRY);
  }

  /** What a server does no longer, so that the relay has to begin anew. */
  public RelayException changed(Endpoint endpoint, String message) {
    return new RelayException(
        found(
            endpoint, FailureKind.PROTOCOL, message, "Polling goes on by itself, in another way."),
        Recovery.RETRY);
  }

  /** A mistake of the program itself, never hidden. */
  public Failure unexpected(Endpoint endpoint, Throwable cause) {
    Diagnosis diagnosis =
        new Diagnosis(
            FailureKind.PROTOCOL,
            Optional.empty(),
            "unexpected error: %s: %s"
                .formatted(cause.getClass().getSimpleName(), NetworkFailures.line(cause)),
            "Start again; if it repeats, report it with its details.");
    return failure(endpoint, diagnosis, cause);
  }
}
