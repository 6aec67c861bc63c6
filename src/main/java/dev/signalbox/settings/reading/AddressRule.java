package dev.signalbox.settings.reading;

import dev.signalbox.base.ForeignText;
import dev.signalbox.settings.DatabaseKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an address may look like. Addresses are displayed and logged, so none may hold user
 * information; a complaint never repeats the address, since it may do so.
 */
public enum AddressRule implements Rule {
  NATS("NATS", "", Shape.NATS, "nats://host:4222 or tls://host:4222", "\"token\""),
  ORACLE(
      "Oracle",
      "(?:jdbc:oracle:thin:)?@|jdbc:oracle:thin:",
      Shape.ORACLE,
      "//host:1521/SERVICE",
      "\"properties\""),
  MARIADB("MariaDB", "jdbc:mariadb:", Shape.MARIADB, "host:3306/database", "\"properties\"");

  private static final Pattern LOGIN =
      Pattern.compile(
          "@|[?&;(]\\s*(?:user|username|[\\w.]*(?:password|passwd|pwd)\\d?)\\s*=",
          Pattern.CASE_INSENSITIVE);

  /** What is wrong with an address that holds a login. */
  public static final String LOGIN_DISPLAYED =
      "holds a user name, password or token, but addresses are displayed";

  /** Why MariaDB's driver may not be told to. */
  static final String COMPRESSED =
      "compression is not supported: how much comes could not be bounded";

  private static final Pattern COMPRESSION =
      Pattern.compile("[?&]useCompression\\b(?!=false\\b)", Pattern.CASE_INSENSITIVE);

  private static final Pattern HOST =
      Pattern.compile("(?:\\[[0-9A-Fa-f:.%]+]|[^\\[\\]:]+)(?::(\\d{1,5})(:[\\w$#.]+)?)?");

  /** The driver's long form of a host; what else it could say there is said by keys. */
  private static final Pattern DESCRIBED =
      Pattern.compile(
          "address=\\(host=[^()=,\\s]+\\)(?:\\(port=\\d{1,5}\\))?(?:\\(type=(?:primary|master)\\))?");

  /** Room for a connect descriptor of many hosts. */
  private static final int LONGEST = 4_096;

  private final String label;
  private final Pattern prefix;
  private final Pattern shape;
  private final String example;
  private final String placeForSecrets;

  /**
   * @param prefix what may precede the address proper
   * @param shape the address proper; group 1 is its hosts, absent from a connect descriptor
   */
  AddressRule(String label, String prefix, String shape, String example, String placeForSecrets) {
    this.label = label;
    this.prefix = Pattern.compile("^(?:" + prefix + ")");
    this.shape = Pattern.compile(shape);
    this.example = example;
    this.placeForSecrets = placeForSecrets;
  }

  static AddressRule of(DatabaseKind kind) {
    return switch (kind) {
      case ORACLE -> ORACLE;
      case MARIADB -> MARIADB;
    };
  }

  @Override
  public Optional<Complaint> check(Scalar scalar) {
    if (scalar.value().length() > LONGEST) {
      return Optional.of(
          new Complaint(String.format(Locale.ROOT, "is longer than %,d characters", LONGEST), ""));
    }
    String address = prefix.matcher(scalar.value()).replaceFirst("");
    if (!isPlain(address)) {
      return Optional.of(
          new Complaint("has a character in it that cannot be seen", "write the address anew"));
    }
    boolean ofAnotherDriver = address.startsWith("jdbc:");
    if (!ofAnotherDriver && holdsLogin(scalar.value())) {
      return Optional.of(new Complaint(LOGIN_DISPLAYED, placeForLogin()));
    }
    if (asksForCompression(address)) {
      return Optional.of(new Complaint(COMPRESSED, "take \"useCompression\" out"));
    }
    return !ofAnotherDriver && isAddress(address)
        ? Optional.empty()
        : Optional.of(new Complaint("not an address of " + label, "write " + example));
  }

  /**
   * Whether an address holds what must not be displayed.
   *
   * @param address of this kind; whatever else it is, it may be told from it
   */
  public boolean holdsLogin(String address) {
    return LOGIN.matcher(prefix.matcher(address).replaceFirst("")).find();
  }

  /** Where to put what an address must not hold. */
  public String placeForLogin() {
    return "move it to \"username\" and \"password\", or to " + placeForSecrets;
  }

  /** Whether that is said in an address or, written in the same way, by a property. */
  boolean asksForCompression(String address) {
    return this == MARIADB && COMPRESSION.matcher(address).find();
  }

  /** An address is displayed: it steers no terminal. A connect descriptor may have lines. */
  private static boolean isPlain(String address) {
    String shown = address.startsWith("(") ? address.replaceAll("[\t\r\n]", " ") : address;
    return ForeignText.line(shown, Integer.MAX_VALUE).equals(shown);
  }

  private boolean isAddress(String address) {
    Matcher matcher = shape.matcher(address);
    if (!matcher.matches()) {
      return false;
    }
    String hosts = matcher.group(1);
    // A connect descriptor is written in a language of its own: the driver judges it.
    return hosts == null || Arrays.stream(hosts.split(",", -1)).allMatch(this::isHost);
  }

  /** A host, perhaps with a port; only Oracle knows {@code host:port:SID}. */
  private boolean isHost(String text) {
    if (this == MARIADB && text.startsWith("address=")) {
      return DESCRIBED.matcher(text).matches();
    }
    Matcher matcher = HOST.matcher(text);
    if (!matcher.matches() || (matcher.group(2) != null && this != ORACLE)) {
      return false;
    }
    int port = matcher.group(1) == null ? 1 : Integer.parseInt(matcher.group(1));
    return port >= 1 && port <= 65_535;
  }

  /** Constants that an enum's own constants may refer to. */
  private static final class Shape {
    static final String NATS = "(?:nats|tls)://([^/?,\\s]+)/?";
    static final String ORACLE = "(?s:\\(.*)|(?:(?:[a-z-]+:)?//)?([^/?\\s]+)(?:[/?]\\S*)?";

    /** Of the driver's ways with several hosts those that never end at one that takes no writes. */
    static final String MARIADB =
        "(?:(?:(?:sequential|load-?balance|failover):)?//)?([^/?\\s]+)(?:[/?]\\S*)?";
  }
}
