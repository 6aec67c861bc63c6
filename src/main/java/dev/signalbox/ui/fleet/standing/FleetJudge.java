package dev.signalbox.ui.fleet.standing;

import dev.signalbox.console.Presence;
import dev.signalbox.console.fleet.EngineKey;
import dev.signalbox.console.fleet.EngineRow;
import dev.signalbox.console.fleet.FleetSnapshot;
import dev.signalbox.ui.fleet.standing.FleetPicture.Place;
import dev.signalbox.ui.fleet.standing.FleetPicture.Section;
import dev.signalbox.ui.toolkit.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says how each engine stands and how they lie: the worst first. Any thread may ask. */
public final class FleetJudge {
  private static final Comparator<EngineLooks> WORST_FIRST =
      Comparator.comparing(EngineLooks::rank)
          .thenComparing(EngineLooks::name, String.CASE_INSENSITIVE_ORDER)
          .thenComparing(looks -> looks.key().text());

  private final Texts texts;
  private final EngineWords words;

  /** Says it in these words. */
  public FleetJudge(Texts texts) {
    this.texts = texts;
    this.words = new EngineWords(texts);
  }

  /** All that is to be shown of a snapshot through a filter. */
  public FleetPicture judge(FleetSnapshot snapshot, FleetFilter filter) {
    Function<EngineRow, Presence> presence = row -> presence(row, snapshot.link());
    SharedRelays shared = new SharedRelays(snapshot.engines(), presence);
    Optional<String> usual = usualVersion(snapshot.engines());
    Map<EngineKey, EngineLooks> all = new LinkedHashMap<>();
    for (EngineRow row : snapshot.engines()) {
      all.put(row.key(), looks(row, presence.apply(row), shared, usual));
    }
    List<EngineLooks> matching =
        all.values().stream().filter(filter::matchesText).sorted(WORST_FIRST).toList();
    return new FleetPicture(
        snapshot.link(),
        all,
        sections(matching.stream().filter(filter::matchesRank).toList()),
        counts(matching),
        filter);
  }

  /** Whoever is cut off knows of nobody, whatever was heard before: silence says nothing then. */
  private static Presence presence(EngineRow row, FleetSnapshot.Link link) {
    return link instanceof FleetSnapshot.Link.Offline offline
        ? new Presence.NotKnown(offline.since(), row.presence().heard())
        : row.presence();
  }

  private static Optional<String> usualVersion(List<EngineRow> engines) {
    Map<String, Long> counted =
        engines.stream()
            .collect(Collectors.groupingBy(row -> row.facts().version(), Collectors.counting()));
    return counted.entrySet().stream()
        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey);
  }

  private EngineLooks looks(
      EngineRow row, Presence presence, SharedRelays shared, Optional<String> usualVersion) {
    boolean certain = presence.isCertain();
    Rank rank = EngineRank.of(row, presence, shared);
    String version = row.facts().version();
    return new EngineLooks(
        row,
        presence,
        rank,
        texts.get(rank.textKey()),
        words.detail(row, certain, shared),
        words.relays(row, certain),
        shared.stoodBy(row),
        words.pace(row, certain),
        usualVersion.filter(usual -> !usual.equals(version)).map(_ -> version));
  }

  /** In the order in which their worst engines come. */
  private List<Section> sections(List<EngineLooks> shown) {
    Map<Place, List<EngineLooks>> places = new LinkedHashMap<>();
    for (EngineLooks looks : shown) {
      places.computeIfAbsent(Place.of(looks.row()), _ -> new ArrayList<>()).add(looks);
    }
    Comparator<Map.Entry<Place, List<EngineLooks>>> order =
        Comparator.<Map.Entry<Place, List<EngineLooks>>, Rank>comparing(
                entry -> entry.getValue().getFirst().rank())
            .thenComparing(entry -> entry.getKey().environment())
            .thenComparing(entry -> entry.getKey().group());
    return places.entrySet().stream()
        .sorted(order)
        .map(entry -> section(entry.getKey(), entry.getValue()))
        .toList();
  }

  private Section section(Place place, List<EngineLooks> engines) {
    boolean locked = engines.stream().anyMatch(looks -> looks.row().facts().armingNeeded());
    String environment =
        place.environment().isEmpty()
            ? texts.get("fleet.section.noName")
            : locked ? place.environment().toUpperCase(Locale.ROOT) : place.environment();
    String name =
        place.group().isEmpty()
            ? environment
            : texts.get("fleet.section", environment, place.group());
    String states =
        counts(engines).entrySet().stream()
            .map(
                entry ->
                    texts.get(
                        "fleet.count",
                        texts.get(entry.getKey().textKey()).toLowerCase(Locale.ROOT),
                        entry.getValue()))
            .collect(Collectors.joining(", "));
    return new Section(
        place,
        texts.get("fleet.section.counts", name, texts.get("fleet.engines", engines.size()), states),
        engines.stream().map(EngineLooks::key).toList());
  }

  private static Map<Rank, Integer> counts(Collection<EngineLooks> engines) {
    Map<Rank, Integer> counts = new EnumMap<>(Rank.class);
    engines.forEach(looks -> counts.merge(looks.rank(), 1, Integer::sum));
    return counts;
  }
}
