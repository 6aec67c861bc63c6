package dev.signalbox.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.matrix.Situation.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the log has to say of a cell's target once its trigger has been obeyed. */
final class ExpectedLines {
  private final Cell cell;
  private final Endpoint endpoint;
  private final String relay;

  ExpectedLines(Cell cell, Endpoint endpoint, String relay) {
    this.cell = cell;
    this.endpoint = endpoint;
    this.relay = relay;
  }

  /** Each of these lines is there, and once. */
  void assertIn(List<String> lines) {
    for (String expected : lines()) {
      Pattern pattern = Pattern.compile(expected);
      assertThat(lines)
          .filteredOn(line -> pattern.matcher(line).find())
          .as("lines with %s in %s", expected, lines)
          .hasSize(1);
    }
  }

  private List<String> lines() {
    Kind situation = cell.situation().kind();
    if (situation == Kind.SAME_INSTANT) {
      // Which of the two was first is not known beforehand.
      return List.of();
    }
    return switch (cell.trigger()) {
      case CANCEL ->
          switch (situation) {
            case RETRY_WAITING -> List.of(endpoint.label() + " retries stopped");
            case NATS_RECONNECTING -> List.of();
            default ->
                List.of(
                    situation.isConnecting()
                        ? cancelled()
                        : "Refused to cancel target: no connect is under way");
          };
      case DISCONNECT ->
          switch (situation) {
            case RETRY_WAITING -> List.of(endpoint.label() + " retries stopped");
            case NATS_RECONNECTING -> List.of();
            default -> situation.isConnecting() ? List.of(cancelled()) : closed();
          };
      case STOP ->
          situation.isConnecting()
              ? List.of(
                  "Cancelling the start of polling for " + relay, "Polling stopped for " + relay)
              : List.of("Stopping polling for " + relay);
      case WINDOW_CLOSE,
          SECOND_WINDOW_CLOSE,
          SIGINT,
          SIGTERM,
          SIGHUP,
          THREE_SIGTERMS,
          SIGTERM_AT_START_UP,
          FATAL_ERROR ->
          shutDown(situation);
    };
  }

  private List<String> shutDown(Kind situation) {
    boolean fatal = cell.trigger() == Trigger.FATAL_ERROR;
    if (situation == Kind.NATS_RECONNECTING || (fatal && situation == Kind.SLOW)) {
      // Between two attempts or in one; a failing relay takes so long that a slow connect succeeds.
      return List.of();
    }
    if (situation == Kind.RETRY_WAITING) {
      return List.of(endpoint.sessionNoun() + " not established, nothing to close");
    }
    if (!situation.isConnecting()) {
      return closed();
    }
    return endpoint.kind() == EndpointKind.NATS
        ? List.of(cancelled())
        : List.of(cancelled(), endpoint.sessionNoun() + " not established, nothing to close");
  }

  private String cancelled() {
    return phases().stream()
        .map(ConnectPhase::word)
        .collect(
            Collectors.joining(
                "|", endpoint.label() + " connect cancelled after .* \\(phase (", ")\\)"));
  }

  /** Where the connect can be at that moment. */
  private Set<ConnectPhase> phases() {
    return switch (cell.situation().kind()) {
      case NAME_RESOLUTION -> EnumSet.of(ConnectPhase.NAME_RESOLUTION);
      case SYN_DROPPED -> EnumSet.of(ConnectPhase.TCP);
      case SILENT -> EnumSet.of(ConnectPhase.LOGIN);
      case FROZEN_TLS_HANDSHAKE -> EnumSet.of(ConnectPhase.TLS);
      case FROZEN_HANDSHAKE ->
          EnumSet.of(
              ConnectPhase.TLS, ConnectPhase.LOGIN, ConnectPhase.JETSTREAM, ConnectPhase.POOL);
      default -> EnumSet.range(ConnectPhase.TCP, ConnectPhase.POOL);
    };
  }

  private List<String> closed() {
    String begun =
        switch (endpoint.kind()) {
          case NATS -> "(Draining %1$s|%1$s exists but not marked as connected)";
          case ORACLE -> "(Closing %1$s\\.\\.\\.|%1$s exists but not marked as connected)";
          case MARIADB -> "(Releasing %1$s|%1$s exists but not marked as connected)";
        };
    return List.of(begun.formatted(endpoint.sessionNoun()), endpoint.sessionNoun() + " closed");
  }
}
