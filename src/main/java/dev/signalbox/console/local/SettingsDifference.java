package dev.signalbox.console.local;

import dev.signalbox.settings.ConnectionSettings;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a configuration says otherwise than the one before it.
 *
 * @param atNextStart the sections that an engine which runs cannot change
 */
record SettingsDifference(
    Part<ConnectionSettings> connections, Part<PollingSettings> relays, List<String> atNextStart) {

  /**
   * What differs of one kind.
   *
   * @param gone their names
   */
  record Part<T>(List<T> come, List<T> changed, List<String> gone) {

    /** What is to be there that was not so: those that come, then those that are changed. */
    Stream<T> put() {
      return Stream.concat(come.stream(), changed.stream());
    }

    private static <T> Part<T> of(List<T> before, List<T> after, Function<T, String> name) {
      Map<String, T> old = before.stream().collect(Collectors.toMap(name, one -> one));
      List<String> names = after.stream().map(name).toList();
      return new Part<>(
          after.stream().filter(one -> !old.containsKey(name.apply(one))).toList(),
          after.stream()
              .filter(
                  one -> old.containsKey(name.apply(one)) && !one.equals(old.get(name.apply(one))))
              .toList(),
          old.keySet().stream().filter(one -> !names.contains(one)).sorted().toList());
    }
  }

  static SettingsDifference between(Settings before, Settings after) {
    List<String> later = new ArrayList<>();
    note(later, "environment", before.environment(), after.environment());
    note(later, "retry", before.retry(), after.retry());
    note(later, "lease", before.lease(), after.lease());
    note(later, "shutdown", before.shutdown(), after.shutdown());
    note(later, "log", before.log(), after.log());
    note(later, "fleet", before.fleet(), after.fleet());
    note(later, "metrics", before.metrics(), after.metrics());
    return new SettingsDifference(
        Part.of(before.connections(), after.connections(), ConnectionSettings::name),
        Part.of(before.polling(), after.polling(), PollingSettings::programName),
        List.copyOf(later));
  }

  /** What differs of these connections alone. */
  SettingsDifference only(Set<String> names) {
    return new SettingsDifference(
        new Part<>(
            connections.come().stream().filter(one -> names.contains(one.name())).toList(),
            connections.changed().stream().filter(one -> names.contains(one.name())).toList(),
            connections.gone().stream().filter(names::contains).toList()),
        new Part<>(List.of(), List.of(), List.of()),
        List.of());
  }

  private static void note(List<String> later, String section, Object before, Object after) {
    if (!before.equals(after)) {
      later.add(section);
    }
  }
}
