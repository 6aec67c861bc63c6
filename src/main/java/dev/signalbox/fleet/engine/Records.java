package dev.signalbox.fleet.engine;

import dev.signalbox.base.ForeignText;
import dev.signalbox.fleet.wire.AuditEntry;
import dev.signalbox.fleet.wire.ChangesTold;
import dev.signalbox.fleet.wire.Introduction;
import dev.signalbox.fleet.wire.Subjects;
import dev.signalbox.fleet.wire.WireFormat;
import dev.signalbox.journal.Transition;
import io.nats.client.JetStreamApiException;
import io.nats.client.PublishOptions;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes of state and orders on their way to the streams that keep them. What cannot be stored now
 * waits for the next term; the oldest are given up when there are too many, for the engine keeps
 * them itself.
 *
 * <p>Threading: adding returns at once, on any thread; sending is confined to one thread and
 * blocks.
 */
final class Records {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox.fleet");
  private static final int MOST_WAITING = 1_000;

  private final Introduction identity;
  private final WireFormat format;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private long lastNumber;
  private String lastTrouble = "";
  private List<String> lacking = List.of();
  private boolean deniedTold;

  /** One of them, with an id by which a stream knows that it has it already. */
  private record Waiting(String subject, String id, Object message) {}

  Records(Introduction identity, WireFormat format) {
    this.identity = identity;
    this.format = format;
  }

  void add(Transition change) {
    add(
        Subjects.transition(
            identity.address(),
            change.subject().kind().name().toLowerCase(Locale.ROOT),
            change.subject().name()),
        new ChangesTold(List.of(change)));
  }

  void add(AuditEntry entry) {
    add(Subjects.audit(identity.address()), entry);
  }

  private void add(String subject, Object message) {
    synchronized (waiting) {
      if (waiting.size() == MOST_WAITING) {
        waiting.removeFirst();
      }
      String id = "%s:%s:%d".formatted(identity.engine(), identity.boot(), ++lastNumber);
      waiting.addLast(new Waiting(subject, id, message));
    }
  }

  /** Lets them be sent, if there is a connection. */
  void due(Executor executor, Optional<ServedTerm> term) {
    if (term.isPresent()) {
      executor.execute(() -> send(term));
    }
  }

  /** Sends what there is, as far as it goes. */
  void send(Optional<ServedTerm> term) {
    for (Optional<Waiting> next = first(); next.isPresent() && term.isPresent(); next = first()) {
      Waiting one = next.get();
      try {
        PublishOptions once = PublishOptions.builder().messageId(one.id()).build();
        term.get().term().jetStream().publish(one.subject(), format.write(one.message()), once);
      } catch (IOException | JetStreamApiException | IllegalStateException e) {
        trouble(term.get(), one.subject(), e);
        return;
      }
      synchronized (waiting) {
        waiting.removeFirstOccurrence(one);
      }
    }
  }

  private Optional<Waiting> first() {
    synchronized (waiting) {
      return Optional.ofNullable(waiting.peekFirst());
    }
  }

  /** What the fleet lacks of what it keeps, one line each; told once, whatever comes of it. */
  void lacking(List<String> found) {
    if (!found.isEmpty() && !found.equals(lacking)) {
      LOG.warn(
          "The fleet's record cannot be kept as it is needed: {}. Look at it with: signalbox"
              + " fleet setup",
          String.join("; ", found));
    }
    lacking = found;
  }

  /** Told once for each kind of trouble, for it comes again with every message. */
  void trouble(ServedTerm term, String subject, Exception e) {
    Optional<String> denial = term.term().denials().of(subject);
    if (denial.isPresent()) {
      tellDenial(denial.get());
      return;
    }
    String reason = ForeignText.line(String.valueOf(e.getMessage()));
    if (lacking.isEmpty() && !reason.equals(lastTrouble)) {
      lastTrouble = reason;
      LOG.warn(
          "The fleet's record cannot be kept: {}. Look at it with: signalbox fleet setup", reason);
    }
  }

  /** Whichever subject it is: all of them have the key in them. */
  private void tellDenial(String words) {
    if (!deniedTold) {
      deniedTold = true;
      LOG.warn(
          "The server does not let this engine speak to the fleet as {}: {}. Give its user the"
              + " permissions of that key.",
          identity.address().key(),
          ForeignText.line(words));
    }
  }
}
