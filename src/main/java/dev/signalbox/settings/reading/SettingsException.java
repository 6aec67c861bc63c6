package dev.signalbox.settings.reading;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used. The message is one line for each problem. */
public final class SettingsException extends Exception {
  private final List<SettingsProblem> problems;

  SettingsException(List<SettingsProblem> problems) {
    super(problems.stream().map(SettingsProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** Everything found wrong, in line order; never empty. */
  public List<SettingsProblem> problems() {
    return problems;
  }
}
