package dev.signalbox.fleet.window;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Scheduler;
import dev.signalbox.base.SerialExecutor;
import dev.signalbox.base.SnapshotListeners;
import dev.signalbox.base.Subscription;
import dev.signalbox.console.Command;
import dev.signalbox.console.SnapshotSource;
import dev.signalbox.console.fleet.EngineConsole;
import dev.signalbox.console.fleet.EngineKey;
import dev.signalbox.console.fleet.Fleet;
import dev.signalbox.console.fleet.FleetSnapshot;
import dev.signalbox.console.fleet.FleetSnapshot.Link;
import dev.signalbox.console.fleet.Outcome;
import dev.signalbox.fleet.FleetLink;
import dev.signalbox.fleet.wire.Beat;
import dev.signalbox.fleet.wire.EngineAddress;
import dev.signalbox.fleet.wire.EngineState;
import dev.signalbox.fleet.wire.Question;
import dev.signalbox.fleet.wire.Subjects;
import dev.signalbox.fleet.wire.UnreadableException;
import dev.signalbox.fleet.wire.WireFormat;
import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All engines of a fleet, as far as they are heard over one connection that comes and goes.
 *
 * <p>Threading: any thread, returns at once; listeners are told on a thread of their own, a few
 * times a second at most.
 */
public final class WatchedFleet implements Fleet, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox.fleet");
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration AGAIN = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(4);
  private static final int ASKED_AT_ONCE = 256;

  /** So many engines are asked for their state at once. */
  private static final int MOST_ASKED = 256;

  private final WireFormat format;
  private final Scheduler scheduler;
  private final List<String> environments;
  private final EngineBook book;
  private final SerialExecutor work = new SerialExecutor("fleet watch");
  private final SnapshotListeners<FleetSnapshot> listeners = new SnapshotListeners<>();
  private final Asker asker;
  private final OrderSender orders;
  private final StockLook stock;
  private final Set<EngineAddress> asked = ConcurrentHashMap.newKeySet();
  private final Set<RemoteConsole> open = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile FleetSnapshot snapshot;
  private volatile Optional<WatchTerm> watching = Optional.empty();
  private volatile boolean closed;
  private Subscription link = () -> {};
  private String trouble = "";

  private WatchedFleet(
      WireFormat format, Scheduler scheduler, String user, List<String> environments) {
    this.format = format;
    this.scheduler = scheduler;
    this.environments = List.copyOf(environments);
    this.book = new EngineBook(scheduler);
    this.snapshot =
        new FleetSnapshot(new Link.Offline(scheduler.now(), "not connected yet"), List.of());
    this.asker = new Asker(() -> watching.map(WatchTerm::term), scheduler);
    this.orders = new OrderSender(asker, format, scheduler, user);
    this.stock = new StockLook(book, this::term, work, scheduler);
  }

  /**
   * Watches from now on, whenever there is a connection.
   *
   * @param user the name under which the server lets this window command
   * @param environments whose engines are watched; none means all
   */
  public static WatchedFleet start(
      FleetLink link,
      WireFormat format,
      Scheduler scheduler,
      String user,
      List<String> environments) {
    WatchedFleet fleet = new WatchedFleet(format, scheduler, user, environments);
    fleet.begin(link);
    return fleet;
  }

  private void begin(FleetLink connections) {
    link =
        connections.listen(
            new FleetLink.Listener() {
              @Override
              public void connected(FleetLink.Term term) {
                work.execute(() -> watch(term));
              }

              @Override
              public void lost(String reason) {
                work.execute(() -> cutOff(reason));
              }
            });
    lookLater();
  }

  private void watch(FleetLink.Term term) {
    endTerm();
    if (closed) {
      return;
    }
    if (trouble.isEmpty()) {
      book.link(new Link.Reading(scheduler.now()));
      look();
    }
    WatchTerm next = new WatchTerm(term, environments, new Ears());
    try {
      next.begin();
    } catch (InterruptedException e) {
      // Nobody interrupts this thread, which is this package's own.
      Thread.currentThread().interrupt();
      return;
    } catch (IOException | JetStreamApiException | IllegalStateException e) {
      next.end();
      failed(next.trouble(e));
      scheduler.schedule(AGAIN, () -> work.execute(() -> watchIfStill(term)));
      return;
    }
    trouble = "";
    watching = Optional.of(next);
    book.reading();
    open.forEach(RemoteConsole::connected);
    stock.begin(term);
  }

  /** Told once, for it is tried again and again. */
  private void failed(String why) {
    if (!why.equals(trouble)) {
      LOG.warn("The fleet cannot be watched: {}", why);
      book.link(new Link.Offline(scheduler.now(), why));
    }
    trouble = why;
  }

  /** Unless there is another connection by now, which has begun anew itself. */
  private void watchIfStill(FleetLink.Term term) {
    if (watching.isEmpty() && term.isConnected()) {
      watch(term);
    }
  }

  private void cutOff(String reason) {
    endTerm();
    trouble = "";
    book.link(new Link.Offline(scheduler.now(), reason));
    look();
  }

  private void endTerm() {
    Optional<WatchTerm> before = watching;
    watching = Optional.empty();
    before.ifPresent(WatchTerm::end);
    asked.clear();
  }

  /** What comes over the wire. */
  private final class Ears implements WatchTerm.Audience {
    @Override
    public void stored(EngineAddress engine, byte[] state) {
      take(engine, state, false);
    }

    @Override
    public void removed(EngineAddress engine) {
      book.forgotten(engine);
    }

    @Override
    public void said(EngineAddress engine, byte[] message) {
      heard(engine, message);
    }

    @Override
    public void caughtUp() {
      book.caughtUp();
    }
  }

  private void heard(EngineAddress engine, byte[] message) {
    try {
      Instant told = format.read(message, Beat.class).at();
      boolean otherClock =
          book.of(engine, known -> known.clockHeard(told, scheduler.now())).orElse(false);
      Beat beat = of(engine).read(message, Beat.class);
      boolean known = book.heard(engine, beat);
      // What is recorded of it comes anyway while all of that is being read.
      if ((!known && !book.isReading()) || otherClock) {
        askForState(engine);
      }
      open.forEach(console -> console.heard(engine, beat));
    } catch (UnreadableException | RuntimeException e) {
      LOG.debug("A beat of {} is not understood", engine, e);
    }
  }

  /** For what that engine says, whose clock may be wrong. */
  WireFormat of(EngineAddress engine) {
    return format.of(book.of(engine, KnownEngine::late).orElse(Duration.ZERO));
  }

  /** Takes over what an engine has stored or said of itself; empty if that is not understood. */
  Optional<EngineState> take(EngineAddress engine, byte[] message, boolean said) {
    try {
      var told = of(engine).readState(message);
      if (book.take(engine, told, said)) {
        open.forEach(console -> console.changed(engine));
      }
      return Optional.of(told.state());
    } catch (UnreadableException | RuntimeException e) {
      LOG.debug("A state of {} is not understood", engine, e);
      return Optional.empty();
    }
  }

  private void askForState(EngineAddress engine) {
    if (asked.size() < MOST_ASKED && asked.add(engine)) {
      var _ =
          ask(engine, new Question.State())
              .whenComplete(
                  (state, _) -> {
                    if (state != null) {
                      take(engine, state, true);
                    }
                    asked.remove(engine);
                  });
    }
  }

  private void lookLater() {
    scheduler.schedule(
        LOOK,
        () -> {
          if (closed) {
            return;
          }
          if (looking.compareAndSet(false, true)) {
            work.execute(this::look);
          }
          lookLater();
        });
  }

  private void look() {
    looking.set(false);
    book.toAsk(ASKED_AT_ONCE).forEach(this::askWhetherThere);
    book.news()
        .ifPresent(
            news -> {
              snapshot = news;
              listeners.tell(news);
            });
    open.forEach(RemoteConsole::judge);
  }

  private void askWhetherThere(EngineAddress engine) {
    boolean behind = book.of(engine, KnownEngine::isBehind).orElse(false);
    var _ =
        ask(engine, behind ? new Question.State() : new Question.Ping())
            .whenComplete(
                (answer, failure) -> {
                  if (failure != null) {
                    if (Asker.reason(failure).kind() == UnansweredException.Kind.NOBODY) {
                      book.gone(engine);
                    }
                  } else if (behind) {
                    take(engine, answer, true);
                  } else {
                    heard(engine, answer);
                  }
                });
  }

  /** The answer as it came, or why there is none. */
  CompletableFuture<byte[]> ask(EngineAddress engine, Question question) {
    return ask(engine, question, ANSWER);
  }

  CompletableFuture<byte[]> ask(EngineAddress engine, Question question, Duration limit) {
    return asker.ask(Subjects.ask(engine, question.word()), format.write(question), limit);
  }

  EngineBook book() {
    return book;
  }

  Scheduler scheduler() {
    return scheduler;
  }

  Optional<FleetLink.Term> term() {
    return watching.map(WatchTerm::term);
  }

  @Override
  public SnapshotSource<FleetSnapshot> engines() {
    return SnapshotSource.of(
        () -> snapshot, listener -> listeners.add(listener, snapshot), listeners::remove);
  }

  @Override
  public Optional<EngineConsole> open(EngineKey engine) {
    return EngineAddress.parse(engine.text())
        .filter(address -> book.of(address, known -> known).isPresent())
        .map(
            address -> {
              RemoteConsole console = new RemoteConsole(this, address, open::remove);
              open.add(console);
              console.begin();
              return console;
            });
  }

  @Override
  public CompletionStage<Outcome> send(EngineKey engine, Command command, Actor by) {
    return EngineAddress.parse(engine.text())
        .map(address -> send(address, command, seen(address, command), by))
        .orElseGet(WatchedFleet::unheardOf);
  }

  private Optional<String> seen(EngineAddress engine, Command command) {
    return book.of(engine, KnownEngine::state).flatMap(state -> Orders.seen(command, state));
  }

  /** As it was meant when its target was seen in that state. */
  CompletionStage<Outcome> send(
      EngineAddress engine, Command command, Optional<String> seen, Actor by) {
    Optional<String> boot = book.of(engine, known -> known.state().identity().boot());
    Duration late = book.of(engine, KnownEngine::late).orElse(Duration.ZERO);
    return boot.<CompletionStage<Outcome>>map(
            run -> orders.send(engine, run, late, command, seen, by))
        .orElseGet(WatchedFleet::unheardOf);
  }

  private static CompletionStage<Outcome> unheardOf() {
    return CompletableFuture.completedStage(
        new Outcome.NoAnswer("nothing is known of such an engine: nothing was done"));
  }

  /** Watches no more; consoles that are open hear nothing more. */
  @Override
  public void close() {
    closed = true;
    link.close();
    work.execute(this::endTerm);
    open.forEach(RemoteConsole::close);
  }
}
