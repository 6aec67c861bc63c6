package dev.signalbox.console.local;

import dev.signalbox.console.ConnectionDraft;
import dev.signalbox.console.ConnectionEdit;
import dev.signalbox.console.DraftProblem;
import dev.signalbox.console.DraftProblem.Field;
import dev.signalbox.console.SecretReference;
import dev.signalbox.settings.editing.ConnectionsText.Entry;
import dev.signalbox.settings.reading.SettingsException;
import dev.signalbox.settings.reading.SettingsProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is wrong with a draft, by the field that it is about. */
final class DraftProblems {
  private static final String PREFIX = "connections.";
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_.-]+");

  private DraftProblems() {}

  /**
   * What can be told before the configuration is read with it.
   *
   * @param present the entry that the edit begins with
   */
  static List<DraftProblem> of(ConnectionEdit edit, Optional<Entry> present) {
    List<DraftProblem> found = new ArrayList<>();
    ConnectionDraft draft = edit.draft();
    if (draft.name().isBlank()) {
      found.add(new DraftProblem(Field.NAME, "a connection needs a name", ""));
    }
    if (draft.address().isBlank()) {
      found.add(
          present
              .flatMap(DraftText::untoldAddress)
              .orElse(new DraftProblem(Field.ADDRESS, "must not be empty", "")));
    }
    if (present
        .filter(entry -> DraftText.holdsToken(entry) && DraftText.leadsElsewhere(draft, entry))
        .isPresent()) {
      // As with a password; of a credentials or an NKey file nothing secret is ever sent.
      found.add(
          new DraftProblem(
              Field.WHOLE,
              "the token in the file is for the address and type in the file",
              "edit the file by hand, or let it say there where the token comes from"));
    }
    switch (draft.secret()) {
      case SecretReference.Environment(String name)
          when !VARIABLE.matcher(name.strip()).matches() ->
          // It may be a password: it is not repeated.
          found.add(
              new DraftProblem(
                  Field.SECRET,
                  "this is no name of an environment variable",
                  "name the variable that holds the password; the password itself is not written"
                      + " into the configuration"));
      case SecretReference.InFile(String path)
          when path.isBlank() || path.indexOf('}') >= 0 || path.indexOf('\n') >= 0 ->
          found.add(
              new DraftProblem(
                  Field.SECRET,
                  "this is no path of a file",
                  "name the file that holds the password and nothing else"));
      case SecretReference.Kept _ when edit instanceof ConnectionEdit.New ->
          found.add(new DraftProblem(Field.SECRET, "there is none to be kept", ""));
      case SecretReference.Kept _
          when present.filter(entry -> DraftText.leadsElsewhere(draft, entry)).isPresent() ->
          // Whoever may write an address must not be sent the password that stands in the file.
          found.add(
              new DraftProblem(
                  Field.SECRET,
                  "the password in the file is for the address and type in the file",
                  "say where the password for this one comes from"));
      case SecretReference.None _,
          SecretReference.Ask _,
          SecretReference.Kept _,
          SecretReference.Environment _,
          SecretReference.InFile _ -> {}
    }
    return List.copyOf(found);
  }

  /** What the reader of the configuration complained of. */
  static List<DraftProblem> of(SettingsException unreadable, String name) {
    return unreadable.problems().stream().map(problem -> of(problem, name)).toList();
  }

  private static DraftProblem of(SettingsProblem problem, String name) {
    String own = PREFIX + name;
    if (problem.key().equals(own) || problem.message().endsWith("is not a connection name")) {
      return new DraftProblem(Field.NAME, problem.message(), problem.suggestion());
    }
    Optional<String> key = keyOf(problem, own, name);
    Field field = key.map(DraftProblems::field).orElse(Field.WHOLE);
    if (field != Field.WHOLE) {
      return new DraftProblem(field, problem.message(), problem.suggestion());
    }
    String where = key.orElseGet(() -> "line %d: %s".formatted(problem.line(), problem.key()));
    return new DraftProblem(field, where + ": " + problem.message(), problem.suggestion());
  }

  /** The key of the draft's own entry that it is about, if it is about one. */
  private static Optional<String> keyOf(SettingsProblem problem, String own, String name) {
    if (problem.key().startsWith(own + ".")) {
      return Optional.of(problem.key().substring(own.length() + 1));
    }
    // A name that is none is not repeated as it is.
    return Optional.of(problem.key())
        .filter(key -> key.startsWith(PREFIX) && !PLAIN_NAME.matcher(name).matches())
        .map(key -> key.substring(key.lastIndexOf('.') + 1));
  }

  private static Field field(String key) {
    if (key.equals("url") || key.startsWith("servers")) {
      return Field.ADDRESS;
    }
    return switch (key) {
      case "username" -> Field.USERNAME;
      case "password" -> Field.SECRET;
      case "connect_timeout" -> Field.CONNECT_TIMEOUT;
      default -> Field.WHOLE;
    };
  }
}
