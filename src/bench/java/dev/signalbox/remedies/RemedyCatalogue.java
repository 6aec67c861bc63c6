package dev.signalbox.remedies;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads the list of remedies. */
final class RemedyCatalogue {
  private RemedyCatalogue() {}

  static List<Remedy> read(Path file) throws IOException {
    Object root =
        new Load(LoadSettings.builder().setLabel(file.toString()).build())
            .loadFromString(Files.readString(file));
    return list(root).stream().map(RemedyCatalogue::remedy).toList();
  }

  private static Remedy remedy(@Nullable Object node) {
    Map<?, ?> entry = map(node);
    return new Remedy(
        text(entry, "hazard"),
        text(entry, "remedy"),
        list(entry.get("changes")).stream().map(RemedyCatalogue::change).toList(),
        list(entry.get("tests")).stream().map(test -> "dev.signalbox." + test).toList(),
        entry.containsKey("cells") ? text(entry, "cells") : "");
  }

  private static Remedy.Change change(@Nullable Object node) {
    Map<?, ?> entry = map(node);
    return new Remedy.Change(text(entry, "in"), text(entry, "from"), text(entry, "to"));
  }

  private static List<?> list(@Nullable Object node) {
    return (List<?>) Objects.requireNonNull(node, "a list is missing");
  }

  private static Map<?, ?> map(@Nullable Object node) {
    return (Map<?, ?>) Objects.requireNonNull(node, "an entry is empty");
  }

  private static String text(Map<?, ?> entry, String key) {
    return (String) Objects.requireNonNull(entry.get(key), () -> key + " is missing in " + entry);
  }
}
