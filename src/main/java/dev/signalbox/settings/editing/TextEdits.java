package dev.signalbox.settings.editing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Changes of one text, each in a place of its own, and what is needed to find those places. */
final class TextEdits {
  private record Edit(int from, int to, String replacement) {}

  private final String text;
  private final String lineBreak;
  private final List<Edit> edits = new ArrayList<>();

  TextEdits(String text) {
    this.text = text;
    this.lineBreak = lineBreak(text);
  }

  /** By what the lines of a text end, as its first one does. */
  static String lineBreak(String text) {
    int first = text.indexOf('\n');
    return first > 0 && text.charAt(first - 1) == '\r' ? "\r\n" : "\n";
  }

  /** Puts something in the place of what stands there. */
  void replace(int from, int to, String replacement) {
    edits.add(new Edit(from, to, replacement));
  }

  void insert(int at, String inserted) {
    replace(at, at, inserted);
  }

  /** Puts lines below the one of that place, without their breaks. */
  void insertBelow(int at, List<String> lines) {
    int end = lineEnd(at);
    boolean first = end == 0 || (end == text.length() && end == lineStart(end));
    String block = String.join(lineBreak, lines);
    insert(end, first ? block + lineBreak : lineBreak + block);
  }

  /** Takes out whole lines, from the one of a place to that of another. */
  void removeLines(int from, int to) {
    int begin = lineStart(from);
    int end = lineEnd(to);
    int behind = behindBreak(end);
    if (behind == end && begin > 0) {
      // The last line has no break of its own: that of the one before it becomes the end.
      begin = lineEnd(begin - 1 - (begin > 1 && text.charAt(begin - 2) == '\r' ? 1 : 0));
    }
    replace(begin, behind, "");
  }

  /** The text with all that is changed. */
  String result() {
    StringBuilder result = new StringBuilder(text);
    edits.stream()
        .sorted(Comparator.comparingInt(Edit::from).reversed())
        .forEach(edit -> result.replace(edit.from(), edit.to(), edit.replacement()));
    return result.toString();
  }

  int lineStart(int at) {
    int start = at;
    while (start > 0 && !isBreak(start - 1)) {
      start--;
    }
    return start;
  }

  /** Where the line's break begins, or the text ends. */
  int lineEnd(int at) {
    int end = at;
    while (end < text.length() && !isBreak(end)) {
      end++;
    }
    return end;
  }

  private int behindBreak(int end) {
    if (text.startsWith("\r\n", end)) {
      return end + 2;
    }
    return end < text.length() ? end + 1 : end;
  }

  private boolean isBreak(int at) {
    return text.charAt(at) == '\n' || text.charAt(at) == '\r';
  }

  /** What stands before that place in its line, which has to be blanks only. */
  String indentation(int at) throws UneditableException {
    String before = text.substring(lineStart(at), at);
    if (!before.isBlank()) {
      throw new UneditableException("a key does not begin its line: edit the file by hand");
    }
    return before;
  }
}
