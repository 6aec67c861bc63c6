package dev.signalbox.settings.editing;

import dev.signalbox.settings.editing.YamlNode.Leaf;
import dev.signalbox.settings.editing.YamlNode.Mapping;
import dev.signalbox.settings.editing.YamlNode.Pair;
import dev.signalbox.settings.editing.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * The text of a configuration, of which one entry below {@code connections:} can be changed. Each
 * method returns the whole text with that change, of which nothing else differs, or says why it
 * cannot be made in that way. An immutable value.
 */
public final class ConnectionsText {
  private static final String CONNECTIONS = "connections";
  private static final String STEP = "  ";

  private final String text;
  private final Optional<Mapping> root;
  private final Optional<Pair> connections;

  private ConnectionsText(String text, Optional<Mapping> root) {
    this.text = text;
    this.root = root;
    this.connections = root.flatMap(mapping -> mapping.pair(CONNECTIONS));
  }

  /** Of a file's text, without a byte order mark. */
  public static ConnectionsText of(String text) throws UneditableException {
    Optional<YamlNode> root = YamlOutline.of(text);
    if (root.isPresent() && !(root.get() instanceof Mapping)) {
      throw new UneditableException("the file is no mapping with keys such as \"connections\"");
    }
    return new ConnectionsText(text, root.map(Mapping.class::cast));
  }

  /**
   * An entry as it is written.
   *
   * @param values of each key that has a single value or a list of those; may hold secrets
   * @param further the keys that have something else
   */
  public record Entry(
      String name, SequencedMap<String, List<String>> values, List<String> further) {

    /** The single value of that key. */
    public Optional<String> value(String key) {
      return Optional.ofNullable(values.get(key))
          .filter(texts -> texts.size() == 1)
          .map(List::getFirst);
    }

    /** Without the values, which may be secret. */
    @Override
    public String toString() {
      return "Entry[name=%s, keys=%s]".formatted(name, values.keySet());
    }
  }

  /** All entries, in the order of the file. */
  public List<Entry> entries() {
    return pairs().stream().map(ConnectionsText::entry).toList();
  }

  private static Entry entry(Pair pair) {
    LinkedHashMap<String, List<String>> values = new LinkedHashMap<>();
    List<String> further = new ArrayList<>();
    if (pair.value() instanceof Mapping keys) {
      for (Pair key : keys.pairs()) {
        switch (key.value()) {
          case Leaf leaf -> values.put(key.name(), List.of(leaf.value()));
          case Sequence list when list.items().stream().allMatch(Leaf.class::isInstance) ->
              values.put(
                  key.name(),
                  list.items().stream().map(Leaf.class::cast).map(Leaf::value).toList());
          case Sequence _, Mapping _, YamlNode.Alias _ -> further.add(key.name());
        }
      }
    }
    return new Entry(pair.name(), values, List.copyOf(further));
  }

  private List<Pair> pairs() {
    return section().map(Mapping::pairs).orElse(List.of());
  }

  private Optional<Mapping> section() {
    return connections.map(Pair::value).filter(Mapping.class::isInstance).map(Mapping.class::cast);
  }

  /** With an entry of that name behind all others. */
  public String withAdded(String name, SequencedMap<String, YamlValue> keys)
      throws UneditableException {
    requireFree(name);
    TextEdits edits = new TextEdits(text);
    if (root.isEmpty()) {
      List<String> lines = new ArrayList<>(List.of(CONNECTIONS + ":"));
      lines.addAll(block(STEP, name, keys));
      edits.insertBelow(text.length(), lines);
    } else if (connections.isEmpty()) {
      addSection(edits, root.get(), name, keys);
    } else {
      addTo(edits, connections.get(), name, keys);
    }
    return Shape.checked(text, edits.result(), shape -> shape.withAdded(name, keys));
  }

  private static void addSection(
      TextEdits edits, Mapping all, String name, SequencedMap<String, YamlValue> keys)
      throws UneditableException {
    if (all.flow()) {
      addPair(edits, all, CONNECTIONS + ": {" + flow(name, keys) + "}");
      return;
    }
    String indent = edits.indentation(all.pairs().getFirst().start());
    List<String> lines = new ArrayList<>(List.of(indent + CONNECTIONS + ":"));
    lines.addAll(block(indent + STEP, name, keys));
    edits.insertBelow(all.end(), lines);
  }

  private void addTo(
      TextEdits edits, Pair section, String name, SequencedMap<String, YamlValue> keys)
      throws UneditableException {
    switch (section.value()) {
      case Leaf nothing when nothing.isNothing() -> addFirst(edits, section, name, keys);
      case Mapping all when all.marked() -> throw entangled();
      case Mapping all when all.pairs().isEmpty() && !rootIsFlow() ->
          addFirst(edits, section, name, keys);
      case Mapping all when all.flow() -> addPair(edits, all, flow(name, keys));
      case Mapping all ->
          edits.insertBelow(
              all.end(), block(edits.indentation(all.pairs().getFirst().start()), name, keys));
      default -> throw new UneditableException("\"connections\" is no mapping of its own");
    }
  }

  private boolean rootIsFlow() {
    return root.filter(Mapping::flow).isPresent();
  }

  /** Takes "{}" or "null" away, and begins the lines below. */
  private void addFirst(
      TextEdits edits, Pair section, String name, SequencedMap<String, YamlValue> keys)
      throws UneditableException {
    String indent = edits.indentation(section.start());
    YamlNode nothing = section.value();
    int colon = behindColon(section);
    boolean sameLine = edits.lineEnd(colon) >= nothing.end();
    edits.replace(sameLine ? colon : nothing.start(), nothing.end(), "");
    edits.insertBelow(section.end(), block(indent + STEP, name, keys));
  }

  /** With a copy of an entry right behind it. */
  public String withCopy(String name, String copy) throws UneditableException {
    requireFree(copy);
    Pair original = required(name);
    requireDisentangled(original);
    TextEdits edits = new TextEdits(text);
    String key = YamlValue.Spelling.of(copy);
    if (section().orElseThrow().flow()) {
      edits.insert(
          original.end(), ", " + key + text.substring(original.key().end(), original.end()));
    } else {
      String rest = text.substring(original.key().end(), edits.lineEnd(original.end()));
      edits.insertBelow(original.end(), List.of(edits.indentation(original.start()) + key + rest));
    }
    return Shape.checked(text, edits.result(), shape -> shape.withCopy(name, copy));
  }

  /** Without that entry. Comments above and below it stay. */
  public String without(String name) throws UneditableException {
    Pair leaving = required(name);
    requireDisentangled(leaving);
    Mapping all = section().orElseThrow();
    TextEdits edits = new TextEdits(text);
    if (all.pairs().size() == 1 && !all.flow()) {
      Pair section = connections.orElseThrow();
      edits.insert(behindColon(section), " {}");
      edits.removeLines(leaving.start(), leaving.end());
    } else {
      remove(edits, all, leaving);
    }
    return Shape.checked(text, edits.result(), shape -> shape.without(name));
  }

  /**
   * With some keys of an entry changed. What is the same already stays as it is written.
   *
   * @param newName what it is to be called; may be the same
   * @param changes what is to stand behind each key; empty for a key that is to go
   */
  public String withChanged(
      String name, String newName, SequencedMap<String, Optional<YamlValue>> changes)
      throws UneditableException {
    Pair entry = required(name);
    requireDisentangled(entry);
    if (!(entry.value() instanceof Mapping keys) || keys.pairs().isEmpty()) {
      throw new UneditableException("this connection is no mapping: edit the file by hand");
    }
    TextEdits edits = new TextEdits(text);
    if (!newName.equals(name)) {
      requireFree(newName);
      edits.replace(entry.start(), entry.key().end(), YamlValue.Spelling.of(newName));
    }
    List<String> added = new ArrayList<>();
    for (Map.Entry<String, Optional<YamlValue>> change : changes.entrySet()) {
      Optional<Pair> present = keys.pair(change.getKey());
      Optional<YamlValue> wanted = change.getValue();
      if (present.isPresent() && wanted.isPresent()) {
        new ValueEdit(text, edits).replace(present.get().value(), wanted.get());
      } else if (present.isPresent()) {
        remove(edits, keys, present.get());
      } else {
        wanted.ifPresent(value -> added.add(line(change.getKey(), value)));
      }
    }
    addKeys(edits, keys, added);
    return Shape.checked(text, edits.result(), shape -> shape.withChanged(name, newName, changes));
  }

  private static void addKeys(TextEdits edits, Mapping keys, List<String> added)
      throws UneditableException {
    if (added.isEmpty()) {
      return;
    }
    if (keys.flow()) {
      edits.insert(keys.pairs().getLast().end(), ", " + String.join(", ", added));
    } else {
      String indent = edits.indentation(keys.pairs().getFirst().start());
      edits.insertBelow(keys.end(), added.stream().map(line -> indent + line).toList());
    }
  }

  private void remove(TextEdits edits, Mapping all, Pair leaving) throws UneditableException {
    if (!all.flow()) {
      edits.indentation(leaving.start());
      edits.removeLines(leaving.start(), leaving.end());
      return;
    }
    int index = all.pairs().indexOf(leaving);
    boolean last = index == all.pairs().size() - 1;
    int from = last && index > 0 ? all.pairs().get(index - 1).end() : leaving.start();
    int to = last ? leaving.end() : all.pairs().get(index + 1).start();
    String between = text.substring(from, leaving.start()) + text.substring(leaving.end(), to);
    if (between.contains("#")) {
      throw new UneditableException("a comment stands beside it in the braces: edit it by hand");
    }
    edits.replace(from, to, "");
  }

  private static void addPair(TextEdits edits, Mapping all, String pair) {
    if (all.pairs().isEmpty()) {
      edits.insert(all.start() + 1, pair);
    } else {
      edits.insert(all.pairs().getLast().end(), ", " + pair);
    }
  }

  private int behindColon(Pair pair) throws UneditableException {
    int colon = text.indexOf(':', pair.key().end());
    if (colon < 0 || !text.substring(pair.key().end(), colon).isBlank()) {
      throw new UneditableException("a key has no colon right behind it: edit the file by hand");
    }
    return colon + 1;
  }

  private void requireFree(String name) throws UneditableException {
    if (pairs().stream().anyMatch(pair -> pair.name().equals(name))) {
      throw new UneditableException("there is a connection of that name already");
    }
  }

  private Pair required(String name) throws UneditableException {
    return section()
        .flatMap(all -> all.pair(name))
        .orElseThrow(() -> new UneditableException("the file has no connection of that name"));
  }

  private void requireDisentangled(Pair entry) throws UneditableException {
    if (section().filter(Mapping::marked).isPresent()
        || entry.key().isEntangled()
        || entry.value().isEntangled()) {
      throw entangled();
    }
    behindColon(entry);
  }

  private static UneditableException entangled() {
    return new UneditableException(
        "an anchor, an alias or a tag is in it, so that a change reaches further: edit the file by"
            + " hand");
  }

  private static String line(String key, YamlValue value) {
    return key + ": " + value.written();
  }

  private static List<String> block(
      String indent, String name, SequencedMap<String, YamlValue> keys) {
    List<String> lines = new ArrayList<>(List.of(indent + YamlValue.Spelling.of(name) + ":"));
    keys.forEach((key, value) -> lines.add(indent + STEP + line(key, value)));
    return lines;
  }

  private static String flow(String name, SequencedMap<String, YamlValue> keys) {
    return keys.entrySet().stream()
        .map(key -> line(key.getKey(), key.getValue()))
        .collect(Collectors.joining(", ", YamlValue.Spelling.of(name) + ": {", "}"));
  }
}
