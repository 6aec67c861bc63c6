package dev.signalbox.ui.plan;

import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.console.Answer;
import dev.signalbox.console.Backlog;
import dev.signalbox.console.PositionPlan.Count;
import dev.signalbox.journal.Subject;
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
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.ui.objects.ObjectLooks;
import dev.signalbox.ui.plan.PlanBasis.Connection;
import dev.signalbox.ui.plan.PlanPicture.Flow;
import dev.signalbox.ui.plan.PlanPicture.Part;
import dev.signalbox.ui.plan.PlanPicture.Role;
import dev.signalbox.ui.plan.PlanPicture.Summary;
import dev.signalbox.ui.plan.PlanPicture.Track;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.Tone;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the plan's picture. Any thread may ask. */
final class PlanPresenter {
  private static final String NOTHING = "–";

  private final Texts texts;
  private final TrackSentence sentence;

  PlanPresenter(Texts texts) {
    this.texts = texts;
    this.sentence = new TrackSentence(texts);
  }

  PlanPicture picture(PlanBasis basis) {
    return new PlanPicture(
        summary(basis),
        basis.relays().stream().map(relay -> track(relay, basis)).toList(),
        basis.connections().stream()
            .filter(connection -> !basis.isUsed(connection))
            .map(this::unused)
            .toList());
  }

  private Summary summary(PlanBasis basis) {
    List<RelayState> states =
        basis.relays().stream().map(relay -> relay.snapshot().state()).toList();
    if (states.isEmpty()) {
      return new Summary(texts.get("plan.noRelay"), Tone.MUTED);
    }
    long held = states.stream().filter(PlanPresenter::isHeld).count();
    long moving = states.stream().filter(Running.class::isInstance).count();
    long stopped = states.stream().filter(Stopped.class::isInstance).count();
    long ready = states.stream().filter(Standby.class::isInstance).filter(s -> !isHeld(s)).count();
    long unknown = states.stream().filter(PlanPresenter::isUnknown).count();
    long passing = states.size() - held - moving - stopped - ready - unknown;
    return new Summary(
        states.size() == 1
            ? texts.get("plan.summary.one", moving, held, stopped, passing, ready, unknown)
            : texts.get(
                "plan.summary", states.size(), moving, held, stopped, passing, ready, unknown),
        held > 0 ? Tone.DANGER : Tone.MUTED);
  }

  private static boolean isUnknown(RelayState state) {
    return state.failure().filter(Failure::isNotUnderstood).isPresent();
  }

  private static boolean isHeld(RelayState state) {
    return switch (state) {
      case Paused _, Failed _ -> true;
      case Stalled s -> !s.cause().isNotUnderstood();
      case Standby s -> s.hindrance().isPresent();
      case Stopped _, Starting _, Running _, Stopping _ -> false;
    };
  }

  private Track track(PlanBasis.Relay relay, PlanBasis basis) {
    RelaySnapshot snapshot = relay.snapshot();
    Map<Role, ConnectionSnapshot> there = new EnumMap<>(Role.class);
    List<Part> parts = new ArrayList<>();
    for (Role role : Role.values()) {
      Optional<Connection> connection =
          role == Role.RELAY
              ? Optional.empty()
              : basis.connection(connection(snapshot.settings(), role));
      connection.ifPresent(known -> there.put(role, known.snapshot()));
      parts.add(part(role, relay, connection, basis));
    }
    Role hold = Hold.of(snapshot, there);
    return new Track(
        Subject.relay(snapshot.name()),
        parts,
        List.of(
            flow(Role.SOURCE, snapshot, there, hold),
            flow(Role.SINK, snapshot, there, hold),
            flow(Role.CHECKPOINT, snapshot, there, hold)),
        relay.looks().icon(),
        relay.looks().tone(),
        sentence.of(relay, parts.get(List.of(Role.values()).indexOf(hold)).name(), basis));
  }

  private static String connection(PollingSettings settings, Role role) {
    return switch (role) {
      case SOURCE -> settings.source();
      case SINK -> settings.sink();
      case CHECKPOINT -> settings.checkpoint();
      case RELAY -> settings.programName();
    };
  }

  /** A connection that is not there holds nothing up while nobody wants the relay to move. */
  private static Flow flow(
      Role role, RelaySnapshot relay, Map<Role, ConnectionSnapshot> connections, Role hold) {
    ConnectionSnapshot connection = connections.get(role);
    boolean there = connection != null && Hold.isThere(connection);
    boolean wanted = !(relay.state() instanceof Stopped || relay.state() instanceof Starting);
    // What holds the relay itself up keeps it from reading.
    boolean held = role == (hold == Role.RELAY ? Role.SOURCE : hold) && isHeld(relay.state());
    if (held || (wanted && !there)) {
      return Flow.BROKEN;
    }
    return relay.state() instanceof Running && relay.counters().rowsPerSecond() > 0
        ? Flow.MOVING
        : Flow.RESTING;
  }

  private Part part(
      Role role, PlanBasis.Relay relay, Optional<Connection> connection, PlanBasis basis) {
    PollingSettings settings = relay.snapshot().settings();
    List<String> figures = figures(role, relay.snapshot(), basis);
    String name =
        connection
            .map(known -> known.snapshot().endpoint().title())
            .orElse(connection(settings, role));
    Subject subject =
        role == Role.RELAY
            ? Subject.relay(settings.programName())
            : Subject.connection(connection(settings, role));
    Optional<ObjectLooks> looks =
        role == Role.RELAY ? Optional.of(relay.looks()) : connection.map(Connection::looks);
    String word = looks.map(ObjectLooks::word).orElse(texts.get("plan.gone"));
    return new Part(
        subject,
        name,
        looks.map(ObjectLooks::icon).orElse("fth-slash"),
        looks.map(ObjectLooks::tone).orElse(Tone.DANGER),
        word,
        figures,
        place(role, settings, connection),
        texts.get(
            "plan.spoken",
            texts.get(role.textKey()),
            settings.programName(),
            name,
            word,
            String.join(", ", figures)));
  }

  private String place(Role role, PollingSettings settings, Optional<Connection> connection) {
    String address = connection.map(known -> known.snapshot().endpoint().address()).orElse(NOTHING);
    return switch (role) {
      case SOURCE -> texts.get("plan.place.source", address, settings.table());
      case SINK -> texts.get("plan.place.sink", address, settings.stream(), settings.subject());
      case CHECKPOINT -> address;
      case RELAY ->
          texts.get("relay.route", settings.source(), settings.table(), settings.subject());
    };
  }

  private List<String> figures(Role role, RelaySnapshot relay, PlanBasis basis) {
    RelayCounters counters = relay.counters();
    boolean moves = relay.state() instanceof Running || relay.state() instanceof Stopping;
    return switch (role) {
      case SOURCE -> List.of(texts.get("plan.waiting", rows(relay, basis)));
      case RELAY ->
          List.of(
              moves
                  ? texts.get("relay.rate", Texts.number(Math.round(counters.rowsPerSecond())))
                  : texts.get("relay.rate", NOTHING));
      case SINK ->
          List.of(
              texts.get(
                  "plan.inFlight",
                  relay.state().isAtWork() ? Texts.number(counters.inFlight()) : NOTHING));
      case CHECKPOINT -> List.of(texts.get("plan.unsaved", Texts.number(counters.uncommitted())));
    };
  }

  private static String rows(RelaySnapshot relay, PlanBasis basis) {
    return basis.counted().get(relay.name()) instanceof PlanBasis.Counted(var answer, _)
            && answer instanceof Answer.Given<Backlog>(Backlog(Count count, _))
        ? Texts.number(count.rows()) + (count.orMore() ? "+" : "")
        : NOTHING;
  }

  private Part unused(Connection connection) {
    var endpoint = connection.snapshot().endpoint();
    ObjectLooks looks = connection.looks();
    return new Part(
        Subject.connection(endpoint.name()),
        endpoint.title(),
        looks.icon(),
        looks.tone(),
        looks.word(),
        List.of(),
        endpoint.address(),
        texts.get("plan.spoken.unused", endpoint.title(), looks.word()));
  }
}
