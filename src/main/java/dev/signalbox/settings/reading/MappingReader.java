package dev.signalbox.settings.reading;

import dev.signalbox.base.ForeignText;
import dev.signalbox.settings.Purpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads one YAML mapping key by key. The keys asked for are the known ones: any other is a problem.
 *
 * <p>Problems are collected, not thrown, so that the operator sees all of them at once. What could
 * not be read is replaced by a stand-in, which nobody gets to see: a file with problems yields no
 * settings.
 */
final class MappingReader {
  private static final int LONGEST_KEY = 80;

  private final Place place;
  private final Reading reading;
  private final int problemsBefore;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();
  private final Set<String> missing = new LinkedHashSet<>();
  private boolean anyKeyAllowed;

  private record Entry(Place place, Node value) {}

  private MappingReader(MappingNode mapping, Place place, Reading reading) {
    this.place = place;
    this.reading = reading;
    this.problemsBefore = reading.problems().count();
    reading.budget().spend(mapping.getValue().size(), 0, place);
    mapping.getValue().forEach(this::addEntry);
  }

  /** What {@code reader} makes of {@code node}; empty, with a problem, if that is no mapping. */
  static <T> Optional<T> read(
      Node node, Place place, Reading reading, Function<MappingReader, T> reader) {
    if (!(node instanceof MappingNode mapping)) {
      reading.problems().add(place, "expected a mapping, found " + YamlDocument.kind(node));
      return Optional.empty();
    }
    MappingReader keys = new MappingReader(mapping, place, reading);
    T result = reader.apply(keys);
    keys.complainAboutKeys();
    return Optional.of(result);
  }

  /** The keys that are there, in the order of the file. */
  Set<String> names() {
    return entries.keySet();
  }

  /** Lets pass the keys not asked for: without knowing the mapping's type none can be judged. */
  void allowAnyKey() {
    anyKeyAllowed = true;
  }

  /** What the configuration is to be good for. */
  Purpose purpose() {
    return reading.purpose();
  }

  /** Whether nothing is wrong so far, so that checks across keys make sense. */
  boolean isSound() {
    return missing.isEmpty() && reading.problems().count() == problemsBefore;
  }

  /** Adds a problem at {@code key}, or at the mapping if it lacks that key. */
  void complain(String key, String message, String suggestion) {
    reading.problems().add(placeOf(key), message, suggestion);
  }

  /** Where the value of {@code key} stands, or should stand. */
  Place placeOf(String key) {
    Entry entry = entries.get(key);
    return entry == null ? place.child(key, place.line()) : entry.place();
  }

  /** Holds every key against {@code rule}. */
  void checkNames(NameRule rule) {
    entries.forEach(
        (key, entry) ->
            rule.check(new Scalar(key, key, entry.place(), reading))
                .ifPresent(found -> complain(key, found.message(), found.suggestion())));
  }

  Optional<Scalar> optional(String key) {
    return entry(key).flatMap(entry -> scalar(entry.value(), entry.place()));
  }

  Optional<Scalar> required(String key) {
    return requiredEntry(key).flatMap(entry -> scalar(entry.value(), entry.place()));
  }

  /** A required text, or an empty stand-in. */
  String text(String key, Rule rule) {
    return required(key).flatMap(scalar -> scalar.text(rule)).orElse("");
  }

  Duration duration(String key, Duration absent) {
    return optional(key).flatMap(Scalar::duration).orElse(absent);
  }

  int number(String key, int least, int most, int absent) {
    return optional(key).flatMap(scalar -> scalar.number(least, most)).orElse(absent);
  }

  boolean flag(String key, boolean absent) {
    return optional(key).flatMap(Scalar::flag).orElse(absent);
  }

  /** A required list of texts, at least one. */
  List<String> texts(String key, Rule rule) {
    return requiredEntry(key).map(entry -> texts(entry, rule)).orElse(List.of());
  }

  /** A list of texts, at least one; {@code absent} if it is left out. */
  List<String> texts(String key, Rule rule, List<String> absent) {
    return entry(key).map(entry -> texts(entry, rule)).orElse(absent);
  }

  /** A nested mapping; {@code absent} if it is left out or nothing stands below its key. */
  <T> T section(String key, T absent, Function<MappingReader, T> reader) {
    return entry(key)
        .filter(entry -> !YamlDocument.isNothing(entry.value()))
        .flatMap(entry -> read(entry.value(), entry.place(), reading, reader))
        .orElse(absent);
  }

  /** A nested mapping that must be there; empty with a problem if it is not. */
  <T> Optional<T> requiredSection(String key, Function<MappingReader, T> reader) {
    return requiredEntry(key).flatMap(entry -> read(entry.value(), entry.place(), reading, reader));
  }

  /** One nested mapping or a list of them; none if it is left out. */
  <T> List<T> sections(String key, Function<MappingReader, T> reader) {
    List<T> sections = new ArrayList<>();
    entry(key)
        .filter(entry -> !YamlDocument.isNothing(entry.value()))
        .map(this::items)
        .orElse(List.of())
        .forEach(
            item -> read(item.value(), item.place(), reading, reader).ifPresent(sections::add));
    return sections;
  }

  private void addEntry(NodeTuple tuple) {
    int line = YamlDocument.line(tuple.getKeyNode());
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      String found = YamlDocument.kind(tuple.getKeyNode());
      reading.problems().add(new Place(line, place.key()), "expected a key, found " + found);
      return;
    }
    Entry entry = new Entry(place.child(shown(key.getValue()), line), tuple.getValueNode());
    if (key.getValue().equals("<<")) {
      reading.problems().add(entry.place(), "merging is no part of YAML 1.2", "repeat the keys");
      return;
    }
    Entry earlier = entries.putIfAbsent(key.getValue(), entry);
    if (earlier != null) {
      String message = "duplicate key, already in line " + earlier.place().line();
      reading.problems().add(entry.place(), message, "remove one of them");
    }
  }

  private Optional<Entry> entry(String key) {
    known.add(key);
    return Optional.ofNullable(entries.get(key));
  }

  private Optional<Entry> requiredEntry(String key) {
    Optional<Entry> entry = entry(key);
    if (entry.isEmpty()) {
      missing.add(key);
    }
    return entry;
  }

  private Optional<Scalar> scalar(Node node, Place at) {
    if (node instanceof ScalarNode scalar && !YamlDocument.isNothing(node)) {
      return text(scalar.getValue(), at)
          .flatMap(written -> reading.interpolation().resolve(written, at))
          .flatMap(value -> text(value, at))
          .map(value -> new Scalar(value, scalar.getValue(), at, reading));
    }
    reading.problems().add(at, "expected a single value, found " + YamlDocument.kind(node));
    return Optional.empty();
  }

  /** The text if it is none that would keep the patterns busy. */
  private Optional<String> text(String text, Place at) {
    reading.budget().spend(1, text.length(), at);
    if (text.length() <= Scalar.LONGEST) {
      return Optional.of(text);
    }
    reading.problems().add(at, "is longer than 65,536 characters");
    return Optional.empty();
  }

  private List<String> texts(Entry entry, Rule rule) {
    if (!(entry.value() instanceof SequenceNode list) || list.getValue().isEmpty()) {
      String found =
          entry.value() instanceof SequenceNode ? "an empty one" : YamlDocument.kind(entry.value());
      reading.problems().add(entry.place(), "expected a list, found " + found, "write [\"...\"]");
      return List.of();
    }
    return items(entry).stream()
        .flatMap(item -> scalar(item.value(), item.place()).stream())
        .flatMap(scalar -> scalar.text(rule).stream())
        .toList();
  }

  /** The items of a list, or the entry itself if it is none. */
  private List<Entry> items(Entry entry) {
    if (!(entry.value() instanceof SequenceNode list)) {
      return List.of(entry);
    }
    reading.budget().spend(list.getValue().size(), 0, entry.place());
    List<Entry> items = new ArrayList<>();
    for (Node item : list.getValue()) {
      items.add(new Entry(entry.place().item(items.size(), YamlDocument.line(item)), item));
    }
    return items;
  }

  private void complainAboutKeys() {
    List<String> unknown = names().stream().filter(key -> !known.contains(key)).toList();
    if (!anyKeyAllowed) {
      unknown.forEach(
          key -> {
            // A misspelled key explains why the one it stands for is missing.
            NearestName.of(key, known).ifPresent(missing::remove);
            complain(key, "unknown key", NearestName.advice(key, known));
          });
    }
    for (String key : missing) {
      Optional<String> similar = NearestName.of(key, unknown);
      complain(
          key,
          "missing required key",
          similar.map(name -> "is \"" + shown(name) + "\" meant to be it?").orElse(""));
    }
  }

  /** A missing colon turns {@code {password x}} into a key: what follows a blank may be secret. */
  private static String shown(String key) {
    int blank = 0;
    while (blank < key.length() && !Character.isWhitespace(key.charAt(blank))) {
      blank++;
    }
    String first = key.substring(0, blank) + (blank < key.length() ? "..." : "");
    return ForeignText.label(first, LONGEST_KEY);
  }
}
