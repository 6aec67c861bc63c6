package dev.signalbox.shutdown;

import dev.signalbox.shutdown.state.RosterSnapshot.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;

/**
 * Owners of one kind, by name, in their order. One that leaves keeps its place until it is gone, so
 * that a shutdown which comes meanwhile still knows it.
 *
 * <p>Threading: changed under the roster's lock; read from any thread.
 */
final class Places<T> {
  private record Place<T>(long number, String name, T owner, boolean leaving) {}

  private final String noun;
  private volatile List<Place<T>> places = List.of();

  /**
   * None at first.
   *
   * @param noun what an operator calls one of them
   */
  Places(String noun) {
    this.noun = noun;
  }

  /** Everyone, those who are leaving included. */
  List<T> everyone() {
    return places.stream().map(Place::owner).toList();
  }

  /** The owner of that name, leaving or not. */
  Optional<T> found(String name) {
    return places.stream().filter(place -> place.name().equals(name)).map(Place::owner).findFirst();
  }

  /** Tells of everyone, by number. */
  void forEach(ObjLongConsumer<T> told) {
    places.forEach(place -> told.accept(place.owner(), place.number()));
  }

  /** The owner of that name, unless it is leaving. */
  Optional<T> here(String name) {
    return places.stream()
        .filter(place -> place.name().equals(name) && !place.leaving())
        .map(Place::owner)
        .findFirst();
  }

  private boolean isTaken(String name) {
    return places.stream().anyMatch(place -> place.name().equals(name));
  }

  /** Why the owner of that name cannot be asked for anything. */
  String absence(String name) {
    return isTaken(name) ? "it is just being taken out" : "there is no such " + noun;
  }

  /** Why nobody else can have that name; empty if it is free. */
  Optional<String> clash(String name) {
    return isTaken(name)
        ? Optional.of("there is a %s of that name already".formatted(noun))
        : Optional.empty();
  }

  void add(long number, String name, T owner) {
    List<Place<T>> more = new ArrayList<>(places);
    more.add(new Place<>(number, name, owner, false));
    places = List.copyOf(more);
  }

  /** From now on it is not here any more, but keeps its place. */
  void leave(T owner) {
    change(place -> place.owner().equals(owner) ? leaving(place) : place);
  }

  private static <T> Place<T> leaving(Place<T> place) {
    return new Place<>(place.number(), place.name(), place.owner(), true);
  }

  /** Gives the place of one to another of the same name. */
  void replace(T owner, long number, T next) {
    change(
        place ->
            place.owner().equals(owner) ? new Place<>(number, place.name(), next, false) : place);
  }

  private void change(Function<Place<T>, Place<T>> changed) {
    places = places.stream().map(changed).toList();
  }

  void remove(T owner) {
    places = places.stream().filter(place -> !place.owner().equals(owner)).toList();
  }

  /** As it is shown. */
  <S> List<Member<S>> members(Function<T, S> configured) {
    return places.stream()
        .map(place -> new Member<>(place.number(), configured.apply(place.owner())))
        .toList();
  }
}
