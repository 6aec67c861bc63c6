package dev.signalbox.fleet.window;

import dev.signalbox.base.ForeignText;
import dev.signalbox.fleet.FleetLink;
import dev.signalbox.fleet.wire.EngineAddress;
import dev.signalbox.fleet.wire.Subjects;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.JetStreamApiException;
import io.nats.client.KeyValue;
import io.nats.client.KeyValueOptions;
import io.nats.client.Message;
import io.nats.client.api.KeyValueEntry;
import io.nats.client.api.KeyValueOperation;
import io.nats.client.api.KeyValueWatcher;
import io.nats.client.impl.NatsKeyValueWatchSubscription;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears on one connection what all engines store and say.
 *
 * <p>Threading: the audience is called on threads of the driver, one message after the other of
 * each kind.
 */
final class WatchTerm {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox.fleet");
  private static final int NO_SUCH_STREAM = 10059;

  /** What is not permitted has no answer, and is known for that only when this is over. */
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final FleetLink.Term term;
  private final List<String> environments;
  private final Audience audience;
  private final List<NatsKeyValueWatchSubscription> states = new ArrayList<>();
  private final AtomicInteger reading = new AtomicInteger();
  private Optional<Dispatcher> beats = Optional.empty();
  private volatile boolean ended;

  /** Who hears it. */
  interface Audience {

    void stored(EngineAddress engine, byte[] state);

    /** It was taken out of what is stored. */
    void removed(EngineAddress engine);

    void said(EngineAddress engine, byte[] beat);

    /** All that was stored when this began has been told. */
    void caughtUp();
  }

  /**
   * On this connection.
   *
   * @param environments whose engines are watched; none means all
   */
  WatchTerm(FleetLink.Term term, List<String> environments, Audience audience) {
    this.term = term;
    this.environments = environments;
    this.audience = audience;
  }

  FleetLink.Term term() {
    return term;
  }

  /**
   * Begins. Blocks until the server has answered.
   *
   * @throws IOException if it does not
   * @throws JetStreamApiException if there is no bucket, or it may not be read
   * @throws InterruptedException if told to stop
   */
  void begin() throws IOException, JetStreamApiException, InterruptedException {
    Connection connection = term.connection();
    Dispatcher hearing = connection.createDispatcher(this::said);
    beats = Optional.of(hearing);
    List<Optional<String>> watched = watched();
    reading.set(watched.size());
    KeyValue bucket =
        connection.keyValue(
            Subjects.STATE_BUCKET,
            KeyValueOptions.builder()
                .jsPrefix(term.jetStreamPrefix())
                .jsRequestTimeout(ANSWER)
                .build());
    // Each by itself: servers before 2.10 know no consumer of several subjects.
    for (Optional<String> environment : watched) {
      hearing.subscribe(Subjects.allBeats(environment));
      String keys = environment.map(name -> Subjects.token(name) + ".>").orElse(">");
      states.add(bucket.watch(keys, new FirstThenNews()));
    }
  }

  private void said(Message message) {
    if (!ended
        && Subjects.parse(message.getSubject()).orElse(null) instanceof Subjects.Topic.Beat beat) {
      audience.said(beat.engine(), message.getData());
    }
  }

  /**
   * The driver tells that it has caught up when nothing waits any more, which may never be while
   * engines store their states all the time: what waited at the beginning is counted.
   */
  private final class FirstThenNews implements KeyValueWatcher {
    private long left = -1;
    private boolean told;

    @Override
    public void watch(KeyValueEntry entry) {
      left = left < 0 ? entry.getDelta() : left - 1;
      try {
        EngineAddress.parse(entry.getKey()).ifPresent(engine -> tell(engine, entry));
      } finally {
        if (left == 0) {
          endOfData();
        }
      }
    }

    private void tell(EngineAddress engine, KeyValueEntry entry) {
      byte[] value = entry.getValue();
      if (ended) {
        return;
      }
      if (entry.getOperation() != KeyValueOperation.PUT) {
        audience.removed(engine);
      } else if (value != null) {
        audience.stored(engine, value);
      }
    }

    @Override
    public void endOfData() {
      if (!told) {
        told = true;
        if (reading.decrementAndGet() == 0 && !ended) {
          audience.caughtUp();
        }
      }
    }
  }

  /** Hears no more; on a connection that is lost there is nothing to do. */
  void end() {
    ended = true;
    try {
      if (term.isConnected()) {
        states.forEach(NatsKeyValueWatchSubscription::unsubscribe);
        beats.ifPresent(term.connection()::closeDispatcher);
      }
    } catch (IllegalStateException | IllegalArgumentException e) {
      LOG.debug("The connection was gone first", e);
    }
    states.clear();
    beats = Optional.empty();
  }

  /** Why it could not begin, and what helps. */
  String trouble(Exception e) {
    // Whoever may not watch may not hear beats, which the server says at once.
    return watched().stream()
        .flatMap(environment -> term.denials().of(Subjects.allBeats(environment)).stream())
        .findFirst()
        .map(words -> "this user may not watch: " + ForeignText.line(words))
        .orElseGet(() -> unreadable(e));
  }

  private static String unreadable(Exception e) {
    // The driver wraps what it learns while it begins to watch.
    Throwable cause = e.getCause() instanceof JetStreamApiException refused ? refused : e;
    return cause instanceof JetStreamApiException refused
            && refused.getApiErrorCode() == NO_SUCH_STREAM
        ? "there is no bucket %s: make it with: signalbox fleet setup"
            .formatted(Subjects.STATE_BUCKET)
        : "the bucket %s cannot be read: %s"
            .formatted(Subjects.STATE_BUCKET, ForeignText.line(String.valueOf(cause.getMessage())));
  }

  private List<Optional<String>> watched() {
    return environments.isEmpty()
        ? List.of(Optional.empty())
        : environments.stream().map(Optional::of).toList();
  }
}
