package dev.signalbox.shutdown;

import dev.signalbox.shutdown.EndpointModel.Interlocking;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Walks through all situations of a program with a relay and some endpoints. The first endpoint is
 * closed before the others, which are alike. A situation is packed into one number; what an
 * endpoint or the relay can do by itself is worked out once for each of its own situations.
 *
 * <p>Commands stay possible throughout the shutdown, as if every one of them had passed the
 * coordinator's guard just before: only the owners' own refusal counts here.
 */
final class InterlockingExploration {
  static final String NOTHING_LEFT = "an orderly shutdown in time leaves nothing but orphans";

  /** What the shutdown does next or waits for; each wait may also run out of time. */
  private enum Stage {
    OPEN,
    REQUESTED,
    STOPPING_FIRST,
    STOPPING_FIRST_URGENTLY,
    STOPPING_LAST,
    STOPPING_LAST_URGENTLY,
    RETIRED,
    CLOSING_FIRST,
    CLOSING_OTHERS,
    CLOSED
  }

  private static final List<Stage> STAGES = List.of(Stage.values());
  private static final int ENDPOINT_BITS = 14;
  private static final int RELAY_BITS = 8;

  private final Interlocking interlocking;
  private final int endpoints;
  private final int mostOrphans;
  private final Set<String> broken = new TreeSet<>();

  private final List<EndpointModel> endpointPlaces = new ArrayList<>();
  private final Map<EndpointModel, Integer> endpointNumbers = new HashMap<>();
  private final Map<Integer, int[]> endpointMoves = new HashMap<>();
  private final List<RelayModel> relayPlaces = new ArrayList<>();
  private final Map<RelayModel, Integer> relayNumbers = new HashMap<>();

  private final Set<Long> seen = new HashSet<>();
  private final Deque<Long> open = new ArrayDeque<>();
  private int closed;

  InterlockingExploration(Interlocking interlocking, int endpoints, int mostOrphans) {
    this.interlocking = interlocking;
    this.endpoints = endpoints;
    this.mostOrphans = mostOrphans;
  }

  /** One situation: stage, whether a wait of the shutdown ran out of time, relay, endpoints. */
  private record Place(Stage stage, boolean overdue, int relay, List<Integer> endpoints) {
    Place at(Stage next) {
      return new Place(next, overdue, relay, endpoints);
    }

    Place withRelay(int next) {
      return new Place(stage, overdue, next, endpoints);
    }

    Place late(Stage next) {
      return new Place(next, true, relay, endpoints);
    }

    Place with(int index, int next) {
      List<Integer> changed = new ArrayList<>(endpoints);
      changed.set(index, next);
      return new Place(stage, overdue, relay, changed);
    }
  }

  void run() {
    List<Integer> initial = Collections.nCopies(endpoints, number(EndpointModel.initial()));
    visit(new Place(Stage.OPEN, false, number(RelayModel.initial()), initial));
    while (!open.isEmpty()) {
      explore(unpack(open.remove()));
    }
  }

  int situations() {
    return seen.size();
  }

  /** How many situations are the end of a shutdown. */
  int closed() {
    return closed;
  }

  /** The rules that were broken somewhere. */
  Set<String> broken() {
    return broken;
  }

  private void explore(Place place) {
    if (place.stage() == Stage.CLOSED) {
      closed++;
      checkLeft(place);
    }
    for (int index = 0; index < endpoints; index++) {
      for (int next : moves(place.endpoints().get(index))) {
        visit(place.with(index, next));
      }
    }
    RelayModel relay = relayPlaces.get(place.relay());
    relay.moves().forEach(step -> visit(place.withRelay(number(step))));
    if (relay.connects()) {
      for (int index = 0; index < endpoints; index++) {
        visit(place.with(index, number(endpoint(place, index).connect(interlocking))));
      }
    }
    shutdown(place, relay);
  }

  private void checkLeft(Place place) {
    boolean left =
        place.endpoints().stream()
            .map(endpointPlaces::get)
            .anyMatch(endpoint -> !endpoint.isDown());
    if (!place.overdue() && (left || !relayPlaces.get(place.relay()).isStopped())) {
      broken.add(NOTHING_LEFT);
    }
  }

  /** The steps of the shutdown, as its sequence goes through them. */
  private void shutdown(Place place, RelayModel relay) {
    switch (place.stage()) {
      case OPEN -> visit(place.at(Stage.REQUESTED));
      case REQUESTED -> {
        int retired = number(relay.retire());
        if (relay.isActive()) {
          int stopping = number(relayPlaces.get(retired).stop());
          visit(place.withRelay(stopping).at(Stage.STOPPING_FIRST));
        } else {
          Place abandoned = retireAll(place.withRelay(retired));
          int stopping = number(relayPlaces.get(retired).stop());
          visit(abandoned.withRelay(stopping).at(Stage.STOPPING_LAST));
        }
      }
      case STOPPING_FIRST ->
          await(place, relay, Stage.STOPPING_FIRST_URGENTLY, retireAll(place).at(Stage.RETIRED));
      case STOPPING_LAST ->
          await(place, relay, Stage.STOPPING_LAST_URGENTLY, place.at(Stage.RETIRED));
      case STOPPING_FIRST_URGENTLY -> visit(overdueUnless(relay.isStopped(), retireAll(place)));
      case STOPPING_LAST_URGENTLY -> visit(overdueUnless(relay.isStopped(), place));
      case RETIRED -> visit(disconnect(place, 0, 1).at(Stage.CLOSING_FIRST));
      case CLOSING_FIRST -> {
        Place next = disconnect(place, 1, endpoints);
        visit(
            endpoint(place, 0).isDown()
                ? next.at(Stage.CLOSING_OTHERS)
                : next.late(Stage.CLOSING_OTHERS));
      }
      case CLOSING_OTHERS -> {
        boolean down =
            place.endpoints().stream()
                .skip(1)
                .map(endpointPlaces::get)
                .allMatch(EndpointModel::isDown);
        visit(down ? place.at(Stage.CLOSED) : place.late(Stage.CLOSED));
      }
      case CLOSED -> {}
    }
  }

  private void await(Place place, RelayModel relay, Stage urgently, Place next) {
    if (relay.isStopped()) {
      visit(next);
    } else {
      visit(place.withRelay(number(relay.stopNow())).at(urgently));
    }
  }

  private static Place overdueUnless(boolean stopped, Place place) {
    return stopped ? place.at(Stage.RETIRED) : place.late(Stage.RETIRED);
  }

  private Place retireAll(Place place) {
    Place retired = place;
    for (int index = 0; index < endpoints; index++) {
      retired = retired.with(index, number(endpoint(retired, index).retire(interlocking)));
    }
    return retired;
  }

  private Place disconnect(Place place, int from, int to) {
    Place closing = place;
    for (int index = from; index < to; index++) {
      closing = closing.with(index, number(endpoint(closing, index).disconnect(interlocking)));
    }
    return closing;
  }

  private EndpointModel endpoint(Place place, int index) {
    return endpointPlaces.get(place.endpoints().get(index));
  }

  /** What an endpoint may become by itself or by a command. */
  private int[] moves(int endpoint) {
    return endpointMoves.computeIfAbsent(
        endpoint,
        _ -> {
          EndpointModel place = endpointPlaces.get(endpoint);
          return Stream.concat(
                  place.commands(interlocking).stream(), place.surroundings(interlocking).stream())
              .filter(
                  step ->
                      step.broken().isPresent() || step.next().status().orphans() <= mostOrphans)
              .mapToInt(this::number)
              .distinct()
              .toArray();
        });
  }

  private int number(EndpointModel.Step step) {
    step.broken().ifPresent(broken::add);
    // What follows from a broken rule is of no interest.
    return number(step.broken().isPresent() ? EndpointModel.initial() : step.next());
  }

  private int number(EndpointModel place) {
    return endpointNumbers.computeIfAbsent(
        place,
        _ -> {
          endpointPlaces.add(place);
          return endpointPlaces.size() - 1;
        });
  }

  private int number(RelayModel.Step step) {
    step.broken().ifPresent(broken::add);
    return number(step.next());
  }

  private int number(RelayModel place) {
    return relayNumbers.computeIfAbsent(
        place,
        _ -> {
          relayPlaces.add(place);
          return relayPlaces.size() - 1;
        });
  }

  private void visit(Place place) {
    long packed = pack(place);
    if (seen.add(packed)) {
      open.add(packed);
    }
  }

  private long pack(Place place) {
    List<Integer> sorted = new ArrayList<>(place.endpoints());
    sorted.subList(1, endpoints).sort(null);
    long packed = STAGES.indexOf(place.stage()) * 2L + (place.overdue() ? 1 : 0);
    packed = packed << RELAY_BITS | place.relay();
    for (int endpoint : sorted) {
      packed = packed << ENDPOINT_BITS | endpoint;
    }
    return packed;
  }

  private Place unpack(long packed) {
    long rest = packed;
    List<Integer> numbers = new ArrayList<>();
    for (int index = 0; index < endpoints; index++) {
      numbers.addFirst((int) (rest & ((1 << ENDPOINT_BITS) - 1)));
      rest >>>= ENDPOINT_BITS;
    }
    int relay = (int) (rest & ((1 << RELAY_BITS) - 1));
    rest >>>= RELAY_BITS;
    return new Place(STAGES.get((int) (rest / 2)), rest % 2 == 1, relay, numbers);
  }
}
