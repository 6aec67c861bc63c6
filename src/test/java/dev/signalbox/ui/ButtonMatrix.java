package dev.signalbox.ui;

import dev.signalbox.connection.state.AttemptId;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.ConnectionStatus;
import dev.signalbox.relay.state.HeldLease;
import dev.signalbox.relay.state.RelayState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What every button of a row and of a page says and sends in every state: written down by hand, to
 * be read beside the design, and taken from nothing that the window itself goes by.
 */
final class ButtonMatrix {

  /** What becomes of a button. */
  sealed interface Offer {

    /** Pressed, it sends this at once. */
    record Sends(String label, String command) implements Offer {}

    /** Pressed, it asks first, and sends this once that is confirmed. */
    record Asks(String label, String command) implements Offer {}

    /** It is there, and cannot be pressed. */
    record Disabled(String label) implements Offer {}

    /** It is not there. */
    record Absent() implements Offer {}
  }

  /**
   * A line about a connection.
   *
   * @param word of the state
   * @param relayAtWork whether a relay works with it; then the other button is Stop polling
   * @param side the second button of the page
   * @param start whether a stopped relay that needs it may be started
   */
  record OfConnection(
      String word,
      ConnectionStatus status,
      boolean relayAtWork,
      Offer main,
      Offer side,
      boolean start) {
    @Override
    public String toString() {
      return "%s, %d left behind%s"
          .formatted(word, status.orphans(), relayAtWork ? ", relay at work" : "");
    }
  }

  /**
   * A line about a relay.
   *
   * @param word of the state
   * @param locked the same button while production is locked
   * @param side the second button of the page, which is never locked
   * @param changes whether its position and its lease may be changed
   */
  record OfRelay(
      String word, RelayState state, Offer main, Offer locked, Offer side, boolean changes) {}

  static final List<OfConnection> CONNECTIONS =
      List.of(
          line("Not connected", States.off(), sends("Connect", "connect"), absent(), true),
          line("Connecting", States.connecting(), sends("Cancel", "cancel"), absent(), true),
          line("Password needed", States.asking(), sends("Cancel", "cancel"), absent(), true),
          line("Cancelling…", States.cancelling(), disabled("Cancelling…"), absent(), false),
          line("Connected", States.connected(), sends("Disconnect", "disconnect"), absent(), true),
          line(
              "No reply",
              States.stale(),
              sends("Reconnect", "reconnect"),
              sends("Disconnect", "disconnect"),
              false),
          line(
              "Retry 3",
              States.waiting(),
              sends("Retry now", "connect"),
              sends("Stop retrying", "cancel"),
              false),
          line("Failed", States.failed(), sends("Retry", "connect"), absent(), false),
          line("Closing", States.closing(), disabled("Closing…"), absent(), false));

  /** What else decides. */
  static final List<OfConnection> CIRCUMSTANCES =
      List.of(
          // What a running relay would feel is asked first.
          atWork("Connected", States.connected(), asks("Disconnect", "disconnect"), absent()),
          atWork(
              "No reply",
              States.stale(),
              sends("Reconnect", "reconnect"),
              asks("Disconnect", "disconnect")),
          atWork(
              "Retry 3",
              States.waiting(),
              sends("Retry now", "connect"),
              sends("Stop retrying", "cancel")),
          atWork("Failed", States.failed(), sends("Retry", "connect"), absent()),

          // An attempt that has not ended is no hindrance; three are.
          behind(1, "Not connected", States.off(), sends("Connect", "connect"), absent(), true),
          behind(3, "Not connected", States.off(), disabled("Connect"), absent(), true),
          behind(3, "Connecting", States.connecting(), sends("Cancel", "cancel"), absent(), true),
          behind(
              3,
              "Connected",
              States.connected(),
              sends("Disconnect", "disconnect"),
              absent(),
              true),
          behind(
              3,
              "No reply",
              States.stale(),
              disabled("Reconnect"),
              sends("Disconnect", "disconnect"),
              false),
          behind(
              3,
              "Retry 3",
              States.waiting(),
              disabled("Retry now"),
              sends("Stop retrying", "cancel"),
              false),
          behind(3, "Failed", States.failed(), disabled("Retry"), absent(), false));

  static final List<OfRelay> RELAYS =
      List.of(
          begins("Stopped", new RelayState.Stopped(States.NOW)),
          lasts(
              "Starting",
              new RelayState.Starting(States.NOW, "connecting Oracle", 1, 4),
              sends("Cancel start", "cancelStart")),
          polls("Running", States.running()),
          lasts(
              "Paused",
              new RelayState.Paused(States.NOW, "Oracle has not replied for 12 s"),
              sends("Stop polling", "stop")),
          lasts(
              "Standby",
              new RelayState.Standby(
                  States.NOW,
                  new HeldLease("held by host b pid 2", Optional.of(States.NOW)),
                  Optional.empty()),
              sends("Stop polling", "stop")),
          polls("Stalled", new RelayState.Stalled(States.NOW, States.SILENT)),
          // A database that is stuck can make it last.
          lasts(
              "Handing over",
              new RelayState.Stopping(States.ago(Duration.ofSeconds(6)), 37, 120, true),
              sends("Stop polling", "stop")),
          lasts("Stopping", States.stopping(Duration.ofSeconds(1)), disabled("Stopping…")),
          lasts("Stopping", States.stopping(Duration.ofSeconds(6)), asks("Stop now", "stopNow")),
          begins("Failed", new RelayState.Failed(States.NOW, States.SILENT)));

  /** All buttons of a connection's page; those that go through its connects ask for nothing. */
  static final Set<String> ON_A_CONNECTIONS_PAGE =
      Set.of("main", "side", "copyDetails", "showInLog", "editConnection", "earlier", "later");

  /** The buttons in the head of a relay's page. */
  static final Set<String> ON_A_RELAYS_PAGE = Set.of("main", "side", "copyDetails", "showInLog");

  /** The buttons of a row. */
  static final Set<String> IN_A_ROW = Set.of("main");

  private ButtonMatrix() {}

  private static OfConnection line(
      String word, ConnectionState state, Offer main, Offer side, boolean start) {
    return behind(0, word, state, main, side, start);
  }

  private static OfConnection behind(
      int orphans, String word, ConnectionState state, Offer main, Offer side, boolean start) {
    return new OfConnection(
        word,
        new ConnectionStatus(
            state,
            LongStream.rangeClosed(1, orphans)
                .mapToObj(AttemptId::new)
                .collect(Collectors.toUnmodifiableSet()),
            false),
        false,
        main,
        side,
        start);
  }

  private static OfConnection atWork(String word, ConnectionState state, Offer main, Offer side) {
    return new OfConnection(
        word, new ConnectionStatus(state, Set.of(), false), true, main, side, false);
  }

  private static OfRelay begins(String word, RelayState state) {
    return new OfRelay(
        word, state, sends("Start polling", "start"), disabled("Start polling"), absent(), true);
  }

  /** Ending something is never locked. */
  private static OfRelay lasts(String word, RelayState state, Offer main) {
    return new OfRelay(word, state, main, main, absent(), false);
  }

  /** Only who polls has something to hand over. */
  private static OfRelay polls(String word, RelayState state) {
    Offer stop = sends("Stop polling", "stop");
    return new OfRelay(word, state, stop, stop, asks("Hand over", "handOver"), false);
  }

  private static Offer sends(String label, String command) {
    return new Offer.Sends(label, command);
  }

  private static Offer asks(String label, String command) {
    return new Offer.Asks(label, command);
  }

  private static Offer disabled(String label) {
    return new Offer.Disabled(label);
  }

  private static Offer absent() {
    return new Offer.Absent();
  }
}
