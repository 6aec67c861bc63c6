package dev.signalbox.ui.palette;

import java.util.Arrays;
import java.util.Locale;

/**
 * Something that can be asked for by name.
 *
 * @param name as written in the list
 * @param hint what else tells it apart: its keys, or how an object stands
 */
public record PaletteEntry(String name, String hint, Runnable action) {

  /** Whether every typed word begins somewhere in it. */
  boolean matches(String typed) {
    String text = (name + " " + hint).toLowerCase(Locale.ROOT);
    return Arrays.stream(typed.toLowerCase(Locale.ROOT).strip().split("\\s+"))
        .allMatch(text::contains);
  }

  /** Better matches are smaller: what is typed begins the name, is in it, or is elsewhere. */
  int distance(String typed) {
    int at = name.toLowerCase(Locale.ROOT).indexOf(typed.toLowerCase(Locale.ROOT).strip());
    return at < 0 ? Integer.MAX_VALUE : at;
  }
}
