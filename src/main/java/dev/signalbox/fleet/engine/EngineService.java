package dev.signalbox.fleet.engine;

import dev.signalbox.base.Deadline;
import dev.signalbox.base.Scheduler;
import dev.signalbox.base.SerialExecutor;
import dev.signalbox.base.Subscription;
import dev.signalbox.console.Console;
import dev.signalbox.fleet.FleetLink;
import dev.signalbox.fleet.wire.AuditEntry;
import dev.signalbox.fleet.wire.Beat;
import dev.signalbox.fleet.wire.EngineState;
import dev.signalbox.fleet.wire.Introduction;
import dev.signalbox.fleet.wire.Subjects;
import dev.signalbox.fleet.wire.WireFormat;
import dev.signalbox.journal.Transition;
import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves one engine over NATS, whenever there is a connection: keeps its state where every window
 * finds it, says that it is there, tells its changes, answers and obeys.
 *
 * <p>Threading: what the engine calls returns at once. All that talks to NATS runs on two virtual
 * threads, one after the other on each: what is said on one, what is stored, and waits for the
 * server, on the other.
 */
public final class EngineService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox.fleet");
  private static final Duration BEAT = Duration.ofSeconds(5);

  /** A state that stayed as it was is stored again before it is forgotten. */
  private static final int BEATS_TO_A_STATE = 12;

  /** How long somebody who asked is told of everything. */
  private static final Duration INTEREST = Duration.ofSeconds(40);

  private static final Duration LAST_WORDS = Duration.ofSeconds(2);
  private static final Duration LOOKS_AGAIN = Duration.ofSeconds(30);

  private final Console console;
  private final Introduction identity;
  private final WireFormat format;
  private final Scheduler scheduler;
  private final SerialExecutor work = new SerialExecutor("fleet");

  /** Storing waits for the server: not where it is said that the engine is there. */
  private final SerialExecutor keeping = new SerialExecutor("fleet record");

  private final Armings armings = new Armings();
  private final EnginePicture picture;
  private final QuestionDesk questions;
  private final OrderDesk orders;
  private final Outgoing stored;
  private final Outgoing live;
  private final Records records;
  private final Outgoing recorded;
  private final AtomicBoolean beating = new AtomicBoolean();
  private volatile long looked;
  private volatile Optional<ServedTerm> served = Optional.empty();

  /** The same, once it is known what the fleet lacks of what it keeps. */
  private volatile Optional<ServedTerm> recording = Optional.empty();

  private volatile boolean closed;
  private Subscription link = () -> {};
  private Subscription changes = () -> {};
  private int beats;

  private EngineService(
      Console console,
      Introduction identity,
      Permits permits,
      Scheduler scheduler,
      WireFormat format) {
    this.console = console;
    this.identity = identity;
    this.format = format;
    this.scheduler = scheduler;
    this.looked = scheduler.nanoTime() - INTEREST.toNanos();
    this.records = new Records(identity, format);
    this.stored = new Outgoing(scheduler, keeping, 4, Duration.ofMillis(500), this::store);
    this.recorded =
        new Outgoing(scheduler, keeping, 16, Duration.ofMillis(50), () -> records.send(recording));
    this.live = new Outgoing(scheduler, work, 1, Duration.ofMillis(500), this::sendLive);
    this.picture =
        new EnginePicture(
            console,
            identity,
            program -> armings.in(program, scheduler.now()),
            new EnginePicture.News() {
              @Override
              public void changed() {
                stored.due();
                moved();
              }

              @Override
              public void moved() {
                if (isLookedAt()) {
                  live.due();
                }
              }
            });
    this.questions = new QuestionDesk(console, permits, format, this::beat, this::looked);
    this.orders =
        new OrderDesk(console, identity, permits, scheduler, armings, picture::touch, this::obeyed);
  }

  /** Serves it from now on, whenever there is a connection. */
  public static EngineService start(
      Console console,
      Introduction identity,
      Permits permits,
      FleetLink link,
      Scheduler scheduler,
      WireFormat format) {
    EngineService service = new EngineService(console, identity, permits, scheduler, format);
    service.begin(link);
    return service;
  }

  private void begin(FleetLink connections) {
    picture.begin();
    AtomicBoolean past = new AtomicBoolean(true);
    // What was before this run is in the streams already, as far as anybody could tell it then.
    changes =
        console.listenToTransitions(
            news -> {
              if (!past.getAndSet(false)) {
                told(news);
              }
            });
    link =
        connections.listen(
            new FleetLink.Listener() {
              @Override
              public void connected(FleetLink.Term term) {
                work.execute(() -> serve(term));
              }

              @Override
              public void lost(String reason) {
                work.execute(EngineService.this::stop);
              }
            });
    beatLater();
  }

  private void serve(FleetLink.Term term) {
    stop();
    if (closed) {
      return;
    }
    ServedTerm next = new ServedTerm(term, identity, format, questions, orders);
    try {
      Optional<Beat> other = next.other();
      if (other.isPresent()) {
        LOG.warn(
            "Another run of this configuration is served to the fleet already: this one is not."
                + " It is looked for again every {} s.",
            LOOKS_AGAIN.toSeconds());
        scheduler.schedule(LOOKS_AGAIN, () -> work.execute(() -> serveIfStill(term)));
        return;
      }
      next.begin();
    } catch (InterruptedException | IllegalStateException e) {
      LOG.debug("The connection was lost at once", e);
      return;
    }
    served = Optional.of(next);
    LOG.info(
        "Served to the fleet as {} ({}, {})",
        identity.name(),
        identity.environment(),
        identity.group());
    sendBeat();
    // What is to be kept waits until it is known what it meets, so that this is told once.
    term.look(lacking -> work.execute(() -> record(next, lacking)));
  }

  private void record(ServedTerm term, List<String> lacking) {
    if (served.filter(term::equals).isPresent()) {
      records.lacking(lacking);
      recording = served;
      stored.due();
      recorded.due();
    }
  }

  /** Unless there is another connection by now, which has begun anew itself. */
  private void serveIfStill(FleetLink.Term term) {
    if (served.isEmpty() && term.isConnected()) {
      serve(term);
    }
  }

  private void stop() {
    served.ifPresent(ServedTerm::end);
    served = Optional.empty();
    recording = Optional.empty();
  }

  private void beatLater() {
    scheduler.schedule(
        BEAT,
        () -> {
          if (closed) {
            return;
          }
          // A server that does not take the last one is sent no more of them.
          if (beating.compareAndSet(false, true)) {
            work.execute(this::sendBeat);
          }
          beatLater();
        });
  }

  private void sendBeat() {
    beating.set(false);
    if (++beats % BEATS_TO_A_STATE == 0) {
      stored.due();
    }
    sendNow(Subjects.beat(identity.address()), format.write(beat()));
  }

  private Beat beat() {
    return picture.beat(scheduler.now(), console.logTail(0).toCompletableFuture().join().next());
  }

  /** Somebody looks at it from now on. */
  private EngineState looked() {
    looked = scheduler.nanoTime();
    return picture.state(scheduler.now());
  }

  private boolean isLookedAt() {
    return scheduler.nanoTime() - looked < INTEREST.toNanos();
  }

  private boolean sendLive() {
    sendNow(Subjects.live(identity.address()), format.write(picture.state(scheduler.now())));
    return true;
  }

  private void sendNow(String subject, byte[] message) {
    served.ifPresent(
        term -> {
          try {
            term.connection().publish(subject, message);
          } catch (IllegalStateException | IllegalArgumentException e) {
            LOG.debug("Not sent to {}", subject, e);
          }
        });
  }

  /** Whether it is stored, or there is nowhere to store it. */
  private boolean store() {
    Optional<ServedTerm> term = recording;
    if (term.isEmpty()) {
      return true;
    }
    String subject = Subjects.state(identity.address());
    try {
      byte[] state = format.writeInBrief(picture.state(scheduler.now()));
      term.get().term().jetStream().publish(subject, state);
      return true;
    } catch (IOException
        | JetStreamApiException
        | IllegalStateException
        | IllegalArgumentException e) {
      records.trouble(term.get(), subject, e);
      return false;
    }
  }

  private void told(List<Transition> news) {
    news.forEach(records::add);
    recorded.due();
  }

  private void obeyed(AuditEntry entry) {
    records.add(entry);
    recorded.due();
  }

  /**
   * Says that the engine has ended, and is not found any more. Returns by the deadline, whatever
   * the server does.
   */
  public void close(Deadline deadline) {
    closed = true;
    link.close();
    changes.close();
    stored.stop();
    live.stop();
    recorded.stop();
    CompletableFuture<Void> done = new CompletableFuture<>();
    keeping.execute(
        () -> {
          recording = served;
          try {
            store();
            var _ = records.send(recording);
          } finally {
            stop();
            done.complete(null);
          }
        });
    try {
      done.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.debug("The fleet was not told of the end in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    picture.close();
  }

  @Override
  public void close() {
    close(Deadline.in(LAST_WORDS));
  }
}
