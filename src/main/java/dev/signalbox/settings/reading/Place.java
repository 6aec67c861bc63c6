package dev.signalbox.settings.reading;

/**
 * Where in the file something stands.
 *
 * @param line counted from 1; 0 means the file as a whole
 * @param key the dotted path of the key; empty for the root
 */
record Place(int line, String key) {
  static final Place WHOLE_FILE = new Place(0, "");

  /** The place of {@code name} below this one, in its own line. */
  Place child(String name, int childLine) {
    return new Place(childLine, key.isEmpty() ? name : key + "." + name);
  }

  /** The place of a list's item below this one. */
  Place item(int index, int itemLine) {
    return new Place(itemLine, key + "[" + index + "]");
  }
}
