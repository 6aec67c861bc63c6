package dev.signalbox.relay.checkpoint;

import dev.signalbox.relay.state.ServerOffsets;
import dev.signalbox.settings.PollingSettings;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a checkpoint's positions are positions of. The same timestamp and id mean other rows in
 * another table, by another column or on another server, and lie elsewhere in another stream.
 *
 * @param parts by their keys in the configuration
 */
record Origin(Map<String, String> parts) {
  private static final String SERVER_ZONE = "server_zone";
  private static final String SEPARATOR = "\n";

  /** Without an equals sign: a version that does not know this part passes over its line. */
  private static final String ZONE_LINE = SERVER_ZONE + ": ";

  private static final Pattern ESCAPE = Pattern.compile("\\\\([\\\\nr])");

  /**
   * As a relay is configured.
   *
   * @param address of the source's server
   * @param zone in which the server writes the timestamps; empty if it does not, or it is not known
   */
  static Origin of(PollingSettings settings, String address, Optional<ServerOffsets> zone) {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("source", address);
    parts.put("table", settings.table());
    parts.put("id_column", settings.idColumn());
    parts.put("timestamp_column", settings.timestampColumn());
    parts.put("timestamp_zone", settings.timestamps().zone().map(ZoneId::getId).orElse(""));
    zone.ifPresent(offsets -> parts.put(SERVER_ZONE, offsets.text()));
    parts.put("stream", settings.stream());
    parts.put("subject", settings.subject());
    return new Origin(parts);
  }

  /** Understands what {@link #text()} wrote; lines of another form say nothing. */
  static Origin parse(String text) {
    Map<String, String> parts = new LinkedHashMap<>();
    text.lines()
        .map(line -> line.split(line.startsWith(ZONE_LINE) ? ": " : "=", 2))
        .filter(part -> part.length == 2)
        .forEach(part -> parts.put(part[0], unescaped(part[1])));
    return new Origin(parts);
  }

  /** The same, but for the table. */
  Origin ofTable(String table) {
    Map<String, String> changed = new LinkedHashMap<>(parts);
    changed.put("table", table);
    return new Origin(changed);
  }

  /** The same, but for the zone of the server. */
  Origin withoutZone() {
    Map<String, String> changed = new LinkedHashMap<>(parts);
    changed.remove(SERVER_ZONE);
    return new Origin(changed);
  }

  /** In which the server writes the timestamps; empty if that is not known. */
  Optional<ServerOffsets> zone() {
    return Optional.ofNullable(parts.get(SERVER_ZONE)).flatMap(ServerOffsets::parse);
  }

  /** As it stands in the checkpoint table. */
  String text() {
    return parts.entrySet().stream()
        .map(part -> begun(part.getKey()) + escaped(part.getValue()))
        .collect(Collectors.joining(SEPARATOR));
  }

  private static String begun(String key) {
    return key.equals(SERVER_ZONE) ? ZONE_LINE : key + "=";
  }

  /** Each part is one line, though a table's name may be of several. */
  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }

  private static String unescaped(String line) {
    return ESCAPE
        .matcher(line)
        .replaceAll(
            escape ->
                switch (escape.group(1)) {
                  case "n" -> "\n";
                  case "r" -> "\r";
                  default -> Matcher.quoteReplacement("\\");
                });
  }

  /** In words, what of this is not so in the other one; empty if it is the same. */
  String difference(Origin other) {
    return parts.entrySet().stream()
        .filter(part -> !part.getKey().equals(SERVER_ZONE) || other.zone().isPresent())
        .filter(part -> !part.getValue().equals(other.parts.getOrDefault(part.getKey(), "")))
        .map(
            part ->
                "%s %s, not %s"
                    .formatted(
                        part.getKey(),
                        words(part.getValue()),
                        words(other.parts.getOrDefault(part.getKey(), ""))))
        .collect(Collectors.joining("; "));
  }

  private static String words(String value) {
    return value.isEmpty() ? "(none)" : value;
  }
}
