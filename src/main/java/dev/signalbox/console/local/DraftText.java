package dev.signalbox.console.local;

import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.console.ConnectionDraft;
import dev.signalbox.console.ConnectionEdit;
import dev.signalbox.console.DraftProblem;
import dev.signalbox.console.DraftProblem.Field;
import dev.signalbox.console.SecretReference;
import dev.signalbox.settings.editing.ConnectionsText;
import dev.signalbox.settings.editing.ConnectionsText.Entry;
import dev.signalbox.settings.editing.UneditableException;
import dev.signalbox.settings.editing.YamlValue;
import dev.signalbox.settings.reading.AddressRule;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A draft in the words of the configuration, and the other way round. */
final class DraftText {
  private static final String ASK = "ask";
  private static final Set<String> KEYS =
      Set.of("type", "servers", "url", "username", "password", "connect_timeout", "auto_connect");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{env:([^:}\\s]+)}");
  private static final Pattern FILE = Pattern.compile("\\$\\{file:([^}]+)}");

  private DraftText() {}

  /** What the entry says; a password that stands there, or an address with one, is not told. */
  static ConnectionDraft draft(Entry entry) {
    return new ConnectionDraft(
        kind(entry),
        entry.name(),
        untoldAddress(entry).isPresent() ? "" : address(entry),
        entry.value("username").orElse(""),
        reference(entry),
        entry.value("connect_timeout").orElse(""),
        entry.value("auto_connect").filter(flag -> flag.equalsIgnoreCase("false")).isEmpty());
  }

  /** The keys that a draft does not speak of. */
  static List<String> furtherKeys(Entry entry) {
    return Stream.concat(entry.values().keySet().stream(), entry.further().stream())
        .filter(key -> !KEYS.contains(key))
        .toList();
  }

  /** What is wrong with an address that is not told, since it holds a login. */
  static Optional<DraftProblem> untoldAddress(Entry entry) {
    AddressRule rule =
        switch (kind(entry)) {
          case NATS -> AddressRule.NATS;
          case ORACLE -> AddressRule.ORACLE;
          case MARIADB -> AddressRule.MARIADB;
        };
    return rule.holdsLogin(address(entry))
        ? Optional.of(
            new DraftProblem(Field.ADDRESS, AddressRule.LOGIN_DISPLAYED, rule.placeForLogin()))
        : Optional.empty();
  }

  private static String address(Entry entry) {
    return Optional.ofNullable(entry.values().get("servers"))
        .map(servers -> String.join(", ", servers))
        .or(() -> entry.value("url"))
        .orElse("");
  }

  /** Whether this draft leads elsewhere than the entry: to another address, or in another way. */
  static boolean leadsElsewhere(ConnectionDraft draft, Entry entry) {
    return draft.kind() != kind(entry)
        || !addresses(draft.address()).equals(addresses(address(entry)));
  }

  /** Whether a token stands there itself, and not where it comes from. */
  static boolean holdsToken(Entry entry) {
    return entry
        .value("token")
        .filter(token -> !VARIABLE.matcher(token).matches() && !FILE.matcher(token).matches())
        .isPresent();
  }

  private static List<String> addresses(String text) {
    return Arrays.stream(text.split("[,\\s]+", -1)).filter(s -> !s.isEmpty()).toList();
  }

  private static EndpointKind kind(Entry entry) {
    return switch (entry.value("type").orElse("").toLowerCase(Locale.ROOT)) {
      case "oracle" -> EndpointKind.ORACLE;
      case "mariadb" -> EndpointKind.MARIADB;
      default -> EndpointKind.NATS;
    };
  }

  private static SecretReference reference(Entry entry) {
    Optional<String> written = entry.value("password");
    if (written.isEmpty()) {
      return new SecretReference.None();
    }
    Matcher variable = VARIABLE.matcher(written.get());
    Matcher file = FILE.matcher(written.get());
    if (written.get().equals(ASK)) {
      return new SecretReference.Ask();
    } else if (variable.matches()) {
      return new SecretReference.Environment(variable.group(1));
    } else if (file.matches()) {
      return new SecretReference.InFile(file.group(1));
    }
    return new SecretReference.Kept();
  }

  /** The text with the edit made. */
  static String edited(String text, ConnectionEdit edit) throws UneditableException {
    ConnectionsText connections = ConnectionsText.of(text);
    String name = edit.draft().name();
    return switch (edit) {
      case ConnectionEdit.New(ConnectionDraft draft) ->
          connections.withAdded(name, written(changes(draft, Optional.empty())));
      case ConnectionEdit.Change(String of, ConnectionDraft draft) ->
          connections.withChanged(of, name, changes(draft, entry(connections, of)));
      case ConnectionEdit.Copy(String of, ConnectionDraft draft) -> {
        ConnectionsText copied = ConnectionsText.of(connections.withCopy(of, name));
        yield copied.withChanged(name, name, changes(draft, entry(copied, name)));
      }
    };
  }

  /** The entry that an edit begins with, as this text has it; a new one begins with none. */
  static Optional<Entry> present(String text, ConnectionEdit edit) throws UneditableException {
    return switch (edit) {
      case ConnectionEdit.New _ -> Optional.empty();
      case ConnectionEdit.Change(String of, ConnectionDraft _) ->
          entry(ConnectionsText.of(text), of);
      case ConnectionEdit.Copy(String of, ConnectionDraft _) -> entry(ConnectionsText.of(text), of);
    };
  }

  private static Optional<Entry> entry(ConnectionsText connections, String name) {
    return connections.entries().stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  private static SequencedMap<String, YamlValue> written(
      SequencedMap<String, Optional<YamlValue>> changes) {
    LinkedHashMap<String, YamlValue> written = new LinkedHashMap<>();
    changes.forEach((key, value) -> value.ifPresent(present -> written.put(key, present)));
    return written;
  }

  /**
   * What becomes of each key.
   *
   * @param present the entry as it is; what it says already is not said in other words
   */
  private static SequencedMap<String, Optional<YamlValue>> changes(
      ConnectionDraft draft, Optional<Entry> present) {
    LinkedHashMap<String, Optional<YamlValue>> changes = new LinkedHashMap<>();
    boolean nats = draft.kind() == EndpointKind.NATS;
    if (present.filter(entry -> kind(entry) == draft.kind()).isEmpty()) {
      changes.put("type", text(draft.kind().name().toLowerCase(Locale.ROOT)));
    }
    changes.put("servers", nats ? servers(draft.address()) : Optional.empty());
    changes.put("url", nats ? Optional.empty() : text(draft.address().strip()));
    changes.put(
        "username",
        nats && draft.username().isBlank() ? Optional.empty() : text(draft.username().strip()));
    switch (draft.secret()) {
      case SecretReference.Kept _ -> {}
      case SecretReference.None _ -> changes.put("password", Optional.empty());
      case SecretReference.Ask _ -> changes.put("password", text(ASK));
      case SecretReference.Environment(String name) ->
          changes.put("password", text("${env:%s}".formatted(name.strip())));
      case SecretReference.InFile(String path) ->
          changes.put("password", text("${file:%s}".formatted(path.strip())));
    }
    changes.put(
        "connect_timeout",
        draft.connectTimeout().isBlank() ? Optional.empty() : text(draft.connectTimeout().strip()));
    boolean automatic = present.map(entry -> draft(entry).autoConnect()).orElse(true);
    if (draft.autoConnect() != automatic) {
      changes.put("auto_connect", text(String.valueOf(draft.autoConnect())));
    }
    return changes;
  }

  private static Optional<YamlValue> text(String value) {
    return Optional.of(new YamlValue.Text(value));
  }

  private static Optional<YamlValue> servers(String address) {
    return Optional.of(new YamlValue.Texts(addresses(address)));
  }
}
