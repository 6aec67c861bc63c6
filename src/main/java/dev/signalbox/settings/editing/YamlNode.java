package dev.signalbox.settings.editing;

import java.util.List;
import java.util.Optional;

/** A part of a YAML text, with the characters that it takes there: from {@code start} on. */
sealed interface YamlNode {

  int start();

  /** Behind its last character; comments and line breaks that follow are none of it. */
  int end();

  /** Whether an anchor, an alias or a tag is in it: then it means more than it says here. */
  boolean isEntangled();

  /**
   * A single value.
   *
   * @param isNothing whether it stands for no value at all
   */
  record Leaf(int start, int end, String value, boolean isNothing, boolean isEntangled)
      implements YamlNode {}

  /** Stands for what has an anchor elsewhere. */
  record Alias(int start, int end) implements YamlNode {
    @Override
    public boolean isEntangled() {
      return true;
    }
  }

  /**
   * A list.
   *
   * @param flow whether it is one in brackets
   */
  record Sequence(int start, int end, List<YamlNode> items, boolean flow, boolean marked)
      implements YamlNode {
    @Override
    public boolean isEntangled() {
      return marked || items.stream().anyMatch(YamlNode::isEntangled);
    }
  }

  /**
   * A mapping.
   *
   * @param flow whether it is one in braces
   */
  record Mapping(int start, int end, List<Pair> pairs, boolean flow, boolean marked)
      implements YamlNode {
    @Override
    public boolean isEntangled() {
      return marked
          || pairs.stream().anyMatch(p -> p.key().isEntangled() || p.value().isEntangled());
    }

    /** The entry of that key. */
    Optional<Pair> pair(String key) {
      return pairs.stream().filter(pair -> pair.name().equals(key)).findFirst();
    }
  }

  /** A key with what belongs to it. */
  record Pair(YamlNode key, YamlNode value) {
    /** The key's text; empty if it is none. */
    String name() {
      return key instanceof Leaf leaf ? leaf.value() : "";
    }

    int start() {
      return key.start();
    }

    int end() {
      return Math.max(key.end(), value.end());
    }
  }
}
