package dev.signalbox.ui.model;

import dev.signalbox.base.Subscription;
import dev.signalbox.shutdown.state.RosterSnapshot.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * One model for each member of the roster, in its order. A model lives as long as its member: one
 * that was replaced gets a new one, and nothing of the old is listened to any more.
 *
 * <p>Threading: FX thread.
 *
 * @param <T> what the members are
 * @param <M> their models
 */
public final class MemberModels<T, M> {

  /** A model, and what keeps it up to date. */
  public record Live<M>(M model, Subscription subscription) {}

  private record Entry<M>(long number, Live<M> live) {}

  private final Function<T, Optional<Live<M>>> make;
  private final ObservableList<M> models = FXCollections.observableArrayList();
  private List<Entry<M>> entries = List.of();

  /**
   * None at first.
   *
   * @param make makes a member's model; empty if the member has left meanwhile
   */
  public MemberModels(Function<T, Optional<Live<M>>> make) {
    this.make = make;
  }

  public void show(List<Member<T>> members) {
    List<Entry<M>> next = new ArrayList<>();
    for (Member<T> member : members) {
      entryOf(member.number())
          .or(() -> make.apply(member.configured()).map(live -> new Entry<>(member.number(), live)))
          .ifPresent(next::add);
    }
    entries.stream()
        .filter(entry -> !next.contains(entry))
        .forEach(entry -> entry.live().subscription().close());
    entries = List.copyOf(next);
    List<M> shown = entries.stream().map(entry -> entry.live().model()).toList();
    if (!models.equals(shown)) {
      models.setAll(shown);
    }
  }

  private Optional<Entry<M>> entryOf(long number) {
    return entries.stream().filter(entry -> entry.number() == number).findFirst();
  }

  /** Listens to nothing any more; what is shown stays. */
  public void close() {
    entries.forEach(entry -> entry.live().subscription().close());
  }

  public ObservableList<M> models() {
    return models;
  }
}
