package dev.signalbox.ui.past;

import dev.signalbox.ui.toolkit.Texts;
import java.util.Locale;

/** The words for states of the past. Any thread. */
public final class StateWords {
  private StateWords() {}

  /** What a segment is called. */
  public static String of(Segment segment, Texts texts) {
    return segment.word().isEmpty() ? of(segment.signal(), texts) : of(segment.word(), texts);
  }

  /** What all states that mean the same are called together. */
  public static String of(Signal signal, Texts texts) {
    return texts.get("past.signal." + signal.name().toLowerCase(Locale.ROOT));
  }

  /** What a state is called; a word that is not known stays as it is. */
  public static String of(String word, Texts texts) {
    return texts
        .find("connection.word." + word)
        .or(() -> texts.find("relay.state." + word.toLowerCase(Locale.ROOT)))
        .orElse(word);
  }
}
