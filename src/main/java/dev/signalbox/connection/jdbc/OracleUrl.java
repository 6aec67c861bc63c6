package dev.signalbox.connection.jdbc;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * An Oracle address: {@code //host:port/SERVICE}, {@code host:port:SID}, {@code (DESCRIPTION=...)}
 * or a TNS alias, each with or without {@code jdbc:oracle:thin:@}.
 *
 * @param hosts none for an alias, which only the driver can look up in its {@code tnsnames.ora}
 */
record OracleUrl(String jdbcUrl, List<String> hosts) {
  private static final String PREFIX = "jdbc:oracle:thin:@";
  private static final Pattern DESCRIBED_HOST =
      Pattern.compile("\\(\\s*HOST\\s*=\\s*([^()\\s]+)\\s*\\)", Pattern.CASE_INSENSITIVE);
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?:[a-z]+:)?(?://)?(\\[[^]]+]|[^/:@\\[\\]]+)(?:[:/].*)", Pattern.CASE_INSENSITIVE);

  OracleUrl {
    hosts = List.copyOf(hosts);
  }

  static OracleUrl parse(String url) {
    String address = url.strip();
    if (address.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
      address = address.substring(PREFIX.length());
    }
    return new OracleUrl(PREFIX + address, hosts(address));
  }

  /** Whether {@code tnsnames.ora} has the rest of it. */
  boolean isAlias() {
    return hosts.isEmpty();
  }

  /** Whether it asks for TLS. */
  boolean isEncrypted() {
    return jdbcUrl.toLowerCase(Locale.ROOT).contains("tcps");
  }

  String address() {
    return jdbcUrl.substring(PREFIX.length());
  }

  private static List<String> hosts(String address) {
    if (address.startsWith("(")) {
      return DESCRIBED_HOST.matcher(address).results().map(match -> match.group(1)).toList();
    }
    return PLAIN.matcher(address).results().map(OracleUrl::host).toList();
  }

  private static String host(MatchResult match) {
    String host = match.group(1);
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
