package dev.signalbox.fleet.window;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Scheduler;
import dev.signalbox.base.Subscription;
import dev.signalbox.base.Verdict;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.console.Command;
import dev.signalbox.console.Configuring;
import dev.signalbox.console.Diagnostics;
import dev.signalbox.console.EngineIdentity;
import dev.signalbox.console.Presence;
import dev.signalbox.console.RelayTools;
import dev.signalbox.console.SnapshotSource;
import dev.signalbox.console.fleet.EngineConsole;
import dev.signalbox.fleet.FleetLink;
import dev.signalbox.fleet.wire.Beat;
import dev.signalbox.fleet.wire.ChangesTold;
import dev.signalbox.fleet.wire.EngineAddress;
import dev.signalbox.fleet.wire.EngineState;
import dev.signalbox.fleet.wire.Question;
import dev.signalbox.fleet.wire.Subjects;
import dev.signalbox.fleet.wire.UnreadableException;
import dev.signalbox.journal.LogEntry;
import dev.signalbox.journal.LogPage;
import dev.signalbox.journal.Subject;
import dev.signalbox.journal.Transition;
import dev.signalbox.journal.samples.Samples;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import dev.signalbox.shutdown.state.RosterSnapshot;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The console of an engine that runs elsewhere: what it knows it was told over NATS, and how sure
 * that is it always says.
 *
 * <p>Threading: any thread, returns at once.
 */
final class RemoteConsole implements EngineConsole {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox.fleet");

  /** An engine tells everything for a while after it was asked. */
  private static final Duration RENEW = Duration.ofSeconds(20);

  private static final int ALL_CHANGES = 5_000;
  private static final int NEW_CHANGES = 200;
  private static final Moment NEVER = new Moment("", -1);
  private static final int EXPORTED_LINES = 2_000;

  private final WatchedFleet fleet;
  private final EngineAddress address;
  private final Consumer<RemoteConsole> closing;
  private final Scheduler scheduler;
  private final EngineIdentity identity;
  private final RemotePicture picture;
  private final Inquiry inquiry;
  private final RemoteLog log;
  private final ChangesFeed changes = new ChangesFeed();
  private final AtomicBoolean asking = new AtomicBoolean();
  private final Object lock = new Object();
  private Optional<Heard> heard = Optional.empty();
  private final AtomicReference<Moment> askedForChanges = new AtomicReference<>(NEVER);
  private volatile boolean closed;

  /** A moment of an engine's life, as it counts them. */
  private record Moment(String boot, long revision) {}

  /** What is listened to on one connection. */
  private record Heard(FleetLink.Term term, Dispatcher dispatcher) {}

  RemoteConsole(WatchedFleet fleet, EngineAddress address, Consumer<RemoteConsole> closing) {
    this.fleet = fleet;
    this.address = address;
    this.closing = closing;
    this.scheduler = fleet.scheduler();
    EngineState first =
        fleet
            .book()
            .of(address, KnownEngine::state)
            .orElseThrow(() -> new IllegalArgumentException("Nothing is known of " + address));
    this.identity = first.identity().identity();
    this.picture = new RemotePicture(first, presenceNow());
    this.inquiry = new Inquiry(fleet, address);
    this.log = new RemoteLog(inquiry, scheduler, identity.logCapacity(), first.identity().boot());
  }

  void begin() {
    show(Optional.empty());
    connected();
    renewLater();
  }

  private void renewLater() {
    scheduler.schedule(
        RENEW,
        () -> {
          if (!closed) {
            // Not every change of its record is one of its state.
            askedForChanges.set(NEVER);
            askForState();
            renewLater();
          }
        });
  }

  /** There is a connection, maybe another one. */
  void connected() {
    synchronized (lock) {
      Optional<FleetLink.Term> term = fleet.term();
      if (closed || term.isEmpty() || heard.filter(h -> h.term().equals(term.get())).isPresent()) {
        return;
      }
      try {
        Dispatcher live = term.get().connection().createDispatcher(this::told);
        live.subscribe(Subjects.live(address));
        heard.ifPresent(RemoteConsole::end);
        heard = Optional.of(new Heard(term.get(), live));
      } catch (IllegalStateException e) {
        LOG.debug("The connection was lost at once", e);
        return;
      }
    }
    askForState();
  }

  private void told(Message message) {
    try {
      takeOver(fleet.of(address).readState(message.getData()).state());
    } catch (UnreadableException e) {
      LOG.debug("A state of {} is not understood: {}", address, e.reason());
    }
  }

  private void askForState() {
    if (!asking.compareAndSet(false, true)) {
      return;
    }
    var _ =
        fleet
            .ask(address, new Question.State())
            .whenComplete(
                (state, _) -> {
                  asking.set(false);
                  if (state != null) {
                    fleet.take(address, state, true).ifPresent(this::takeOver);
                  } else {
                    stored().ifPresent(kept -> show(Optional.of(kept)));
                  }
                });
  }

  private void takeOver(EngineState state) {
    if (state.identity().address().equals(address)) {
      show(Optional.of(state));
      askForChanges(new Moment(state.identity().boot(), state.revision()));
    }
  }

  /** The engine has stored another state; the whole of it is asked for, if it is news here. */
  void changed(EngineAddress engine) {
    if (engine.equals(address) && stored().isPresent()) {
      askForState();
    }
  }

  /** What it has stored, if that tells more than is shown. */
  private Optional<EngineState> stored() {
    return fleet
        .book()
        .of(address, KnownEngine::state)
        .filter(state -> state.isNewerThan(picture.told()));
  }

  /** It has said that it is there. */
  void heard(EngineAddress engine, Beat beat) {
    if (engine.equals(address)) {
      log.heard(beat);
      show(Optional.empty());
    }
  }

  /** Time has passed, or something has happened: is it still sure? */
  void judge() {
    if (!presenceNow().equals(picture.presence().snapshot())) {
      show(Optional.empty());
    }
  }

  /** Shows that, unless it is older than what is shown; or the same as before, once more. */
  private void show(Optional<EngineState> state) {
    UnaryOperator<RelaySnapshot> figures =
        relay -> fleet.book().of(address, known -> known.withFigures(relay)).orElse(relay);
    picture.show(state, figures, this::presenceNow, scheduler.now());
  }

  private Presence presenceNow() {
    Optional<Instant> cutOff = fleet.book().cutOff();
    long nanos = scheduler.nanoTime();
    return fleet
        .book()
        .of(address, known -> known.presence(cutOff, nanos))
        .orElseGet(() -> new Presence.NotKnown(scheduler.now(), Optional.empty()));
  }

  private void askForChanges(Moment moment) {
    if (moment.equals(askedForChanges.getAndSet(moment))) {
      return;
    }
    int limit = changes.size() == 0 ? ALL_CHANGES : NEW_CHANGES;
    var _ =
        inquiry
            .of(new Question.AllChanges(limit), ChangesTold.class)
            .whenComplete(
                (told, _) -> {
                  if (told == null) {
                    askedForChanges.set(NEVER);
                  } else {
                    changes.take(told.changes());
                  }
                });
  }

  @Override
  public EngineIdentity identity() {
    return identity;
  }

  @Override
  public SnapshotSource<Presence> presence() {
    return picture.presence();
  }

  @Override
  public SnapshotSource<RosterSnapshot> roster() {
    return picture.roster();
  }

  @Override
  public SnapshotSource<ProgramSnapshot> program() {
    return picture.program();
  }

  @Override
  public Optional<SnapshotSource<ConnectionSnapshot>> connection(String name) {
    return picture.connection(name).map(found -> found);
  }

  @Override
  public Optional<SnapshotSource<RelaySnapshot>> relay(String name) {
    return picture.relay(name).map(found -> found);
  }

  @Override
  public Optional<RelayTools> tools(String relay) {
    return picture.relay(relay).map(_ -> new RemoteTools(fleet, address, relay));
  }

  @Override
  public Optional<Configuring> configuring() {
    return Optional.empty();
  }

  @Override
  public CompletionStage<List<Transition>> transitions(Subject subject, int limit) {
    return inquiry
        .of(new Question.Changes(subject, limit), ChangesTold.class)
        .thenApply(ChangesTold::changes);
  }

  @Override
  public Subscription listenToTransitions(Consumer<List<Transition>> listener) {
    return changes.listen(listener);
  }

  @Override
  public CompletionStage<Samples> samples(Subject subject, Instant from, Instant to, int atMost) {
    Duration late = fleet.book().of(address, KnownEngine::late).orElse(Duration.ZERO);
    return inquiry.of(
        new Question.Measured(subject, from.minus(late), to.minus(late), atMost), Samples.class);
  }

  @Override
  public CompletionStage<LogPage> log(long from, int limit) {
    return log.page(from, limit);
  }

  @Override
  public CompletionStage<LogPage> logTail(int limit) {
    return log.tail(limit);
  }

  /** What is known here: threads and settings are collected where the engine runs. */
  @Override
  public CompletionStage<Diagnostics> diagnostics() {
    return logTail(EXPORTED_LINES)
        .thenApply(
            page ->
                new Diagnostics(
                    scheduler.now(),
                    List.of(
                        new Diagnostics.Document("state.txt", picture.told() + "\n"),
                        new Diagnostics.Document("log.txt", lines(page)))));
  }

  private static String lines(LogPage page) {
    return page.entries().stream().map(RemoteConsole::line).collect(Collectors.joining());
  }

  private static String line(LogEntry entry) {
    return "%s %s %s: %s%n"
        .formatted(entry.at(), entry.severity(), entry.source(), entry.message());
  }

  @Override
  public CompletionStage<Verdict> send(Command command, Actor by) {
    return fleet
        .send(address, command, Orders.seen(command, picture.told()), by)
        .thenApply(Orders::verdict);
  }

  @Override
  public void close() {
    closed = true;
    closing.accept(this);
    synchronized (lock) {
      heard.ifPresent(RemoteConsole::end);
      heard = Optional.empty();
    }
  }

  /** On a connection that is lost there is nothing to do. */
  private static void end(Heard heard) {
    try {
      heard.term().connection().closeDispatcher(heard.dispatcher());
    } catch (IllegalStateException | IllegalArgumentException e) {
      LOG.debug("The connection was gone first", e);
    }
  }
}
