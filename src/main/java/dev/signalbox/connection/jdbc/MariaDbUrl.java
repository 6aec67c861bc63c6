package dev.signalbox.connection.jdbc;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A MariaDB address: {@code host:port/database?options}, with or without {@code jdbc:mariadb://}.
 *
 * @param options the names of the options in it, in lower case
 */
record MariaDbUrl(String jdbcUrl, List<String> hosts, Set<String> options) {
  private static final String PREFIX = "jdbc:mariadb:";
  private static final Pattern SHAPE =
      Pattern.compile("(?:[a-z-]*:)*//([^/?]*)[^?]*(?:\\?(.*))?", Pattern.CASE_INSENSITIVE);
  private static final Pattern DESCRIBED_HOST =
      Pattern.compile("\\(host=([^)]+)\\)", Pattern.CASE_INSENSITIVE);

  MariaDbUrl {
    hosts = List.copyOf(hosts);
    options = Set.copyOf(options);
  }

  static MariaDbUrl parse(String url) {
    String address = url.strip();
    String jdbcUrl =
        address.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
            ? address
            : PREFIX + "//" + address;
    Matcher parts = SHAPE.matcher(jdbcUrl);
    if (!parts.matches()) {
      return new MariaDbUrl(jdbcUrl, List.of(), Set.of());
    }
    String query = parts.group(2);
    return new MariaDbUrl(
        jdbcUrl, hosts(parts.group(1)), query == null ? Set.of() : optionNames(query));
  }

  String address() {
    return jdbcUrl.substring(PREFIX.length());
  }

  private static List<String> hosts(String authority) {
    if (authority.contains("(")) {
      return DESCRIBED_HOST.matcher(authority).results().map(match -> match.group(1)).toList();
    }
    return Arrays.stream(authority.split(",", -1))
        .map(MariaDbUrl::withoutPort)
        .filter(host -> !host.isEmpty())
        .toList();
  }

  private static String withoutPort(String hostAndPort) {
    return hostAndPort.startsWith("[")
        ? hostAndPort.replaceFirst("^\\[(.*)].*$", "$1")
        : hostAndPort.replaceFirst(":\\d*$", "");
  }

  private static Set<String> optionNames(String query) {
    return Arrays.stream(query.split("&", -1))
        .map(option -> option.replaceFirst("=.*", "").toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }
}
