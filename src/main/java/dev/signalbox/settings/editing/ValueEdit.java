package dev.signalbox.settings.editing;

import dev.signalbox.settings.editing.YamlNode.Leaf;
import dev.signalbox.settings.editing.YamlNode.Sequence;
import java.util.List;
import java.util.stream.Collectors;

/** Puts another value behind a key, and nothing else. */
record ValueEdit(String text, TextEdits edits) {

  /** Changes what is not as wanted; a list of as many values is changed value by value. */
  void replace(YamlNode present, YamlValue wanted) throws UneditableException {
    switch (wanted) {
      case YamlValue.Text(String value) -> {
        if (!(present instanceof Leaf leaf)) {
          throw new UneditableException("a single value cannot take the place of more");
        }
        replace(leaf, value);
      }
      case YamlValue.Texts(List<String> values) -> {
        if (!(present instanceof Sequence list)) {
          throw new UneditableException("a list cannot take the place of something else");
        }
        replace(list, values);
      }
    }
  }

  private void replace(Leaf leaf, String value) {
    if (leaf.isNothing()) {
      edits.replace(leaf.start(), leaf.end(), " " + YamlValue.Spelling.of(value));
    } else if (!leaf.value().equals(value)) {
      edits.replace(leaf.start(), leaf.end(), YamlValue.Spelling.of(value));
    }
  }

  private void replace(Sequence list, List<String> values) throws UneditableException {
    if (list.items().size() == values.size()
        && list.items().stream().allMatch(Leaf.class::isInstance)) {
      for (int i = 0; i < values.size(); i++) {
        replace((Leaf) list.items().get(i), values.get(i));
      }
      return;
    }
    requireNoComment(list);
    edits.replace(
        list.start(),
        list.end(),
        list.flow() ? new YamlValue.Texts(values).written() : lines(list, values));
  }

  private String lines(Sequence list, List<String> values) {
    String indent = " ".repeat(list.start() - edits.lineStart(list.start()));
    String lineBreak = TextEdits.lineBreak(text);
    return values.stream()
        .map(value -> "- " + YamlValue.Spelling.of(value))
        .collect(Collectors.joining(lineBreak + indent));
  }

  private void requireNoComment(Sequence list) throws UneditableException {
    int from = list.start();
    for (YamlNode item : list.items()) {
      requireNoComment(from, item.start());
      from = item.end();
    }
    requireNoComment(from, list.end());
  }

  private void requireNoComment(int from, int to) throws UneditableException {
    if (text.substring(from, to).contains("#")) {
      throw new UneditableException("the list has comments in it: edit it by hand");
    }
  }
}
