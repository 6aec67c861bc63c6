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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes of state and orders on their way to the streams that keep them. What cannot be stored now
 * is tried again; the oldest are given up when there are too many, for the engine keeps them
 * itself.
 *
 * <p>Threading: adding returns at once, on any thread; sending is confined to one thread and
 * blocks.
 */
final class Records {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox.fleet");
  private static final int MOST_WAITING = 1_000;

  private final Introduction identity;
  private final WireFormat format;
  private final Deque<Waiting> transitions = new ArrayDeque<>();
  private final Deque<Waiting> orders = new ArrayDeque<>();
  private long lastNumber;
  private String lastTrouble = "";
  private volatile List<String> lacking = List.of();
  private boolean deniedTold;

  /** One of them, with an id by which a stream knows that it has it already. */
  private record Waiting(String subject, String id, Object message) {}

  Records(Introduction identity, WireFormat format) {
    this.identity = identity;
    this.format = format;
  }

  void add(Transition change) {
    add(
        transitions,
        Subjects.transition(
            identity.address(),
            change.subject().kind().name().toLowerCase(Locale.ROOT),
            change.subject().name()),
        new ChangesTold(List.of(change)));
  }

  void add(AuditEntry entry) {
    add(orders, Subjects.audit(identity.address()), entry);
  }

  private synchronized void add(Deque<Waiting> waiting, String subject, Object message) {
    if (waiting.size() == MOST_WAITING) {
      waiting.removeFirst();
    }
    String id = "%s:%s:%d".formatted(identity.engine(), identity.boot(), ++lastNumber);
    waiting.addLast(new Waiting(subject, id, message));
  }

  /**
   * Sends what there is, as far as it goes: a stream that is not there keeps nothing from another.
   *
   * @return whether all is sent, or there is nowhere to send it to
   */
  boolean send(Optional<ServedTerm> term) {
    if (term.isEmpty()) {
      return true;
    }
    boolean changesSent = send(term.get(), transitions);
    return send(term.get(), orders) && changesSent;
  }

  private boolean send(ServedTerm term, Deque<Waiting> waiting) {
    for (Optional<Waiting> next = first(waiting); next.isPresent(); next = first(waiting)) {
      Waiting one = next.get();
      try {
        PublishOptions once = PublishOptions.builder().messageId(one.id()).build();
        term.term().jetStream().publish(one.subject(), format.write(one.message()), once);
      } catch (IllegalArgumentException e) {
        // It will never go: it is larger than the server takes.
        trouble(term, one.subject(), e);
      } catch (IOException | JetStreamApiException | IllegalStateException e) {
        trouble(term, one.subject(), e);
        return false;
      }
      remove(waiting, one);
    }
    return true;
  }

  private synchronized Optional<Waiting> first(Deque<Waiting> waiting) {
    return Optional.ofNullable(waiting.peekFirst());
  }

  private synchronized void remove(Deque<Waiting> waiting, Waiting sent) {
    waiting.removeFirstOccurrence(sent);
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
