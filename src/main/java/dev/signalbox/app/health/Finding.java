package dev.signalbox.app.health;

import dev.signalbox.base.ForeignText;

/**
 * How one object is.
 *
 * @param object what it is and how it is called, as in {@code relay txlog}
 * @param well whether nobody has to look after it
 * @param state the state's name, the same in every version
 * @param words why it is so; may be empty
 */
public record Finding(String object, boolean well, String state, String words) {
  private static final int LONGEST_OBJECT = 100;
  private static final int LONGEST_STATE = 40;

  /** Characters: one line of a terminal or two. */
  private static final int LONGEST_WORDS = 200;

  public Finding {
    object = ForeignText.label(object, LONGEST_OBJECT);
    state = ForeignText.label(state, LONGEST_STATE);
    words = ForeignText.label(words, LONGEST_WORDS);
  }

  /** All of it in one line, to be read. */
  public String line() {
    return "%s %s: %s%s"
        .formatted(well ? "ok    " : "FAILED", object, state, words.isEmpty() ? "" : ", " + words);
  }
}
