package dev.signalbox.settings.editing;

import dev.signalbox.settings.editing.YamlNode.Alias;
import dev.signalbox.settings.editing.YamlNode.Leaf;
import dev.signalbox.settings.editing.YamlNode.Mapping;
import dev.signalbox.settings.editing.YamlNode.Pair;
import dev.signalbox.settings.editing.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Where in a YAML text everything stands, as the parser's events tell it. */
final class YamlOutline {
  /** As deep as a configuration that can be read. */
  private static final int DEEPEST = 50;

  private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");

  private final String text;
  private final Iterator<Event> events;

  /** Where each code point begins, by which the parser counts. */
  private final int[] offsets;

  private YamlOutline(String text) {
    this.text = text;
    LoadSettings settings = LoadSettings.builder().setBufferSize(text.length() + 1).build();
    this.events = new Parse(settings).parseString(text).iterator();
    this.offsets =
        IntStream.rangeClosed(0, text.length())
            .filter(i -> i == text.length() || !Character.isLowSurrogate(text.charAt(i)))
            .toArray();
  }

  /** The root of the first document; empty if there is nothing but comments. */
  static Optional<YamlNode> of(String text) throws UneditableException {
    try {
      return new YamlOutline(text).root();
    } catch (YamlEngineException _) {
      // Its words may quote a secret; whoever reads the file for use says what is wrong with it.
      throw new UneditableException("the file is not valid YAML: mend it in an editor first");
    }
  }

  private Optional<YamlNode> root() throws UneditableException {
    Optional<YamlNode> root = Optional.empty();
    while (events.hasNext()) {
      Event event = events.next();
      switch (event.getEventId()) {
        case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
        case DocumentStart -> {
          if (root.isPresent()) {
            throw new UneditableException("the file holds more than one document");
          }
        }
        case Alias, Scalar, SequenceStart, MappingStart, SequenceEnd, MappingEnd ->
            root = Optional.of(node(event, 0));
      }
    }
    return root.filter(node -> !(node instanceof Leaf leaf && leaf.isNothing()));
  }

  private YamlNode node(Event event, int depth) throws UneditableException {
    if (depth > DEEPEST) {
      throw new UneditableException("lists or mappings are nested too deeply");
    }
    return switch (event) {
      case ScalarEvent scalar -> leaf(scalar);
      case CollectionStartEvent start when start.getEventId() == Event.ID.MappingStart ->
          mapping(start, depth);
      case CollectionStartEvent start -> sequence(start, depth);
      default -> new Alias(start(event), end(event));
    };
  }

  private Leaf leaf(ScalarEvent scalar) {
    int start = start(scalar);
    int end = end(scalar);
    while (end > start && "\r\n".indexOf(text.charAt(end - 1)) >= 0) {
      // The parser counts the line breaks behind a block of text to it.
      end--;
    }
    return new Leaf(
        start,
        end,
        scalar.getValue(),
        scalar.isPlain() && NOTHING.contains(scalar.getValue()),
        scalar.getAnchor().isPresent() || scalar.getTag().isPresent());
  }

  private Sequence sequence(CollectionStartEvent start, int depth) throws UneditableException {
    List<YamlNode> items = new ArrayList<>();
    Event next = events.next();
    while (next.getEventId() != Event.ID.SequenceEnd) {
      items.add(node(next, depth + 1));
      next = events.next();
    }
    int end = start.isFlow() || items.isEmpty() ? end(next) : items.getLast().end();
    return new Sequence(start(start), end, List.copyOf(items), start.isFlow(), isMarked(start));
  }

  private Mapping mapping(CollectionStartEvent start, int depth) throws UneditableException {
    List<Pair> pairs = new ArrayList<>();
    Event next = events.next();
    while (next.getEventId() != Event.ID.MappingEnd) {
      YamlNode key = node(next, depth + 1);
      pairs.add(new Pair(key, node(events.next(), depth + 1)));
      next = events.next();
    }
    int end = start.isFlow() || pairs.isEmpty() ? end(next) : pairs.getLast().end();
    return new Mapping(start(start), end, List.copyOf(pairs), start.isFlow(), isMarked(start));
  }

  private static boolean isMarked(CollectionStartEvent start) {
    return start.getAnchor().isPresent() || start.getTag().isPresent();
  }

  private int start(Event event) {
    return offset(event.getStartMark());
  }

  private int end(Event event) {
    return offset(event.getEndMark());
  }

  private int offset(Optional<Mark> mark) {
    return offsets[Math.min(mark.orElseThrow().getIndex(), offsets.length - 1)];
  }
}
