package dev.signalbox.settings.editing;

import dev.signalbox.settings.editing.YamlNode.Alias;
import dev.signalbox.settings.editing.YamlNode.Leaf;
import dev.signalbox.settings.editing.YamlNode.Mapping;
import dev.signalbox.settings.editing.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * What a configuration says, wherever it stands: by which the text after an edit is held against
 * the one before it. A mapping is the list of its entries, since their order counts.
 */
record Shape(List<Map.Entry<String, Object>> root) {
  private static final String CONNECTIONS = "connections";
  private static final Object NOTHING = Optional.empty();

  /** The text after, if it says what it is meant to. */
  static String checked(String before, String after, Function<Shape, Shape> meant)
      throws UneditableException {
    Shape wanted = meant.apply(of(before));
    if (!wanted.equals(read(after))) {
      throw new UneditableException(
          "the way this file is written lets no change be made in that place: edit it by hand");
    }
    return after;
  }

  /** What an edit made unreadable says nothing that could be meant. */
  private static Shape read(String after) {
    try {
      return of(after);
    } catch (UneditableException _) {
      return new Shape(List.of(Map.entry("", NOTHING)));
    }
  }

  private static Shape of(String text) throws UneditableException {
    return new Shape(
        YamlOutline.of(text)
            .filter(Mapping.class::isInstance)
            .map(Mapping.class::cast)
            .map(Shape::entries)
            .orElse(List.of()));
  }

  private static List<Map.Entry<String, Object>> entries(Mapping mapping) {
    return mapping.pairs().stream().map(p -> Map.entry(p.name(), value(p.value()))).toList();
  }

  private static Object value(YamlNode node) {
    return switch (node) {
      case Leaf leaf -> leaf.isNothing() ? NOTHING : leaf.value();
      case Alias _ -> NOTHING;
      case Sequence list -> list.items().stream().map(Shape::value).toList();
      case Mapping mapping -> new Shape(entries(mapping));
    };
  }

  private static Object value(YamlValue value) {
    return switch (value) {
      case YamlValue.Text(String text) -> text;
      case YamlValue.Texts(List<String> texts) -> List.copyOf(texts);
    };
  }

  Shape withAdded(String name, SequencedMap<String, YamlValue> keys) {
    List<Map.Entry<String, Object>> entry = new ArrayList<>();
    keys.forEach((key, value) -> entry.add(Map.entry(key, value(value))));
    return withConnections(
        all -> {
          all.add(Map.entry(name, new Shape(entry)));
          return all;
        });
  }

  Shape withCopy(String name, String copy) {
    return withConnections(
        all -> {
          int at = indexOf(all, name);
          all.add(at + 1, Map.entry(copy, all.get(at).getValue()));
          return all;
        });
  }

  Shape without(String name) {
    return withConnections(
        all -> {
          all.remove(indexOf(all, name));
          return all;
        });
  }

  Shape withChanged(
      String name, String newName, SequencedMap<String, Optional<YamlValue>> changes) {
    return withConnections(
        all -> {
          int at = indexOf(all, name);
          all.set(at, Map.entry(newName, changed((Shape) all.get(at).getValue(), changes)));
          return all;
        });
  }

  private static Shape changed(Shape entry, SequencedMap<String, Optional<YamlValue>> changes) {
    LinkedHashMap<String, Object> keys = new LinkedHashMap<>();
    entry.root().forEach(key -> keys.put(key.getKey(), key.getValue()));
    changes.forEach(
        (key, wanted) ->
            wanted.ifPresentOrElse(value -> keys.put(key, value(value)), () -> keys.remove(key)));
    return new Shape(
        keys.entrySet().stream().map(e -> Map.entry(e.getKey(), e.getValue())).toList());
  }

  private static int indexOf(List<Map.Entry<String, Object>> all, String name) {
    return all.stream().map(Map.Entry::getKey).toList().indexOf(name);
  }

  private Shape withConnections(
      Function<List<Map.Entry<String, Object>>, List<Map.Entry<String, Object>>> change) {
    List<Map.Entry<String, Object>> next = new ArrayList<>(root);
    int at = indexOf(root, CONNECTIONS);
    List<Map.Entry<String, Object>> before =
        at >= 0 && root.get(at).getValue() instanceof Shape(List<Map.Entry<String, Object>> all)
            ? all
            : List.of();
    Map.Entry<String, Object> section =
        Map.entry(CONNECTIONS, new Shape(List.copyOf(change.apply(new ArrayList<>(before)))));
    if (at >= 0) {
      next.set(at, section);
    } else {
      next.add(section);
    }
    return new Shape(List.copyOf(next));
  }
}
