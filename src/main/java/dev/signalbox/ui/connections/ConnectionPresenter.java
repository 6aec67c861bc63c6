package dev.signalbox.ui.connections;

import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.ConnectionState.Cancelling;
import dev.signalbox.connection.state.ConnectionState.Closing;
import dev.signalbox.connection.state.ConnectionState.Connected;
import dev.signalbox.connection.state.ConnectionState.Connecting;
import dev.signalbox.connection.state.ConnectionState.Failed;
import dev.signalbox.connection.state.ConnectionState.Off;
import dev.signalbox.connection.state.ConnectionState.Stale;
import dev.signalbox.connection.state.ConnectionState.Waiting;
import dev.signalbox.connection.state.ConnectionStatus;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.ui.objects.Consequence;
import dev.signalbox.ui.objects.ObjectLooks;
import dev.signalbox.ui.objects.Trouble;
import dev.signalbox.ui.toolkit.Action;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import dev.signalbox.ui.toolkit.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Says how each state of a connection looks, and which buttons it has. Any thread may ask. */
public final class ConnectionPresenter {
  private static final String NO_LATENCY = "–";

  private final Texts texts;

  public ConnectionPresenter(Texts texts) {
    this.texts = texts;
  }

  /** What the buttons do. */
  ConnectionEffects effects() {
    return new ConnectionEffects(texts);
  }

  ConnectionPresentation present(ConnectionSnapshot snapshot, Instant now) {
    ConnectionState state = snapshot.state();
    if (state instanceof Failed failed && failed.cause().isNotUnderstood()) {
      return unknown(failed.cause());
    }
    return new ConnectionPresentation(
        icon(state),
        tone(state),
        word(state),
        detail(snapshot, now),
        latency(state),
        TimeText.clock(Duration.between(liveSince(state), now)),
        progress(state, now),
        main(snapshot.status()),
        side(state),
        note(snapshot.status()));
  }

  /** It may be in any state, so that nobody can tell what a button would do. */
  private ConnectionPresentation unknown(Failure cause) {
    String words = texts.get("connection.detail.unknown", cause.oneLine(), cause.nextStep());
    return new ConnectionPresentation(
        "fth-help-circle",
        Tone.WARNING,
        texts.get("state.unknown"),
        words,
        NO_LATENCY,
        NO_LATENCY,
        OptionalDouble.empty(),
        Action.disabled(texts.get("connection.connect"), words),
        Optional.empty(),
        Optional.empty());
  }

  /** Computed from what the engine tells, wherever it runs. */
  private static OptionalDouble progress(ConnectionState state, Instant now) {
    if (!(state instanceof Connecting connecting) || connecting.isAsking()) {
      return OptionalDouble.empty();
    }
    double allowed = Duration.between(connecting.since(), connecting.deadline()).toNanos();
    double elapsed = Duration.between(connecting.since(), now).toNanos();
    return OptionalDouble.of(allowed > 0 ? Math.clamp(elapsed / allowed, 0, 1) : 1);
  }

  /** As the list and the page show it. */
  ObjectLooks looks(ConnectionSnapshot snapshot, Standing standing, Instant now) {
    ConnectionPresentation looks = present(snapshot, now);
    String connection = snapshot.endpoint().name();
    return new ObjectLooks(
        trouble(snapshot.state(), standing),
        looks.icon(),
        looks.tone(),
        looks.word(),
        detail(looks, snapshot.state(), standing),
        looks.spoken(snapshot.endpoint().title()),
        looks.latency(),
        since(snapshot.state(), standing, looks, now),
        looks.progress(),
        looks.main().to(command -> command.to(connection)),
        looks.side().map(action -> action.to(command -> command.to(connection))),
        looks.note());
  }

  private static Trouble trouble(ConnectionState state, Standing standing) {
    return switch (state) {
      case Failed f -> f.cause().isNotUnderstood() ? Trouble.LOST : Trouble.FAILED;
      case Connecting c when c.isAsking() -> Trouble.ASKING;
      case Stale _, Waiting _ -> Trouble.LOST;
      // A retry does not climb above what is still down, and fall back again.
      case Connecting _, Cancelling _, Closing _ ->
          standing.downSince().isPresent() ? Trouble.LOST : Trouble.PASSING;
      case Off _ -> Trouble.IDLE;
      case Connected _ -> Trouble.WELL;
    };
  }

  /** While it is retried, the last cause stays in sight. */
  private String detail(ConnectionPresentation looks, ConnectionState state, Standing standing) {
    boolean retried = state instanceof Connecting && standing.downSince().isPresent();
    return standing
        .lastFailure()
        .filter(_ -> retried)
        .map(last -> texts.get("connection.detail.retried", looks.detail(), last.oneLine()))
        .orElse(looks.detail());
  }

  private String since(
      ConnectionState state, Standing standing, ConnectionPresentation looks, Instant now) {
    return standing
        .downSince()
        .map(down -> texts.get("objects.down", TimeText.clock(Duration.between(down, now))))
        .orElseGet(
            () -> state instanceof Connected ? texts.get("objects.up", looks.age()) : looks.age());
  }

  /** What disconnecting does to these relays; empty if there are none. */
  Optional<Consequence> ofDisconnect(String label, List<String> relaysAtWork) {
    return relaysAtWork.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Consequence(
                texts.get("connection.disconnect.effect", String.join(", ", relaysAtWork), label),
                texts.get("connection.disconnect"),
                texts.get("connection.keepConnected")));
  }

  /** The state of that name, as the engine keeps it, in a word or two; other names as they are. */
  String word(String state) {
    return texts.find("connection.word." + state).orElse(state);
  }

  /** The state in a word or two. */
  String word(ConnectionState state) {
    return switch (state) {
      case Off _ -> texts.get("connection.state.off");
      case Connecting c when c.isAsking() -> texts.get("connection.state.asking");
      case Connecting _ -> texts.get("connection.state.connecting");
      case Cancelling _ -> texts.get("connection.state.cancelling");
      case Connected _ -> texts.get("connection.state.connected");
      case Stale s ->
          texts.get(
              s.cause().kind() == FailureKind.TIMED_OUT
                  ? "connection.state.stale"
                  : "connection.state.broken");
      case Waiting w -> texts.get("connection.state.waiting", w.retries().count());
      case Failed _ -> texts.get("connection.state.failed");
      case Closing _ -> texts.get("connection.state.closing");
    };
  }

  private static String icon(ConnectionState state) {
    return switch (state) {
      case Off _ -> "fth-circle";
      case Connecting c when c.isAsking() -> "fth-key";
      case Connecting _ -> "fth-loader";
      case Cancelling _ -> "fth-slash";
      case Connected _ -> "fth-check-circle";
      case Stale _ -> "fth-alert-triangle";
      case Waiting _ -> "fth-clock";
      case Failed _ -> "fth-x-octagon";
      case Closing _ -> "fth-arrow-down-circle";
    };
  }

  private static Tone tone(ConnectionState state) {
    return switch (state) {
      case Off _, Closing _ -> Tone.MUTED;
      case Connecting c -> c.isAsking() ? Tone.WARNING : Tone.ACCENT;
      case Connected _ -> Tone.SUCCESS;
      case Cancelling _, Stale _, Waiting _ -> Tone.WARNING;
      case Failed _ -> Tone.DANGER;
    };
  }

  private String detail(ConnectionSnapshot snapshot, Instant now) {
    return switch (snapshot.state()) {
      case Off _, Cancelling _ -> "";
      case Connecting c when c.isAsking() -> texts.get("connection.detail.asking");
      case Connecting c ->
          texts.get(
              "connection.detail.connecting",
              TimeText.seconds(Duration.between(c.since(), now)),
              TimeText.seconds(Duration.between(c.since(), c.deadline())),
              c.retries().count() + 1,
              c.phase().word());
      case Connected c ->
          texts.get(
              "connection.detail.connected", TimeText.tenths(Duration.between(c.lastProof(), now)));
      case Stale s ->
          texts.get(
              "connection.detail.stale",
              TimeText.seconds(Duration.between(s.lastProof(), now)),
              s.cause().silence());
      case Waiting w ->
          texts.get(
              "connection.detail.waiting",
              TimeText.secondsLeft(Duration.between(now, w.retryAt())),
              w.cause().oneLine());
      case Failed f -> f.cause().oneLine();
      case Closing c -> TimeText.tenths(Duration.between(c.since(), now));
    };
  }

  private static String latency(ConnectionState state) {
    return state instanceof Connected c
        ? c.latency().map(TimeText::latency).orElse(NO_LATENCY)
        : NO_LATENCY;
  }

  /** Whether the time alone changes each second what is shown of it. */
  static boolean tellsSeconds(ConnectionState state, Standing standing, Instant now) {
    return state instanceof Waiting
        || TimeText.isYoung(standing.downSince().orElseGet(() -> liveSince(state)), now);
  }

  private static Instant liveSince(ConnectionState state) {
    return state instanceof Stale s ? s.connectedSince() : state.since();
  }

  private Action<ConnectionCommand> main(ConnectionStatus status) {
    Optional<String> noAttempts = noAttempts(status);
    return switch (status.state()) {
      case Off _ ->
          Action.of(texts.get("connection.connect"), ConnectionCommand.CONNECT).unless(noAttempts);
      case Connecting _ -> Action.of(texts.get("connection.cancel"), ConnectionCommand.CANCEL);
      case Cancelling _ ->
          Action.disabled(
              texts.get("connection.cancelling"), texts.get("connection.cannot.cancelling"));
      case Connected _ ->
          Action.of(texts.get("connection.disconnect"), ConnectionCommand.DISCONNECT);
      case Stale _ ->
          Action.of(texts.get("connection.reconnect"), ConnectionCommand.RECONNECT)
              .unless(noAttempts);
      case Waiting _ ->
          Action.of(texts.get("connection.retryNow"), ConnectionCommand.CONNECT).unless(noAttempts);
      case Failed _ ->
          Action.of(texts.get("connection.retry"), ConnectionCommand.CONNECT).unless(noAttempts);
      case Closing _ ->
          Action.disabled(texts.get("connection.closing"), texts.get("connection.cannot.closing"));
    };
  }

  /** Why no attempt can be begun. */
  private Optional<String> noAttempts(ConnectionStatus status) {
    if (status.retired()) {
      return Optional.of(texts.get("connection.cannot.retired"));
    }
    return status.orphans() >= ConnectionStatus.MAXIMUM_ORPHANS
        ? Optional.of(texts.get("connection.tooManyOrphans", status.orphans()))
        : Optional.empty();
  }

  private Optional<Action<ConnectionCommand>> side(ConnectionState state) {
    return switch (state) {
      case Stale _ ->
          Optional.of(Action.of(texts.get("connection.disconnect"), ConnectionCommand.DISCONNECT));
      case Waiting _ ->
          Optional.of(Action.of(texts.get("connection.stopRetrying"), ConnectionCommand.CANCEL));
      case Off _, Connecting _, Cancelling _, Connected _, Failed _, Closing _ -> Optional.empty();
    };
  }

  private Optional<String> note(ConnectionStatus status) {
    int orphans = status.orphans();
    if (orphans == 0) {
      return Optional.empty();
    }
    return Optional.of(
        orphans >= ConnectionStatus.MAXIMUM_ORPHANS
            ? texts.get("connection.tooManyOrphans", orphans)
            : texts.get("connection.orphans", orphans));
  }
}
