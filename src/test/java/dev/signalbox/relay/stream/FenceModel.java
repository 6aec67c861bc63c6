package dev.signalbox.relay.stream;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Relays of successive terms, the stream that they write to, and the checkpoint, reduced to what
 * the fence is about. A relay never looks at its lease: it may have been frozen when it lost it.
 * What it has sent arrives in order, at any time, also after its end, or never. Answers are heard
 * or lost.
 */
final class FenceModel {
  /** No message id, or a server that does not know the last one. */
  private static final int UNKNOWN = 0;

  /** The record of a term where a message has its row. */
  private static final int RECORD = 0;

  private static final int RECORD_IDS = 100;

  private FenceModel() {}

  /** What must hold. */
  enum Rule {
    NOTHING_TWICE,
    IN_ORDER,
    NOTHING_OF_AN_OLDER_TERM,
    NOTHING_LOST
  }

  /** What the scheme consists of, and the rule that is broken first without it. */
  enum Part {
    RECORD(Rule.NOTHING_OF_AN_OLDER_TERM),
    PLACE(Rule.NOTHING_OF_AN_OLDER_TERM),
    PREDECESSOR(Rule.NOTHING_OF_AN_OLDER_TERM),
    LOOK_BACK(Rule.NOTHING_TWICE),
    ACKNOWLEDGEMENT(Rule.NOTHING_LOST);

    final Rule keeps;

    Part(Rule keeps) {
      this.keeps = keeps;
    }
  }

  /**
   * How much there is of everything.
   *
   * @param rounds how often one relay may begin its chain
   */
  record Bounds(int rows, int terms, int rounds) {}

  record Message(int term, int row, int round, int place, int predecessor) {
    int id() {
      return row == RECORD ? RECORD_IDS + term : row;
    }
  }

  record Stored(int term, int row) {}

  /**
   * What the server has.
   *
   * @param remembered ids that it still knows
   * @param lastId of its last message
   */
  record Stream(List<Stored> messages, Set<Integer> remembered, int lastId) {
    int last() {
      return messages.size();
    }

    Stream with(Message message) {
      List<Stored> more = new ArrayList<>(messages);
      more.add(new Stored(message.term, message.row));
      Set<Integer> ids = new HashSet<>(remembered);
      ids.add(message.id());
      return new Stream(List.copyOf(more), Set.copyOf(ids), message.id());
    }

    /** As after a restart later than the duplicate window. */
    Stream forgetful() {
      return new Stream(messages, Set.of(), UNKNOWN);
    }

    boolean takes(Message message, Set<Part> scheme) {
      return message.row == RECORD
          || ((!scheme.contains(Part.PLACE) || message.place == last())
              && (message.predecessor == UNKNOWN || message.predecessor == lastId));
    }

    int placeOf(int row) {
      for (int i = 0; i < messages.size(); i++) {
        if (messages.get(i).row == row) {
          return i + 1;
        }
      }
      return 0;
    }
  }

  /** Where a relay is: it looks back, waits for its record, and begins its chain, or again. */
  enum Phase {
    TAKEN,
    ANNOUNCED,
    BROKEN,
    SENDING,
    OVER
  }

  /**
   * One term's relay.
   *
   * @param base the checkpoint's row when it began
   * @param known all up to this place in the stream is known
   * @param stored rows that are known to be stored, as bits
   * @param round how often it has begun its chain
   * @param wire what is on its way
   */
  record Relay(
      int term, Phase phase, int base, int known, int stored, int round, List<Message> wire) {

    Relay in(Phase other) {
      return new Relay(term, other, base, known, stored, round, wire);
    }

    /** Of one that is over only what it has sent matters. */
    private Relay over() {
      return new Relay(term, Phase.OVER, 0, 0, 0, 0, wire);
    }

    Relay wire(List<Message> other) {
      return new Relay(term, phase, base, known, stored, round, List.copyOf(other));
    }

    Relay knowing(int row) {
      return new Relay(term, phase, base, known, stored | 1 << row, round, wire);
    }

    boolean knows(int row) {
      return row <= base || (stored & 1 << row) != 0;
    }

    /** The last row before which none is missing. */
    int prefix() {
      int row = base;
      while (knows(row + 1)) {
        row++;
      }
      return row;
    }

    /** Reads what lies behind what it knows; over if a later term has written there. */
    Relay look(Stream stream) {
      Relay looking = this;
      for (Stored message : stream.messages.subList(known, stream.last())) {
        if (message.term > term) {
          return over();
        }
        looking = message.row == RECORD ? looking : looking.knowing(message.row);
      }
      return new Relay(term, phase, base, stream.last(), looking.stored, round, wire);
    }

    /** Has not seen which rows there are. */
    Relay blind() {
      return new Relay(term, phase, base, known, 0, round, wire);
    }

    Relay announcing() {
      return wire(List.of(new Message(term, RECORD, 0, 0, UNKNOWN))).in(Phase.ANNOUNCED);
    }

    /**
     * Sends all rows that it does not know to be stored. What it would not have sent yet when an
     * answer comes is as well sent and lost.
     */
    Relay sending(Stream stream, Bounds bounds, Set<Part> scheme) {
      List<Message> sent = new ArrayList<>(wire);
      int stored = this.stored;
      int place = stream.last();
      // Of what was not its own record it says the place only.
      int predecessor = stream.lastId == RECORD_IDS + term ? stream.lastId : UNKNOWN;
      for (int row = base + 1; row <= bounds.rows; row++) {
        if (!knows(row)) {
          sent.add(
              new Message(
                  term,
                  row,
                  round + 1,
                  place++,
                  scheme.contains(Part.PREDECESSOR) ? predecessor : UNKNOWN));
          predecessor = row;
          stored |= scheme.contains(Part.ACKNOWLEDGEMENT) ? 0 : 1 << row;
        }
      }
      return new Relay(term, Phase.SENDING, base, known, stored, round + 1, List.copyOf(sent));
    }
  }

  record Checkpoint(int term, int row, int place) {}

  /** All of it. */
  record Situation(Stream stream, Checkpoint checkpoint, List<Relay> relays) {
    static Situation first() {
      return new Situation(
          new Stream(List.of(), Set.of(), UNKNOWN), new Checkpoint(0, 0, 0), List.of());
    }

    private Situation with(Relay relay) {
      return with(stream, relay);
    }

    private Situation with(Stream other, Relay relay) {
      List<Relay> changed = new ArrayList<>(relays);
      changed.set(relay.term - 1, relay);
      return new Situation(other, checkpoint, List.copyOf(changed));
    }

    /** Where it may go on from here. That a relay has died is that it does nothing more. */
    List<Situation> next(Bounds bounds, Set<Part> scheme) {
      List<Situation> next = new ArrayList<>();
      next.add(new Situation(stream.forgetful(), checkpoint, relays));
      if (relays.size() < bounds.terms) {
        next.add(begun());
      }
      for (Relay relay : relays) {
        if (!relay.wire.isEmpty()) {
          arrive(relay, scheme, next);
        }
        act(relay, bounds, scheme, next);
        commit(relay, scheme).ifPresent(next::add);
      }
      return next;
    }

    /** The lease is taken, whoever still believes to have it. */
    private Situation begun() {
      int term = checkpoint.term + 1;
      List<Relay> more = new ArrayList<>(relays);
      more.add(new Relay(term, Phase.TAKEN, checkpoint.row, checkpoint.place, 0, 0, List.of()));
      return new Situation(
          stream, new Checkpoint(term, checkpoint.row, checkpoint.place), List.copyOf(more));
    }

    private void act(Relay relay, Bounds bounds, Set<Part> scheme, List<Situation> next) {
      switch (relay.phase) {
        case TAKEN -> {
          Relay looked = relay.look(stream);
          if (looked.phase != Phase.OVER && !scheme.contains(Part.LOOK_BACK)) {
            looked = looked.blind();
          }
          next.add(
              with(
                  looked.phase == Phase.OVER
                      ? looked
                      : scheme.contains(Part.RECORD)
                          ? looked.announcing()
                          : looked.in(Phase.BROKEN)));
        }
        case BROKEN -> {
          Relay looked = relay.look(stream);
          next.add(
              with(looked.phase == Phase.OVER ? looked : looked.sending(stream, bounds, scheme)));
        }
        case SENDING -> {
          if (relay.round < bounds.rounds) {
            // Acknowledgements are overdue, or the connection has broken.
            next.add(with(relay.in(Phase.BROKEN)));
            next.add(with(relay.wire(List.of()).in(Phase.BROKEN)));
          }
        }
        case ANNOUNCED, OVER -> {}
      }
    }

    /** The server takes or refuses what comes first, and its answer is heard or not. */
    private void arrive(Relay relay, Set<Part> scheme, List<Situation> next) {
      Message message = relay.wire.getFirst();
      Relay rest = relay.wire(relay.wire.subList(1, relay.wire.size()));
      boolean duplicate = stream.remembered.contains(message.id());
      boolean taken = !duplicate && stream.takes(message, scheme);
      Stream after = taken ? stream.with(message) : stream;
      next.add(with(after, rest));
      if (message.row == RECORD && relay.phase == Phase.ANNOUNCED) {
        next.add(with(after, rest.in(Phase.BROKEN)));
      } else if (relay.phase == Phase.SENDING && message.round == relay.round) {
        if (taken || duplicate) {
          next.add(with(after, rest.knowing(message.row)));
        }
      }
    }

    private Optional<Situation> commit(Relay relay, Set<Part> scheme) {
      int row = relay.prefix();
      if (relay.term != checkpoint.term || relay.phase != Phase.SENDING || row <= checkpoint.row) {
        return Optional.empty();
      }
      int place = scheme.contains(Part.ACKNOWLEDGEMENT) ? stream.placeOf(row) : checkpoint.place;
      return Optional.of(
          new Situation(stream, new Checkpoint(checkpoint.term, row, place), relays));
    }

    /** The rule that is broken here. */
    Optional<Rule> broken() {
      Set<Integer> rows = new HashSet<>();
      int lastRow = 0;
      int lastTerm = 0;
      for (Stored message : stream.messages) {
        if (message.row != RECORD) {
          if (!rows.add(message.row)) {
            return Optional.of(Rule.NOTHING_TWICE);
          }
          if (message.row < lastRow) {
            return Optional.of(Rule.IN_ORDER);
          }
          if (message.term < lastTerm) {
            return Optional.of(Rule.NOTHING_OF_AN_OLDER_TERM);
          }
          lastRow = message.row;
        }
        lastTerm = Math.max(lastTerm, message.term);
      }
      for (int row = 1; row <= checkpoint.row; row++) {
        if (!rows.contains(row)) {
          return Optional.of(Rule.NOTHING_LOST);
        }
      }
      return Optional.empty();
    }
  }
}
