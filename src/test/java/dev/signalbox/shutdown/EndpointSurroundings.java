package dev.signalbox.shutdown;

import dev.signalbox.connection.state.AttemptId;
import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.connection.state.ConnectionEvent;
import dev.signalbox.connection.state.ConnectionExamples;
import dev.signalbox.shutdown.EndpointModel.Actor;
import dev.signalbox.shutdown.Interlockings.ForEndpoint;
import dev.signalbox.shutdown.Interlockings.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** What threads, peers and timers may do next to an endpoint. */
record EndpointSurroundings(EndpointModel endpoint, ForEndpoint interlocking) {
  private static final Instant NOW = EndpointModel.NOW;

  Stream<Step<EndpointModel>> moves() {
    Stream<Step<EndpointModel>> threads =
        endpoint.actors().entrySet().stream()
            .flatMap(
                entry -> {
                  AttemptId id = new AttemptId(entry.getKey());
                  return Stream.concat(moves(id, entry.getValue()), reports(id, entry.getValue()));
                });
    return Stream.concat(threads, retries());
  }

  private Stream<Step<EndpointModel>> moves(AttemptId id, Actor actor) {
    return switch (actor) {
      case CONNECTING ->
          Stream.concat(
              Stream.of(opened(id)),
              // Its thread has nothing left to do but to end.
              retryOrNot()
                  .map(
                      retry ->
                          after(
                              endpoint.without(id),
                              new ConnectionEvent.AttemptFailed(
                                  NOW, id, EndpointModel.CAUSE, retry))));
      case ABANDONED -> Stream.of(opened(id), ended(id));
      case CLOSING_ABANDONED -> Stream.of(ended(id));
      case ADOPTED -> Stream.empty();
      case CLOSING ->
          retryOrNot()
              .flatMap(retry -> Stream.of(closed(id, false, retry), closed(id, true, retry)));
    };
  }

  /**
   * What may be reported about an attempt, by a timer or a heartbeat that had just begun to, even
   * though it has become something else since.
   */
  private Stream<Step<EndpointModel>> reports(AttemptId id, Actor actor) {
    Stream<ConnectionEvent> deadlines =
        retryOrNot()
            .map(retry -> new ConnectionEvent.DeadlinePassed(NOW, id, EndpointModel.CAUSE, retry));
    Stream<ConnectionEvent> failures =
        actor == Actor.CONNECTING
            ? Stream.empty()
            : retryOrNot()
                .map(
                    retry ->
                        new ConnectionEvent.AttemptFailed(NOW, id, EndpointModel.CAUSE, retry));
    Stream<ConnectionEvent> others =
        Stream.of(
            new ConnectionEvent.PhaseReached(NOW, id, ConnectPhase.TCP),
            new ConnectionEvent.CancelOverdue(NOW, id),
            new ConnectionEvent.HeartbeatAnswered(NOW, id, Duration.ofMillis(1)),
            new ConnectionEvent.HeartbeatFailed(NOW, id, EndpointModel.CAUSE),
            new ConnectionEvent.SessionLost(NOW, id, EndpointModel.CAUSE));
    return Stream.of(deadlines, failures, others)
        .flatMap(events -> events)
        .map(event -> after(endpoint, event));
  }

  private Stream<Step<EndpointModel>> retries() {
    Stream<Step<EndpointModel>> disarmed =
        retryOrNot().map(again -> after(endpoint, due(NOW.minusSeconds(1), again)));
    return endpoint.retryArmed()
        ? Stream.concat(
            disarmed, retryOrNot().map(again -> after(endpoint.withRetry(false), due(NOW, again))))
        : disarmed;
  }

  private ConnectionEvent due(Instant planned, Optional<Instant> again) {
    return new ConnectionEvent.RetryDue(NOW, planned, endpoint.next(), again);
  }

  private Step<EndpointModel> opened(AttemptId id) {
    return after(endpoint, new ConnectionEvent.Opened(NOW, id, ConnectionExamples.PEER));
  }

  private Step<EndpointModel> ended(AttemptId id) {
    return after(endpoint.without(id), new ConnectionEvent.ThreadEnded(NOW, id));
  }

  private Step<EndpointModel> closed(AttemptId id, boolean overdue, Optional<Instant> retry) {
    return after(
        overdue ? endpoint.with(id, Actor.CLOSING_ABANDONED) : endpoint.without(id),
        new ConnectionEvent.SessionClosed(NOW, id, overdue, retry, endpoint.next()));
  }

  private Step<EndpointModel> after(EndpointModel changed, ConnectionEvent event) {
    return changed.apply(interlocking, event);
  }

  private static Stream<Optional<Instant>> retryOrNot() {
    return Stream.of(Optional.of(NOW), Optional.empty());
  }
}
