package dev.signalbox.connection;

import dev.signalbox.base.Durations;
import dev.signalbox.connection.state.ConnectionEvent;
import dev.signalbox.connection.state.ConnectionEvent.DeadlinePassed;
import dev.signalbox.connection.state.ConnectionEvent.RetryDue;
import dev.signalbox.connection.state.ConnectionEvent.SessionClosed;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.ConnectionState.AfterClose;
import dev.signalbox.connection.state.ConnectionState.Cancelling;
import dev.signalbox.connection.state.ConnectionState.Closing;
import dev.signalbox.connection.state.ConnectionState.Connected;
import dev.signalbox.connection.state.ConnectionState.Connecting;
import dev.signalbox.connection.state.ConnectionState.Failed;
import dev.signalbox.connection.state.ConnectionState.Off;
import dev.signalbox.connection.state.ConnectionState.Stale;
import dev.signalbox.connection.state.ConnectionState.Waiting;
import dev.signalbox.connection.state.ConnectionStatus;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.connection.state.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each transition, in wording that operators and scripts rely on. The endings of a
 * shutdown are worded by the coordinator, which alone knows their order.
 */
final class ConnectionLog {
  /** Key under which an entry carries the details of a failure. */
  static final String DETAILS = "details";

  private final Endpoint endpoint;
  private final Logger log;
  private @Nullable Connecting lastAttempt;
  private boolean retryPutOff;

  ConnectionLog(Endpoint endpoint) {
    this.endpoint = endpoint;
    this.log = LoggerFactory.getLogger("signalbox.connection." + endpoint.name());
  }

  /** Called once for each change, in order. */
  void transition(ConnectionStatus before, ConnectionEvent event, ConnectionStatus after) {
    if (before.state() instanceof Connecting c) {
      lastAttempt = c;
    }
    if (event instanceof DeadlinePassed) {
      log.atError()
          .addKeyValue(DETAILS, detailsOf(after.state()))
          .log(
              "{} connection timed out after {}",
              endpoint.label(),
              Durations.words(endpoint.connectTimeout()));
    }
    if (before.state() instanceof Closing c && !(after.state() instanceof Closing)) {
      closed(c, event);
    }
    retryPutOff &= after.state() instanceof Waiting;
    switch (after.state()) {
      case Connecting c when !sameAttempt(before.state(), c) -> connecting();
      case Connecting c when c.isAsking() && !c.equals(before.state()) ->
          log.info("Waiting for the password of {}...", endpoint.label());
      case Connected c -> connected(before.state(), c);
      case Stale s when !(before.state() instanceof Stale) -> stale(s);
      case Waiting w when !(before.state() instanceof Waiting) -> waiting(before.state(), event, w);
      case Waiting _ when event instanceof RetryDue -> retryPutOff(after);
      case Failed f when before.state() instanceof Waiting -> retriesGivenUp(f, after);
      case Failed f when !(before.state() instanceof Failed) -> failed(before.state(), event, f);
      case Off _ -> off(before, after.retired());
      case Closing c when !(before.state() instanceof Closing) -> closing(before.state(), c);
      case Connecting _, Stale _, Waiting _, Failed _, Closing _, Cancelling _ -> {}
    }
  }

  private static boolean sameAttempt(ConnectionState before, Connecting now) {
    return before instanceof Connecting c && c.attempt().equals(now.attempt());
  }

  private void connecting() {
    log.info(
        "Connecting to {} at [{}] (timeout: {})...",
        endpoint.label(),
        endpoint.address(),
        Durations.compact(endpoint.connectTimeout()));
  }

  private void connected(ConnectionState before, Connected now) {
    if (before instanceof Stale s) {
      log.info(
          "{} answers again after {} of silence",
          endpoint.label(),
          Durations.taken(Duration.between(s.lastProof(), now.lastProof())));
    } else if (before instanceof Connecting) {
      log.info("Connected to {} at [{}]", endpoint.label(), reached(now));
      if (endpoint.kind() == EndpointKind.NATS) {
        log.info("JetStream initialized successfully");
      }
    }
  }

  /** What is configured; of several servers of NATS, the one that it has become. */
  private String reached(Connected now) {
    String scheme = now.peer().tls().isPresent() ? "tls://" : "nats://";
    return endpoint.kind() == EndpointKind.NATS && endpoint.address().contains(", ")
        ? scheme + now.peer().address()
        : endpoint.address();
  }

  private void stale(Stale now) {
    log.atWarn()
        .addKeyValue(DETAILS, now.cause().details())
        .log(
            "{} does not answer: {} (last proof of life {} ago)",
            endpoint.label(),
            now.cause().silence(),
            Durations.taken(Duration.between(now.lastProof(), now.since())));
  }

  private void waiting(ConnectionState before, ConnectionEvent event, Waiting now) {
    failure(before, event, now.cause());
    log.info(
        "{} retry {} in {}",
        endpoint.label(),
        now.retries().count(),
        Durations.taken(Duration.between(now.since(), now.retryAt())));
  }

  /** Said once, however often the retry falls due meanwhile. */
  private void retryPutOff(ConnectionStatus now) {
    if (!retryPutOff) {
      retryPutOff = true;
      log.warn(
          "{} retries wait: {} abandoned attempts have not ended yet, one of them has to",
          endpoint.label(),
          now.orphans());
    }
  }

  private void retriesGivenUp(Failed now, ConnectionStatus status) {
    log.atError()
        .addKeyValue(DETAILS, now.cause().details())
        .log(
            "{} retries given up, with {} abandoned attempts that have not ended: {}. {}",
            endpoint.label(),
            status.orphans(),
            now.cause().oneLine(),
            now.cause().nextStep());
  }

  private void failed(ConnectionState before, ConnectionEvent event, Failed now) {
    failure(before, event, now.cause());
  }

  private void failure(ConnectionState before, ConnectionEvent event, Failure cause) {
    // A deadline has had its line already, and so has the loss of a session.
    if (before instanceof Connecting && !(event instanceof DeadlinePassed)) {
      log.atError()
          .addKeyValue(DETAILS, cause.details())
          .log(
              "{} connection failed in phase {}: {}. {}",
              endpoint.label(),
              cause.phase().word(),
              cause.oneLine(),
              cause.nextStep());
    }
  }

  private void off(ConnectionStatus before, boolean retired) {
    Connecting attempt = lastAttempt;
    if (before.state() instanceof Cancelling c && !retired && attempt != null) {
      log.info(
          "{} connect cancelled after {} (phase {})",
          endpoint.label(),
          Durations.taken(Duration.between(attempt.since(), c.since())),
          attempt.phase().word());
    } else if (before.state() instanceof Waiting && !retired) {
      log.info("{} retries stopped", endpoint.label());
    }
  }

  private void closing(ConnectionState before, Closing now) {
    if (now.after() instanceof AfterClose.Recover r) {
      log.atError()
          .addKeyValue(DETAILS, r.cause().details())
          .log("{} connection lost: {}", endpoint.label(), r.cause().oneLine());
    } else if (before instanceof Stale && now.after() instanceof AfterClose.Reconnect) {
      log.warn("{} does not answer, ending it to connect anew...", endpoint.sessionNoun());
    } else if (before instanceof Stale) {
      log.warn(
          "{} exists but not marked as connected, attempting close...", endpoint.sessionNoun());
    } else {
      log.info(
          switch (endpoint.kind()) {
            case NATS -> "Draining {} (waiting for pending messages)...";
            case ORACLE -> "Closing {}...";
            case MARIADB -> "Releasing {}...";
          },
          endpoint.sessionNoun());
    }
  }

  private void closed(Closing closing, ConnectionEvent event) {
    if (event instanceof SessionClosed s && s.overdue()) {
      log.warn(
          "{} did not close in time; its thread is left behind and watched",
          endpoint.sessionNoun());
    } else {
      boolean graceful = endpoint.kind() == EndpointKind.NATS && closing.orderly();
      log.info("{} closed{}", endpoint.sessionNoun(), graceful ? " gracefully" : "");
    }
  }

  /** An attempt that was given up had opened a session after all. */
  void closedLate(Duration sinceStart) {
    log.info(
        "Connected to {} at [{}]  (late, closed after {})",
        endpoint.label(),
        endpoint.address(),
        Durations.taken(sinceStart));
  }

  void closeTrouble(Failure failure) {
    log.atWarn()
        .addKeyValue(DETAILS, failure.details())
        .log("Closing {}: {}", endpoint.sessionNoun(), failure.oneLine());
  }

  private static String detailsOf(ConnectionState state) {
    return switch (state) {
      case Waiting w -> w.cause().details();
      case Failed f -> f.cause().details();
      case Off _, Connecting _, Cancelling _, Connected _, Stale _, Closing _ -> "";
    };
  }
}
