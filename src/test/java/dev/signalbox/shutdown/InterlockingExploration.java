package dev.signalbox.shutdown;

import dev.signalbox.shutdown.Interlockings.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Walks breadth first through all situations of a program with a relay and one to three endpoints.
 * The first endpoint is closed before the others, which are alike.
 *
 * <p>Commands stay possible throughout the shutdown, as if every one of them had passed the
 * coordinator's guard just before: from then on the owners' own refusal counts.
 *
 * <p>Every situation leads to Closed: while the program is open a shutdown may be requested; from
 * then on the shutdown's thread always has exactly one step to take, at each wait it is the end of
 * its time if nobody does anything, each step is further on the way than the one before, and no
 * step of anybody else takes it back.
 */
final class InterlockingExploration {
  private static final int UNKNOWN = -1;

  private final Interlockings interlockings;
  private final RelayTable relays;
  private final EndpointTable first;
  private final EndpointTable others;
  private final Situations<ProgramModel> programs = new Situations<>(ProgramModel.initial());

  /** Where each of them goes on without and with what it looks at or waits for. */
  private final List<Integer> nexts = new ArrayList<>();

  /** For each situation of the program, one bit for each of relay and endpoints together. */
  private final List<long[]> seen = new ArrayList<>();

  private final Set<Invariant> broken = EnumSet.noneOf(Invariant.class);
  private long[] reached = new long[1 << 10];
  private int reachedSize;
  private long situations;
  private long closed;
  private int depth;

  InterlockingExploration(Interlockings interlockings, int endpoints, int mostOrphans) {
    this.interlockings = interlockings;
    this.relays = new RelayTable(interlockings.relay());
    this.first = EndpointTable.one(interlockings.endpoint(), mostOrphans);
    this.others =
        switch (endpoints) {
          case 1 -> EndpointTable.none();
          case 2 -> first;
          case 3 -> first.pair();
          default -> throw new IllegalArgumentException(endpoints + " endpoints");
        };
  }

  /** Everywhere. */
  void run() {
    run(() -> false);
  }

  /** Until that invariant is broken, or everywhere. */
  void runUntilBroken(Invariant sought) {
    run(() -> broken.contains(sought));
  }

  private void run(BooleanSupplier ended) {
    visit(0, place(0, 0, 0));
    while (reachedSize > 0 && !ended.getAsBoolean()) {
      long[] level = Arrays.copyOf(reached, reachedSize);
      reachedSize = 0;
      depth++;
      for (long situation : level) {
        explore((int) (situation >>> Integer.SIZE), (int) situation);
      }
    }
  }

  /** How many situations there are. */
  long situations() {
    return situations;
  }

  /** How many of them are the end of a shutdown. */
  long closed() {
    return closed;
  }

  /** How many steps the furthest of them is from the beginning. */
  int depth() {
    return depth - 1;
  }

  /** The rules that were broken somewhere. */
  Set<Invariant> broken() {
    return broken;
  }

  private int place(int relay, int one, int rest) {
    return (relay * first.size() + one) * others.size() + rest;
  }

  private void explore(int number, int place) {
    int rest = place % others.size();
    int one = place / others.size() % first.size();
    int relay = place / others.size() / first.size();
    ProgramModel program = programs.get(number);
    check(program, relay, one, rest);
    for (int to : relays.moves[relay]) {
      if (isAllowed(to)) {
        visit(number, place(to, one, rest));
      }
    }
    for (int to : first.moves[one]) {
      if (isAllowed(to)) {
        visit(number, place(relay, to, rest));
      }
    }
    for (int to : others.moves[rest]) {
      if (isAllowed(to)) {
        visit(number, place(relay, one, to));
      }
    }
    shutdown(number, relay, one, rest);
  }

  private void check(ProgramModel program, int relay, int one, int rest) {
    if (relays.starts[relay] && program.forbidsStart()) {
      broken.add(Invariant.NO_START_AFTER_SHUTDOWN);
    }
    if (program.step() == ShutdownStep.CLOSED) {
      closed++;
      boolean down = relays.stopped[relay] && first.down[one] && others.down[rest];
      if (!program.overdue() && !down) {
        broken.add(Invariant.NOTHING_LEFT);
      }
    }
  }

  /** The next step of the shutdown's thread. */
  private void shutdown(int number, int relay, int one, int rest) {
    switch (programs.get(number).step()) {
      case OPEN, SEEN_ACTIVE, FLUSHING -> go(number, true, relay, one, rest);
      case REQUESTED -> go(number, relays.active[relay], relay, one, rest);
      case SEEN_IDLE ->
          go(number, true, relays.retired[relay], first.retired[one], others.retired[rest]);
      case ATTEMPTS_FIRST, RELAY_BEGUN -> go(number, true, relays.retired[relay], one, rest);
      case RELAY_LAST, RELAY_FIRST -> go(number, true, relays.stopping[relay], one, rest);
      case STOPPING_LAST -> {
        boolean stopped = relays.stopped[relay];
        int urgent = stopped ? relay : relays.stoppingNow[relay];
        go(number, stopped, urgent, stopped ? first.disconnected[one] : one, rest);
      }
      case STOPPING_LAST_URGENTLY ->
          go(number, relays.stopped[relay], relay, first.disconnected[one], rest);
      case STOPPING_FIRST -> {
        if (relays.stopped[relay]) {
          go(number, true, relay, first.retired[one], others.retired[rest]);
        } else {
          go(number, false, relays.stoppingNow[relay], one, rest);
        }
      }
      case STOPPING_FIRST_URGENTLY ->
          go(number, relays.stopped[relay], relay, first.retired[one], others.retired[rest]);
      case ATTEMPTS_LAST -> go(number, true, relay, first.disconnected[one], rest);
      case CLOSING_FIRST -> go(number, first.down[one], relay, one, others.disconnected[rest]);
      case CLOSING_OTHERS -> go(number, others.down[rest], relay, one, rest);
      case CLOSED -> {}
    }
  }

  private void go(int number, boolean yes, int relay, int one, int rest) {
    if (isAllowed(relay) && isAllowed(one) && isAllowed(rest)) {
      visit(next(number, yes), place(relay, one, rest));
    }
  }

  /** Where the program goes on, worked out once. */
  private int next(int number, boolean yes) {
    int index = number * 2 + (yes ? 1 : 0);
    while (nexts.size() <= index) {
      nexts.add(UNKNOWN);
    }
    if (nexts.get(index) == UNKNOWN) {
      Step<ProgramModel> step = programs.get(number).next(interlockings, yes);
      // Followed even if it breaks a rule: what may come of that is of interest, too.
      step.broken().ifPresent(broken::add);
      nexts.set(index, programs.number(step.next()));
    }
    return nexts.get(index);
  }

  private boolean isAllowed(int to) {
    if (to >= 0) {
      return true;
    }
    broken.add(Situations.broken(to));
    return false;
  }

  private void visit(int program, int place) {
    while (seen.size() <= program) {
      seen.add(new long[place(relays.size(), 0, 0) / Long.SIZE + 1]);
    }
    long[] bits = seen.get(program);
    long bit = 1L << place;
    if ((bits[place / Long.SIZE] & bit) == 0) {
      bits[place / Long.SIZE] |= bit;
      situations++;
      if (reachedSize == reached.length) {
        reached = Arrays.copyOf(reached, reachedSize * 2);
      }
      reached[reachedSize++] = (long) program << Integer.SIZE | place;
    }
  }
}
