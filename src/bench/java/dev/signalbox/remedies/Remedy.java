package dev.signalbox.remedies;

import java.util.List;

/**
 * What the product does about something that a driver or the platform does, and who notices when it
 * no longer does.
 *
 * @param hazard which group of hazards it belongs to, and in a few words which
 * @param remedy what is done about it
 * @param changes what takes it out again, to code that compiles
 * @param tests classes below {@code dev.signalbox}, each with {@code #method} if one is enough
 * @param cells which cells of the matrix, if that is among the tests: a regular expression
 */
record Remedy(
    String hazard, String remedy, List<Change> changes, List<String> tests, String cells) {

  /**
   * One text in one source file that becomes another.
   *
   * @param file below {@code src/main/java/dev/signalbox}
   */
  record Change(String file, String from, String to) {}
}
