package dev.signalbox.settings.reading;

import dev.signalbox.settings.reading.text.BoundedEvents;
import dev.signalbox.settings.reading.text.TextFile;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Turns a file into a tree of YAML 1.2 nodes, which know their lines. */
final class YamlDocument {
  /** What the parser quotes here may be a password, such as {@code *secret}, or misleads. */
  private static final Pattern IRRELEVANT =
      Pattern.compile(
          "(?<=undefined alias|undefined tag handle|hexadecimal numbers|start any token).*");

  /** Without {@code <<}: YAML 1.2 has no such key, and one that merges itself never ends. */
  private static final class SchemaWithoutMerge extends CoreSchema {
    @Override
    public ScalarResolver getScalarResolver() {
      return new CoreScalarResolver(false);
    }
  }

  private YamlDocument() {}

  /** Where the text comes from. */
  @FunctionalInterface
  interface Source {
    String text() throws TextFile.UnreadableException;
  }

  /** The root mapping, or empty after having added the problem. */
  static Optional<MappingNode> read(Source source, Problems problems) {
    String text;
    try {
      text = source.text();
    } catch (TextFile.UnreadableException unreadable) {
      problems.add(new Place(unreadable.line(), ""), unreadable.reason());
      return Optional.empty();
    }
    LoadSettings settings = settings(text);
    BoundedEvents events =
        new BoundedEvents(new ParserImpl(settings, new StreamReader(settings, text)));
    try {
      return root(new Composer(settings, events).getSingleNode(), problems);
    } catch (MarkedYamlEngineException malformed) {
      complain(malformed, text, problems);
    } catch (ReaderException unprintable) {
      int before = Math.max(0, text.indexOf(unprintable.getCodePoint()));
      int line = 1 + (int) text.substring(0, before).chars().filter(c -> c == '\n').count();
      problems.add(
          new Place(line, ""),
          "not valid YAML: control character U+%04X".formatted(unprintable.getCodePoint()));
    } catch (BoundedEvents.BeyondReasonException unreasonable) {
      problems.add(
          new Place(events.line(), ""), "not a configuration: " + unreasonable.getMessage());
    } catch (RuntimeException unforeseen) {
      // Whatever a parser stumbles over, it is the file's fault, and its words may quote a secret.
      problems.add(new Place(events.line(), ""), "not valid YAML in this line or the next");
    }
    return Optional.empty();
  }

  /** The line of a node, counted from 1. */
  static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  /** Whether the node is {@code null} or was left out. */
  static boolean isNothing(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  /** What the node is, in words for the operator. */
  static String kind(Node node) {
    return switch (node.getNodeType()) {
      case SCALAR -> isNothing(node) ? "nothing" : "a single value";
      case SEQUENCE -> "a list";
      case MAPPING -> "a mapping";
      case ANCHOR -> "an anchor";
    };
  }

  private static LoadSettings settings(String text) {
    return LoadSettings.builder()
        .setSchema(new SchemaWithoutMerge())
        // Complaints about such keys need a line, which the parser's own complaint lacks.
        .setAllowNonScalarKeys(true)
        // Aliases are counted where their lines are known.
        .setMaxAliasesForCollections(Integer.MAX_VALUE)
        // Piece by piece, a long value would be copied once for each piece of it.
        .setBufferSize(text.length() + 1)
        .build();
  }

  private static Optional<MappingNode> root(Optional<Node> root, Problems problems) {
    if (root.isEmpty() || isNothing(root.get())) {
      problems.add(Place.WHOLE_FILE, "the file is empty");
      return Optional.empty();
    }
    if (root.get() instanceof MappingNode mapping) {
      return Optional.of(mapping);
    }
    problems.add(
        new Place(line(root.get()), ""),
        "expected a mapping with keys such as \"connections\", found " + kind(root.get()));
    return Optional.empty();
  }

  private static void complain(
      MarkedYamlEngineException malformed, String text, Problems problems) {
    Optional<Mark> mark = malformed.getProblemMark();
    int line = mark.map(Mark::getLine).orElse(-1) + 1;
    int column = mark.map(Mark::getColumn).orElse(-1) + 1;
    String begun =
        malformed
            .getContextMark()
            .map(context -> context.getLine() + 1)
            .filter(start -> start != line)
            .map(start -> " (begun in line " + start + ")")
            .orElse("");
    problems.add(
        new Place(line, ""),
        "not valid YAML in column " + column + ": " + problem(malformed) + begun,
        remedy(malformed.getProblem(), text.lines().skip(Math.max(0, line - 1)).findFirst()));
  }

  private static String problem(MarkedYamlEngineException malformed) {
    String problem = IRRELEVANT.matcher(malformed.getProblem()).replaceAll("");
    // Most contexts say what was being parsed, but some are the first half of the sentence.
    return problem.startsWith("but ") ? malformed.getContext() + ", " + problem : problem;
  }

  private static String remedy(String problem, Optional<String> line) {
    if (problem.contains("(TAB)")) {
      return "indent with blanks, not with tabs";
    }
    return line.filter(text -> text.contains("${")).map(_ -> "put \"${...}\" in quotes").orElse("");
  }
}
