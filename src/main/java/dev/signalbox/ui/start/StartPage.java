package dev.signalbox.ui.start;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the window shows while there is no usable configuration. An immutable value. */
public sealed interface StartPage {

  /**
   * There is none.
   *
   * @param places where it was looked for, in order
   * @param example a configuration to begin with
   * @param createAt where the example would be written
   * @param trouble why writing it has failed, if it was tried
   */
  record FirstRun(List<Path> places, String example, Path createAt, Optional<String> trouble)
      implements StartPage {
    public FirstRun {
      places = List.copyOf(places);
    }
  }

  /** There is one, but it cannot be read or is wrong in these places. */
  record Unusable(Path file, List<Problem> problems) implements StartPage {
    public Unusable {
      problems = List.copyOf(problems);
    }
  }

  /**
   * One thing wrong with the configuration.
   *
   * @param line counted from 1; 0 if it concerns the file as a whole
   * @param key the dotted path of the key; may be empty
   * @param suggestion the likely remedy; may be empty
   */
  record Problem(int line, String key, String message, String suggestion) {}

  /** What the page's buttons do. Called on the FX thread, so none of it may touch a file there. */
  interface Actions {
    /** Looks for the configuration again. */
    void retry();

    /** Writes the example where it belongs, then looks again. */
    void create();

    /** Begins an empty configuration where it belongs, to which connections are added. */
    void add();

    void quit();
  }
}
