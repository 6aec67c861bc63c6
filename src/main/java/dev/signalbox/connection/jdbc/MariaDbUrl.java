package dev.signalbox.connection.jdbc;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A MariaDB address: {@code host:port/database?options}, with or without {@code jdbc:mariadb://}.
 * Several hosts are tried in the order in which they stand.
 *
 * @param targets the hosts; none if the address has a form that only the driver knows
 * @param rest database and options, from the slash or question mark on
 * @param options the names of the options in it, in lower case
 */
record MariaDbUrl(String jdbcUrl, List<Target> targets, String rest, Set<String> options) {
  private static final String PREFIX = "jdbc:mariadb:";
  private static final int DEFAULT_PORT = 3306;
  private static final Pattern SHAPE =
      Pattern.compile("(?:[a-z-]*+:)*+//([^/?]*)([^?]*(?:\\?(.*))?)", Pattern.CASE_INSENSITIVE);
  private static final Pattern PLAIN = Pattern.compile("(\\[[^]]*]|[^:]*)(?::(\\d{1,5}))?");

  MariaDbUrl {
    targets = List.copyOf(targets);
    options = Set.copyOf(options);
  }

  /** One host of several; the name without brackets. */
  record Target(String host, int port) {}

  static MariaDbUrl parse(String url) {
    String address = url.strip();
    String jdbcUrl =
        address.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
            ? address
            : PREFIX + "//" + address;
    Matcher parts = SHAPE.matcher(jdbcUrl);
    if (!parts.matches()) {
      return new MariaDbUrl(jdbcUrl, List.of(), "", Set.of());
    }
    String query = parts.group(3);
    return new MariaDbUrl(
        jdbcUrl,
        Arrays.stream(parts.group(1).split(",", -1))
            .filter(host -> !host.isBlank())
            .map(MariaDbUrl::target)
            .toList(),
        parts.group(2),
        query == null ? Set.of() : optionNames(query));
  }

  /** The hosts' names, to look them up. */
  List<String> hosts() {
    return targets.stream().map(Target::host).toList();
  }

  /** The address with one host only. */
  String jdbcUrl(Target target) {
    String host = target.host().contains(":") ? "[" + target.host() + "]" : target.host();
    return PREFIX + "//" + host + ":" + target.port() + rest;
  }

  /** The address with more at the end of an option's value, where it has that option. */
  MariaDbUrl withAppended(String option, String more) {
    Pattern pattern = Pattern.compile("([?&]" + option + "=[^&]*)", Pattern.CASE_INSENSITIVE);
    String replacement = "$1" + Matcher.quoteReplacement(more);
    return new MariaDbUrl(
        pattern.matcher(jdbcUrl).replaceAll(replacement),
        targets,
        pattern.matcher(rest).replaceAll(replacement),
        options);
  }

  private static Target target(String text) {
    if (text.startsWith("address=")) {
      return new Target(
          withoutBrackets(described(text, "host", "", Function.identity())),
          described(text, "port", DEFAULT_PORT, Integer::parseInt));
    }
    Matcher parts = PLAIN.matcher(text);
    if (!parts.matches()) {
      return new Target(text, DEFAULT_PORT);
    }
    String port = parts.group(2);
    return new Target(
        withoutBrackets(parts.group(1)), port == null ? DEFAULT_PORT : Integer.parseInt(port));
  }

  private static <T> T described(
      String text, String key, T absent, Function<? super String, T> value) {
    return Pattern.compile("\\(" + key + "=([^)]+)\\)", Pattern.CASE_INSENSITIVE)
        .matcher(text)
        .results()
        .map(match -> value.apply(match.group(1)))
        .findFirst()
        .orElse(absent);
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static Set<String> optionNames(String query) {
    return Arrays.stream(query.split("&", -1))
        .map(option -> option.replaceFirst("=.*", "").toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }
}
