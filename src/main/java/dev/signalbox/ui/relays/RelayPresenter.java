package dev.signalbox.ui.relays;

import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.console.Command;
import dev.signalbox.relay.state.HeldLease;
import dev.signalbox.relay.state.RelayCounters;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.relay.state.RelayState.Failed;
import dev.signalbox.relay.state.RelayState.Paused;
import dev.signalbox.relay.state.RelayState.Running;
import dev.signalbox.relay.state.RelayState.Stalled;
import dev.signalbox.relay.state.RelayState.Standby;
import dev.signalbox.relay.state.RelayState.Starting;
import dev.signalbox.relay.state.RelayState.Stopped;
import dev.signalbox.relay.state.RelayState.Stopping;
import dev.signalbox.relay.state.RowTiming;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import dev.signalbox.ui.objects.Consequence;
import dev.signalbox.ui.objects.ObjectLooks;
import dev.signalbox.ui.objects.Trouble;
import dev.signalbox.ui.toolkit.Action;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import dev.signalbox.ui.toolkit.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Says how each state of a relay looks, and what its button does. Any thread may ask. */
public final class RelayPresenter {
  /** A stop that takes longer may be hurried. */
  private static final Duration STOP_NOW_AFTER = Duration.ofSeconds(5);

  private final Texts texts;
  private final StartRule startRule;

  public RelayPresenter(Texts texts, StartRule startRule) {
    this.texts = texts;
    this.startRule = startRule;
  }

  /** What the button does. */
  RelayEffects effects() {
    return new RelayEffects(texts);
  }

  RelayPresentation present(
      RelaySnapshot relay,
      Map<String, ConnectionSnapshot> connections,
      ProgramSnapshot program,
      Instant now) {
    Optional<String> objection = startRule.objection(relay.settings(), connections, program);
    RelayState state = relay.state();
    Optional<Failure> unknown = state.failure().filter(Failure::isNotUnderstood);
    if (unknown.isPresent()) {
      return unknown(unknown.get(), relay, program, now);
    }
    return new RelayPresentation(
        icon(state),
        tone(state),
        word(state),
        detail(relay, objection, now),
        TimeText.clock(Duration.between(state.since(), now)),
        main(state, objection, now),
        side(state),
        changeObjection(state, program),
        RelayFigures.of(relay, now, texts));
  }

  /** It may do anything; to be told to stop is never wrong. */
  private RelayPresentation unknown(
      Failure cause, RelaySnapshot relay, ProgramSnapshot program, Instant now) {
    return new RelayPresentation(
        "fth-help-circle",
        Tone.WARNING,
        texts.get("state.unknown"),
        trouble(cause),
        RelayFigures.NOTHING,
        Action.of(texts.get("relay.stop"), RelayCommand.STOP),
        Optional.empty(),
        changeObjection(relay.state(), program),
        RelayFigures.of(relay, now, texts));
  }

  /** As the list and the page show it. */
  ObjectLooks looks(RelaySnapshot relay, RelayPresentation looks) {
    RelayState state = relay.state();
    return new ObjectLooks(
        trouble(state),
        looks.icon(),
        looks.tone(),
        looks.word(),
        looks.detail(),
        looks.spoken(relay.name()),
        RelayFigures.isMoving(state)
            ? texts.get("relay.rate", looks.figures().rate())
            : RelayFigures.NOTHING,
        since(state, looks),
        OptionalDouble.empty(),
        looks.main().to(command -> command.to(relay.name())),
        looks.side().map(action -> action.to(command -> command.to(relay.name()))),
        Optional.empty());
  }

  private static Trouble trouble(RelayState state) {
    return switch (state) {
      case Failed _ -> Trouble.FAILED;
      case Paused _, Stalled _ -> Trouble.LOST;
      case Standby s -> s.hindrance().isPresent() ? Trouble.LOST : Trouble.WELL;
      case Starting _, Stopping _ -> Trouble.PASSING;
      case Stopped _ -> Trouble.IDLE;
      case Running _ -> Trouble.WELL;
    };
  }

  private String since(RelayState state, RelayPresentation looks) {
    return switch (state) {
      case Running _ -> texts.get("objects.up", looks.age());
      case Stalled s when s.cause().isNotUnderstood() -> looks.age();
      case Paused _, Stalled _, Failed _ -> texts.get("objects.down", looks.age());
      case Starting _, Standby _, Stopping _, Stopped _ -> looks.age();
    };
  }

  /** Why its position and its lease cannot be changed now; empty if they can. */
  private Optional<String> changeObjection(RelayState state, ProgramSnapshot program) {
    return startRule
        .lock(program)
        .or(
            () ->
                state.isAtWork()
                    ? Optional.of(texts.get("relay.cannot.atWork"))
                    : Optional.empty());
  }

  /** From where to where. */
  String route(PollingSettings settings) {
    return texts.get("relay.route", settings.source(), settings.table(), settings.subject());
  }

  /** What handing over does. */
  Consequence ofHandOver(String name) {
    return new Consequence(
        texts.get("relay.handOver.effect", name, Command.HandOver.LEFT_TO_OTHERS.toSeconds()),
        texts.get("relay.handOver"),
        texts.get("relay.handOver.keep"));
  }

  /** What relays are called together. */
  String kind() {
    return texts.get("relay.kind");
  }

  /** What stopping at once does to what is still open. */
  Consequence ofStopNow(Stopping stopping) {
    int open = Math.max(0, stopping.total() - stopping.drained());
    return new Consequence(
        texts.get("relay.stopNow.effect", open),
        texts.get("relay.stopNow"),
        texts.get("relay.keepWaiting"));
  }

  /** The state of that name, as the engine keeps it, in a word or two; other names as they are. */
  String word(String state) {
    return texts.find("relay.word." + state).orElse(state);
  }

  String word(RelayState state) {
    return switch (state) {
      case Stopped _ -> texts.get("relay.state.stopped");
      case Starting _ -> texts.get("relay.state.starting");
      case Running _ -> texts.get("relay.state.running");
      case Paused _ -> texts.get("relay.state.paused");
      case Standby _ -> texts.get("relay.state.standby");
      case Stalled _ -> texts.get("relay.state.stalled");
      case Stopping s ->
          texts.get(s.handsOver() ? "relay.state.handingOver" : "relay.state.stopping");
      case Failed _ -> texts.get("relay.state.failed");
    };
  }

  private static String icon(RelayState state) {
    return switch (state) {
      case Stopped _ -> "fth-stop-circle";
      case Starting _ -> "fth-loader";
      case Running _ -> "fth-play-circle";
      case Paused _ -> "fth-pause-circle";
      case Standby s -> s.hindrance().isPresent() ? "fth-shield-off" : "fth-shield";
      case Stalled _ -> "fth-alert-triangle";
      case Stopping _ -> "fth-arrow-down-circle";
      case Failed _ -> "fth-x-octagon";
    };
  }

  private static Tone tone(RelayState state) {
    return switch (state) {
      case Stopped _, Stopping _ -> Tone.MUTED;
      case Starting _ -> Tone.ACCENT;
      case Standby s -> s.hindrance().isPresent() ? Tone.WARNING : Tone.ACCENT;
      case Running _ -> Tone.SUCCESS;
      case Paused _, Stalled _ -> Tone.WARNING;
      case Failed _ -> Tone.DANGER;
    };
  }

  private String detail(RelaySnapshot relay, Optional<String> objection, Instant now) {
    return switch (relay.state()) {
      case Stopped _ -> objection.orElseGet(() -> texts.get("relay.detail.ready"));
      case Starting s -> texts.get("relay.detail.starting", s.number(), s.total(), s.step());
      case Running _ -> running(relay.counters(), relay.timing());
      case Paused p -> p.reason();
      case Standby s ->
          s.hindrance()
              .map(why -> texts.get("relay.detail.hindered", why, standsBy(s.lease(), now)))
              .orElseGet(() -> standsBy(s.lease(), now));
      case Stalled s -> trouble(s.cause());
      case Stopping s ->
          texts.get("relay.detail.stopping", Texts.number(s.drained()), Texts.number(s.total()));
      case Failed f ->
          objection
              .map(reason -> texts.get("relay.detail.failedAnd", trouble(f.cause()), reason))
              .orElseGet(() -> trouble(f.cause()));
    };
  }

  /** Who polls instead, and since when. */
  private String standsBy(HeldLease lease, Instant now) {
    return lease
        .since()
        .map(at -> texts.get("relay.detail.standby", lease.words(), TimeText.moment(at, now)))
        .orElse(lease.words());
  }

  private String running(RelayCounters counters, RowTiming timing) {
    List<String> parts = new ArrayList<>();
    parts.add(texts.get("relay.detail.running", Texts.number(counters.cycles())));
    timing
        .heldBack()
        .map(held -> texts.get("relay.detail.heldBack", TimeText.clock(held.by()), held.holder()))
        .ifPresent(parts::add);
    if (timing.late() > 0) {
      parts.add(texts.get("relay.detail.late", Texts.number(timing.late())));
    }
    if (counters.diverted() > 0) {
      parts.add(texts.get("relay.detail.diverted", Texts.number(counters.diverted())));
    }
    if (counters.inDoubt() > 0) {
      parts.add(texts.get("relay.detail.inDoubt", Texts.number(counters.inDoubt())));
    }
    if (!timing.ahead().isNone()) {
      parts.add(texts.get("relay.detail.ahead", timing.ahead().toString()));
    }
    return String.join(" · ", parts);
  }

  private String trouble(Failure cause) {
    return texts.get("relay.detail.trouble", cause.oneLine(), cause.nextStep());
  }

  private Action<RelayCommand> main(RelayState state, Optional<String> objection, Instant now) {
    return switch (state) {
      case Stopped _, Failed _ ->
          Action.of(texts.get("relay.start"), RelayCommand.START).unless(objection);
      case Starting _ -> Action.of(texts.get("relay.cancelStart"), RelayCommand.CANCEL_START);
      case Running _, Paused _, Standby _, Stalled _ ->
          Action.of(texts.get("relay.stop"), RelayCommand.STOP);
      // It would stand by, and poll again if nobody else does.
      case Stopping s when s.handsOver() -> Action.of(texts.get("relay.stop"), RelayCommand.STOP);
      case Stopping s ->
          Duration.between(s.since(), now).compareTo(STOP_NOW_AFTER) < 0
              ? Action.disabled(
                  texts.get("relay.stopping"),
                  texts.get("relay.cannot.stopping", STOP_NOW_AFTER.toSeconds()))
              : Action.of(texts.get("relay.stopNow"), RelayCommand.STOP_NOW);
    };
  }

  /** Only who polls has something to hand over. */
  private Optional<Action<RelayCommand>> side(RelayState state) {
    return switch (state) {
      case Running _, Stalled _ ->
          Optional.of(Action.of(texts.get("relay.handOver"), RelayCommand.HAND_OVER));
      case Stopped _, Starting _, Paused _, Standby _, Stopping _, Failed _ -> Optional.empty();
    };
  }
}
