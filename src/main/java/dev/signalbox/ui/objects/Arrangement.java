package dev.signalbox.ui.objects;

import dev.signalbox.console.Command;
import dev.signalbox.ui.toolkit.Action;
import dev.signalbox.ui.toolkit.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * Which objects the list shows and how they lie. Among equals the order is the configuration's, so
 * that nothing moves without a reason. Any thread may ask.
 *
 * @param filter words that must all occur in an object's name, place, kind or state
 */
public record Arrangement(String filter, Sort sort, Grouping grouping) {
  /** Everything, worst first. */
  public static final Arrangement DEFAULT = new Arrangement("", Sort.WORST, Grouping.NONE);

  /** What comes first. */
  public enum Sort {
    WORST,
    NAME
  }

  /** What lies together under a title. */
  public enum Grouping {
    NONE,
    KIND,
    STATE
  }

  Arrangement withFilter(String next) {
    return new Arrangement(next, sort, grouping);
  }

  Arrangement with(Sort next) {
    return new Arrangement(filter, next, grouping);
  }

  Arrangement with(Grouping next) {
    return new Arrangement(filter, sort, next);
  }

  /**
   * What of an object decides whether it is shown and where, and what can be asked of it.
   *
   * @param words what a filter finds it by; empty while nothing is filtered
   */
  record Basis(
      ObjectModel object,
      Trouble trouble,
      Optional<Command> main,
      Optional<Command> side,
      List<String> words) {}

  Basis basis(ObjectModel object) {
    ObjectLooks looks = object.looks().get();
    return new Basis(
        object,
        looks.trouble(),
        looks.main().command(),
        looks.side().flatMap(Action::command),
        filter.isBlank() ? List.of() : List.of(looks.word(), looks.detail()));
  }

  List<Line> lines(List<? extends ObjectModel> all, Texts texts) {
    List<ObjectModel> shown = all.stream().filter(this::matches).sorted(order()).collect(toList());
    return switch (grouping) {
      case NONE -> shown.stream().<Line>map(Line.Row::new).toList();
      case KIND -> grouped(shown, ObjectModel::kind);
      case STATE -> {
        shown.sort(Comparator.comparing(Arrangement::trouble));
        yield grouped(shown, object -> texts.get(trouble(object).textKey()));
      }
    };
  }

  private static <T> Collector<T, ?, List<T>> toList() {
    return Collectors.toCollection(ArrayList::new);
  }

  private boolean matches(ObjectModel object) {
    if (filter.isBlank()) {
      return true;
    }
    ObjectLooks looks = object.looks().get();
    String text =
        String.join(" ", object.name(), object.place(), object.kind(), looks.word(), looks.detail())
            .toLowerCase(Locale.ROOT);
    return List.of(filter.toLowerCase(Locale.ROOT).strip().split("\\s+")).stream()
        .allMatch(text::contains);
  }

  private Comparator<ObjectModel> order() {
    return switch (sort) {
      case WORST -> Comparator.comparing(Arrangement::trouble);
      case NAME -> Comparator.comparing(ObjectModel::name, String.CASE_INSENSITIVE_ORDER);
    };
  }

  private static Trouble trouble(ObjectModel object) {
    return object.looks().get().trouble();
  }

  private static List<Line> grouped(
      List<ObjectModel> objects, Function<ObjectModel, String> title) {
    Map<String, List<ObjectModel>> groups =
        objects.stream().collect(Collectors.groupingBy(title, LinkedHashMap::new, toList()));
    List<Line> lines = new ArrayList<>();
    groups.forEach(
        (name, members) -> {
          lines.add(new Line.Group(name, members.size()));
          members.forEach(member -> lines.add(new Line.Row(member)));
        });
    return lines;
  }
}
