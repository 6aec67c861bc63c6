package dev.signalbox.settings;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an address may look like. Addresses are displayed and logged, so none may hold user
 * information; a complaint never repeats the address, since it may do so.
 */
enum AddressRule implements Rule {
  NATS("NATS", "", "nats://host:4222 or tls://host:4222"),
  ORACLE("Oracle", "jdbc:oracle:thin:", "//host:1521/SERVICE"),
  MARIADB("MariaDB", "jdbc:mariadb:", "host:3306/database");

  private static final Pattern LOGIN =
      Pattern.compile(
          "[?&;(]\\s*(?:user|username|[\\w.]*(?:password|passwd|pwd)\\d?)\\s*=",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NATS_ADDRESS = Pattern.compile("(?:nats|tls)://([^/?]+)/?");
  private static final Pattern DATABASE_ADDRESS =
      Pattern.compile("(?:(?:[a-z-]+:)?//)?([^/?]+)(?:[/?].*)?");
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(?:\\[[0-9A-Fa-f:.%]+]|[^\\[\\]:]+)(?::(\\d{1,5})(:[\\w$#.]+)?)?");

  private final String label;
  private final String prefix;
  private final String example;

  AddressRule(String label, String prefix, String example) {
    this.label = label;
    this.prefix = prefix;
    this.example = example;
  }

  static AddressRule of(DatabaseKind kind) {
    return switch (kind) {
      case ORACLE -> ORACLE;
      case MARIADB -> MARIADB;
    };
  }

  @Override
  public Optional<Complaint> check(Scalar scalar) {
    String address = scalar.value();
    if (address.startsWith("jdbc:") && !(this != NATS && address.startsWith(prefix))) {
      return Optional.of(notAnAddress());
    }
    String target = address.startsWith(prefix) ? address.substring(prefix.length()) : address;
    if (this == ORACLE && target.startsWith("@")) {
      target = target.substring(1);
    }
    if (holdsLogin(target)) {
      return Optional.of(
          new Complaint(
              "holds a user name, password or token, but addresses are displayed",
              this == NATS
                  ? "move it to \"username\" and \"password\", or to \"token\""
                  : "move it to \"username\" and \"password\", or to \"properties\""));
    }
    return isAddress(target) ? Optional.empty() : Optional.of(notAnAddress());
  }

  private Complaint notAnAddress() {
    return new Complaint("not an address of " + label, "write " + example);
  }

  private static boolean holdsLogin(String target) {
    return target.contains("@") || LOGIN.matcher(target).find();
  }

  private boolean isAddress(String target) {
    if (this != NATS && target.contains("(")) {
      // A connect descriptor, written in a language of its own: the driver judges it.
      return true;
    }
    Matcher matcher = (this == NATS ? NATS_ADDRESS : DATABASE_ADDRESS).matcher(target);
    if (target.chars().anyMatch(Character::isWhitespace) || !matcher.matches()) {
      return false;
    }
    if (this == NATS) {
      return isHost(matcher.group(1));
    }
    for (String host : matcher.group(1).split(",", -1)) {
      if (!isHost(host)) {
        return false;
      }
    }
    return true;
  }

  /** A host, perhaps with a port; only Oracle knows {@code host:port:SID}. */
  private boolean isHost(String text) {
    Matcher matcher = HOST_AND_PORT.matcher(text);
    if (!matcher.matches() || (matcher.group(2) != null && this != ORACLE)) {
      return false;
    }
    int port = matcher.group(1) == null ? 1 : Integer.parseInt(matcher.group(1));
    return port >= 1 && port <= 65_535;
  }
}
