package dev.signalbox.settings.reading;

import dev.signalbox.base.ForeignText;
import dev.signalbox.base.HostName;
import dev.signalbox.settings.FleetSettings;
import dev.signalbox.settings.NatsSettings;
import dev.signalbox.settings.Purpose;
import dev.signalbox.settings.Secret;
import java.util.List;
import java.util.Optional;

/** Reads {@code fleet:}, which has the keys of a connection to NATS and some of its own. */
final class FleetReader {
  private static final int LONGEST = FleetSettings.LONGEST_LABEL;

  /** What is shown, and a part of subjects. */
  static final Rule LABEL = FleetReader::checkLabel;

  private FleetReader() {}

  static FleetSettings read(MappingReader fleet) {
    NatsSettings connection =
        NatsReader.read(
            FleetSettings.CONNECTION,
            fleet,
            ConnectionReader.connectTimeout(fleet),
            true,
            FleetSettings.HEARTBEAT);
    checkPassword(connection, fleet);
    FleetSettings settings =
        new FleetSettings(
            connection,
            label(fleet, "name").orElseGet(FleetReader::host),
            label(fleet, "group").orElse(FleetSettings.DEFAULT_GROUP),
            fleet.flag("commands", true),
            fleet.flag("log", true),
            label(fleet, "user"),
            fleet.texts("show", LABEL, List.of()));
    checkCommander(settings, fleet);
    return settings;
  }

  private static Optional<String> label(MappingReader fleet, String key) {
    return fleet.optional(key).flatMap(text -> text.text(LABEL));
  }

  private static String host() {
    String name = HostName.read();
    return name.isBlank() ? "unknown" : ForeignText.label(name, LONGEST);
  }

  private static Optional<Rule.Complaint> checkLabel(Scalar scalar) {
    String text = scalar.value();
    boolean fits = text.length() <= LONGEST && ForeignText.line(text).equals(text);
    return fits && !text.isBlank()
        ? Optional.empty()
        : Optional.of(
            new Rule.Complaint(
                scalar.quoted() + " cannot stand in a subject of a fleet",
                "write up to " + LONGEST + " characters that can be seen"));
  }

  /** It connects by itself, over and over, and an engine may have nobody there. */
  private static void checkPassword(NatsSettings connection, MappingReader fleet) {
    boolean asked = connection.login().password().filter(Secret::isAsked).isPresent();
    // Without a window whoever reads the password has said that there is nobody.
    if (asked && fleet.purpose() != Purpose.HEADLESS) {
      fleet.complain(
          "password",
          "nobody can be asked: a fleet is connected by itself, whenever it has been lost",
          "write ${env:NAME} or ${file:PATH}, or use \"credentials_file\" or \"nkey_file\"");
    }
  }

  private static void checkCommander(FleetSettings settings, MappingReader fleet) {
    if (settings.user().isEmpty()
        && settings
            .connection()
            .login()
            .username()
            .filter(name -> name.length() > LONGEST)
            .isPresent()) {
      fleet.complain(
          "username",
          "is too long to give commands under",
          "set \"user\", of up to " + LONGEST + " characters");
    }
  }
}
