package dev.signalbox.ui.fleet.standing;

import dev.signalbox.console.Presence;
import dev.signalbox.console.fleet.EngineRow;
import dev.signalbox.console.fleet.EngineRow.RelayGlance;
import dev.signalbox.relay.state.HeldLease;
import dev.signalbox.ui.fleet.standing.FleetPicture.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The relays that several engines of one place have by the same name: one of them polls, the others
 * stand by.
 */
final class SharedRelays {

  private record Named(Place place, String relay) {}

  private record Member(EngineRow engine, RelayGlance relay, Presence presence) {
    Optional<RelayWord> word() {
      return RelayWord.of(relay.word());
    }

    /** Whether it is certain that it polls. */
    boolean polls() {
      return presence.isCertain() && word().filter(RelayWord::isAttended).isPresent();
    }

    private boolean isInStandby() {
      return presence.isCertain() && word().filter(RelayWord.STANDBY::equals).isPresent();
    }

    /** Whether it is ready to go on. */
    boolean standsBy() {
      return isInStandby() && relay.hindrance().isEmpty();
    }

    /** Whether it stands by for an engine that is none of these, and so unknown here. */
    boolean standsByForStranger(List<Member> known) {
      return isInStandby()
          && relay
              .reason()
              .filter(HeldLease::isHolderNamed)
              .filter(reason -> known.stream().map(Member::asHolder).noneMatch(reason::equals))
              .isPresent();
    }

    /** As others say of it that it has the lease. */
    private String asHolder() {
      return HeldLease.heldBy(engine.facts().host(), engine.facts().pid());
    }

    /** Whether it is certain that it does not. */
    boolean doesNotPoll() {
      boolean away = presence instanceof Presence.Gone || presence instanceof Presence.Ended;
      return away
          || (presence.isCertain() && word().filter(word -> !word.isAttended()).isPresent());
    }

    /** Whether it was to be polled, as far as this one knows. */
    boolean isMeantToBePolled() {
      return word().filter(word -> word != RelayWord.STOPPED).isPresent();
    }
  }

  private final Map<Named, List<Member>> members = new HashMap<>();

  SharedRelays(List<EngineRow> engines, Function<EngineRow, Presence> presence) {
    for (EngineRow engine : engines) {
      for (RelayGlance relay : engine.relays()) {
        members
            .computeIfAbsent(named(engine, relay), _ -> new ArrayList<>())
            .add(new Member(engine, relay, presence.apply(engine)));
      }
    }
  }

  private static Named named(EngineRow engine, RelayGlance relay) {
    return new Named(Place.of(engine), relay.name());
  }

  private List<Member> of(EngineRow engine, RelayGlance relay) {
    return members.getOrDefault(named(engine, relay), List.of());
  }

  /**
   * Whether it is certain that none of the engines that have this relay polls it, although one was
   * to. Of a relay that only one engine has, its state says all; and an engine that is not in the
   * fleet may poll, if one of these says so.
   */
  boolean isPolledByNobody(EngineRow engine, RelayGlance relay) {
    List<Member> all = of(engine, relay);
    return all.size() > 1
        && all.stream().allMatch(Member::doesNotPoll)
        && all.stream().anyMatch(Member::isMeantToBePolled)
        && all.stream().noneMatch(member -> member.standsByForStranger(all));
  }

  /** Those of an engine's relays that another one is ready to go on with. */
  Set<String> stoodBy(EngineRow engine) {
    return engine.relays().stream()
        .filter(relay -> !standbys(engine, relay).isEmpty())
        .map(RelayGlance::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The names of the other engines that are ready to go on with it, as far as that is certain. */
  List<String> standbys(EngineRow engine, RelayGlance relay) {
    return of(engine, relay).stream()
        .filter(member -> !member.engine().key().equals(engine.key()) && member.standsBy())
        .map(member -> member.engine().facts().name())
        .sorted()
        .toList();
  }

  /** The name of the engine that polls it instead of this one. */
  Optional<String> holder(EngineRow engine, RelayGlance relay) {
    return of(engine, relay).stream()
        .filter(member -> !member.engine().key().equals(engine.key()) && member.polls())
        .map(member -> member.engine().facts().name())
        .findFirst();
  }
}
