package dev.signalbox.settings.editing;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is to stand behind a key. */
public sealed interface YamlValue {

  /** A single value. */
  record Text(String text) implements YamlValue {}

  /** A list of values. */
  record Texts(List<String> texts) implements YamlValue {
    public Texts {
      texts = List.copyOf(texts);
    }
  }

  /** In one line, as it may stand anywhere. */
  default String written() {
    return switch (this) {
      case Text(String text) -> Spelling.of(text);
      case Texts(List<String> texts) ->
          texts.stream().map(Spelling::of).collect(Collectors.joining(", ", "[", "]"));
    };
  }

  /** How a single value is spelled: plainly where it cannot be taken for anything else. */
  final class Spelling {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");

    private Spelling() {}

    /** Of this text; always in one line. */
    static String of(String text) {
      if (PLAIN.matcher(text).matches() && !text.toLowerCase(Locale.ROOT).equals("null")) {
        return text;
      }
      StringBuilder quoted = new StringBuilder("\"");
      text.codePoints().forEach(c -> append(quoted, c));
      return quoted.append('"').toString();
    }

    private static void append(StringBuilder quoted, int c) {
      switch (Character.getType(c)) {
        case Character.CONTROL,
            Character.FORMAT,
            Character.SURROGATE,
            Character.UNASSIGNED,
            Character.PRIVATE_USE,
            Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR ->
            quoted.append(String.format(Locale.ROOT, "\\U%08X", c));
        default -> {
          if (c == '"' || c == '\\') {
            quoted.append('\\');
          }
          quoted.appendCodePoint(c);
        }
      }
    }
  }
}
