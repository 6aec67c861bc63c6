package dev.signalbox.settings.editing;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A configuration as somebody may write it by hand: with comments and blank lines anywhere, tabs in
 * the comments, keys and values in any quotes, in blocks and in braces, by any indentation. It
 * knows which lines belong to which connection, and to which of its keys.
 */
final class ConfigurationSketch {
  static final List<String> VALUES =
      List.of(
          "app",
          "10s",
          "30",
          "true",
          "a: b",
          "x # y",
          "it's",
          "say \"so\"",
          "${env:P}",
          "äöü 𝄞",
          "//h:1521/X",
          "- x",
          "",
          " lead",
          "tab\there",
          "{a}",
          "[b]",
          "@c",
          "100%",
          "back\\slash");

  private static final List<String> KEYS =
      List.of("type", "url", "username", "password", "connect_timeout", "auto_connect", "servers");

  /**
   * A line, without its break.
   *
   * @param connection whose line it is; empty if it is nobody's
   * @param key which of its keys the line belongs to; empty if to none or all of them
   */
  record Line(String text, String connection, String key) {}

  private final List<Line> lines = new ArrayList<>();
  private final RandomGenerator random;
  private final String lineBreak;

  ConfigurationSketch(RandomGenerator random) {
    this.random = random;
    this.lineBreak = random.nextBoolean() ? "\n" : "\r\n";
    between("");
    if (random.nextBoolean()) {
      nobody("environment: " + spelled("staging") + trailing());
    }
    between("");
    nobody("connections:" + trailing());
    String indent = " ".repeat(1 + random.nextInt(4));
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      between(indent);
      entry(indent, "c" + i);
    }
    between(indent);
    if (random.nextBoolean()) {
      nobody("retry: {enabled: false}" + trailing());
      nobody("'log':");
      nobody("  keep: 100   # lines");
    }
    between("");
  }

  List<Line> lines() {
    return lines;
  }

  String lineBreak() {
    return lineBreak;
  }

  List<String> connections() {
    return lines.stream().map(Line::connection).filter(n -> !n.isEmpty()).distinct().toList();
  }

  /** Whether that connection stands in braces. */
  boolean isFlow(String connection) {
    return lines.stream()
        .filter(line -> line.connection().equals(connection))
        .allMatch(line -> line.key().isEmpty());
  }

  private void nobody(String text) {
    lines.add(new Line(text, "", ""));
  }

  private void between(String indent) {
    for (int i = random.nextInt(3); i > 0; i--) {
      nobody(random.nextBoolean() ? "" : indent + "#\tnobody's " + random.nextInt(100));
    }
  }

  private String trailing() {
    return switch (random.nextInt(4)) {
      case 0 -> "   # with\ttab: and {braces}, \"quotes\"";
      case 1 -> "  ";
      default -> "";
    };
  }

  private void entry(String indent, String name) {
    List<String> keys = KEYS.subList(0, 1 + random.nextInt(KEYS.size()));
    if (random.nextInt(3) == 0) {
      flowEntry(indent, name, keys);
      return;
    }
    String inner = indent + " ".repeat(1 + random.nextInt(3));
    lines.add(new Line(indent + key(name) + ":" + trailing(), name, ""));
    for (String key : keys) {
      while (random.nextInt(5) == 0) {
        lines.add(new Line(random.nextBoolean() ? "" : inner + "# its own\t" + key, name, ""));
      }
      if (key.equals("servers")) {
        list(inner, name, key);
      } else {
        lines.add(new Line(inner + key(key) + ": " + value() + trailing(), name, key));
      }
    }
  }

  private void list(String inner, String name, String key) {
    int count = 1 + random.nextInt(3);
    if (random.nextBoolean()) {
      String items =
          String.join(", ", IntStream.range(0, count).mapToObj(_ -> flowValue()).toList());
      lines.add(new Line(inner + key(key) + ": [" + items + "]" + trailing(), name, key));
      return;
    }
    lines.add(new Line(inner + key(key) + ":" + trailing(), name, key));
    String dash = inner + (random.nextBoolean() ? "" : "  ") + "- ";
    for (int i = 0; i < count; i++) {
      lines.add(new Line(dash + value() + (random.nextInt(4) == 0 ? " # one" : ""), name, key));
    }
  }

  private void flowEntry(String indent, String name, List<String> keys) {
    StringBuilder text = new StringBuilder(indent + key(name) + ": {");
    for (int i = 0; i < keys.size(); i++) {
      if (i > 0) {
        text.append(',');
        if (random.nextInt(4) == 0) {
          lines.add(new Line(text.toString(), name, ""));
          text = new StringBuilder(indent + "   ");
        }
        text.append(' ');
      }
      text.append(key(keys.get(i))).append(": ");
      text.append(keys.get(i).equals("servers") ? "[" + flowValue() + "]" : flowValue());
    }
    lines.add(new Line(text + "}" + trailing(), name, ""));
  }

  private String key(String key) {
    return switch (random.nextInt(4)) {
      case 0 -> "'" + key + "'";
      case 1 -> '"' + key + '"';
      default -> key;
    };
  }

  private String value() {
    return spelled(VALUES.get(random.nextInt(VALUES.size())));
  }

  private String flowValue() {
    return quoted(VALUES.get(random.nextInt(VALUES.size())));
  }

  private String spelled(String value) {
    return value.matches("[A-Za-z0-9]+") && random.nextBoolean() ? value : quoted(value);
  }

  private String quoted(String value) {
    return random.nextBoolean()
        ? "'" + value.replace("'", "''") + "'"
        : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t") + '"';
  }
}
