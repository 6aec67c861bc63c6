package dev.signalbox.ui.fleet;

import dev.signalbox.console.fleet.EngineKey;
import dev.signalbox.ui.fleet.standing.FleetPicture;
import dev.signalbox.ui.fleet.standing.FleetPicture.Place;
import dev.signalbox.ui.fleet.standing.FleetPicture.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The lines of a picture, each the same for as long as there is its engine. FX thread. */
final class FleetLines {
  private final Map<EngineKey, FleetLine.Engine> engines = new HashMap<>();
  private final Map<Place, FleetLine.Title> titles = new HashMap<>();

  /** Shows in each line how it is now; where they lie is another matter. */
  void update(FleetPicture picture) {
    engines.keySet().retainAll(picture.engines().keySet());
    picture
        .engines()
        .forEach(
            (key, looks) ->
                engines.computeIfAbsent(key, _ -> new FleetLine.Engine(looks)).show(looks));
    titles
        .keySet()
        .retainAll(
            picture.engines().values().stream()
                .map(looks -> Place.of(looks.row()))
                .collect(Collectors.toSet()));
    for (Section section : picture.sections()) {
      titles.computeIfAbsent(section.place(), FleetLine.Title::new).show(section.title());
    }
  }

  /** How they lie in a picture that was shown. */
  List<FleetLine> order(FleetPicture picture) {
    List<FleetLine> lines = new ArrayList<>();
    for (Section section : picture.sections()) {
      lines.add(Objects.requireNonNull(titles.get(section.place())));
      for (EngineKey key : section.engines()) {
        lines.add(Objects.requireNonNull(engines.get(key)));
      }
    }
    return lines;
  }

  /** Whether each engine among these lines is still there. */
  boolean areThere(List<FleetLine> lines) {
    return lines.stream()
        .flatMap(line -> line.engine().stream())
        .allMatch(line -> line.equals(engines.get(line.key())));
  }
}
