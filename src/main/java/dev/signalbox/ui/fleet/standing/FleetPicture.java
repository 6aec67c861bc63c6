package dev.signalbox.ui.fleet.standing;

import dev.signalbox.console.fleet.EngineKey;
import dev.signalbox.console.fleet.EngineRow;
import dev.signalbox.console.fleet.FleetSnapshot;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * All engines as they look together at one moment, and how they lie.
 *
 * @param engines all of them, shown or not
 * @param sections those that the filter shows, the worst first
 * @param counts how many engines that the filter's text lets through are in each state
 * @param filter what this is filtered by
 */
public record FleetPicture(
    FleetSnapshot.Link link,
    Map<EngineKey, EngineLooks> engines,
    List<Section> sections,
    Map<Rank, Integer> counts,
    FleetFilter filter) {

  /** Engines of one place, the worst first. */
  public record Section(Place place, String title, List<EngineKey> engines) {
    public Section {
      engines = List.copyOf(engines);
    }
  }

  /** What lies together. */
  public record Place(String environment, String group) {
    /** That of an engine. */
    public static Place of(EngineRow engine) {
      return new Place(engine.facts().environment(), engine.facts().group());
    }
  }

  public FleetPicture {
    engines = Map.copyOf(engines);
    sections = List.copyOf(sections);
    counts = Collections.unmodifiableMap(counts);
  }

  /** How many are heard. */
  public long certain() {
    return engines.values().stream().filter(EngineLooks::isCertain).count();
  }
}
