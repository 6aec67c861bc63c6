package dev.signalbox.console.local;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Verdict;
import dev.signalbox.console.ConnectionDraft;
import dev.signalbox.console.ConnectionEdit;
import dev.signalbox.console.DraftProblem;
import dev.signalbox.settings.Settings;
import dev.signalbox.settings.editing.ConnectionsText;
import dev.signalbox.settings.editing.SettingsFile;
import dev.signalbox.settings.editing.UneditableException;
import dev.signalbox.settings.reading.SettingsException;
import dev.signalbox.settings.reading.SettingsLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What of a configuration file is in use, and how both come to be changed together: the file first,
 * then the engine; where the engine refuses, the file becomes what it was.
 *
 * <p>Threading: any thread that may wait; changes are made one after the other.
 */
final class ConfigurationInUse {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox");

  private final Path path;
  private final Map<String, String> environment;
  private final ChangeInstaller installer;

  /** Held by whoever changes something. */
  private final ReentrantLock changing = new ReentrantLock();

  /** The file as it is in use; empty if it could not be read then. */
  private volatile Optional<SettingsFile> known;

  private volatile Settings settings;

  /**
   * Of this file, which has just been read.
   *
   * @param environment the variables that it may refer to
   * @param settings what it says
   */
  ConfigurationInUse(
      Path path, Map<String, String> environment, Settings settings, ChangeInstaller installer) {
    this.path = path;
    this.environment = environment;
    this.settings = settings;
    this.installer = installer;
    this.known = readable();
  }

  Settings settings() {
    return settings;
  }

  private Optional<SettingsFile> readable() {
    try {
      return Optional.of(SettingsFile.read(path));
    } catch (UneditableException _) {
      // Whoever wants to change it hears why.
      return Optional.empty();
    }
  }

  /** Whether the file says something else than what is in use. Reads it. */
  boolean isChangedOnDisk() {
    Optional<SettingsFile> now = readable();
    return now.isPresent() && known.isPresent() && !now.get().isSameAs(known.get());
  }

  /** The file as an edit would leave it. */
  record Candidate(SettingsFile file, String text) {
    static Candidate of(SettingsFile file, ConnectionEdit edit) throws UneditableException {
      Optional<DraftProblem> problem =
          DraftProblems.of(edit, DraftText.present(file.text(), edit)).stream().findFirst();
      if (problem.isPresent()) {
        throw new UneditableException(problem.get().line());
      }
      return new Candidate(file, DraftText.edited(file.text(), edit));
    }

    byte[] content() {
      return file.with(text);
    }

    Settings load(Map<String, String> environment) throws SettingsException {
      return SettingsLoader.load(file.file(), content(), environment);
    }
  }

  /** Writes an edit and puts it to use. */
  Verdict save(ConnectionEdit edit, Actor by) {
    Set<String> touched =
        switch (edit) {
          case ConnectionEdit.Change(String of, ConnectionDraft draft) ->
              Set.copyOf(List.of(of, draft.name()));
          case ConnectionEdit.New _, ConnectionEdit.Copy _ -> Set.of(edit.draft().name());
        };
    return change(
        "save", edit.draft().name(), touched, by, file -> Candidate.of(file, edit).content());
  }

  /** Takes a connection out of the file and out of use. */
  Verdict delete(String connection, Actor by) {
    return change(
        "delete",
        connection,
        Set.of(connection),
        by,
        file -> file.with(ConnectionsText.of(file.text()).without(connection)));
  }

  @FunctionalInterface
  private interface Editing {
    byte[] content(SettingsFile file) throws UneditableException;
  }

  private Verdict change(String verb, String name, Set<String> touched, Actor by, Editing editing) {
    return alone(verb + " connection", name, by, () -> changed(editing, name, touched, by));
  }

  private Verdict alone(String command, String name, Actor by, Supplier<Verdict> change) {
    changing.lock();
    try {
      return told(command, name, by, change.get());
    } finally {
      changing.unlock();
    }
  }

  private Verdict changed(Editing editing, String name, Set<String> touched, Actor by) {
    try {
      SettingsFile before = SettingsFile.read(path);
      if (known.isEmpty() || !known.get().isSameAs(before)) {
        return new Verdict.Refused("the file has been changed on disk: reload it first");
      }
      byte[] content = editing.content(before);
      Settings next = SettingsLoader.load(path, content, environment);
      // A secret that has come to be another elsewhere is for the next reload.
      SettingsDifference difference = SettingsDifference.between(settings, next).only(touched);
      Optional<String> objection = installer.objection(difference);
      if (objection.isPresent()) {
        return new Verdict.Refused(objection.get());
      }
      SettingsFile written = before.write(content);
      Verdict verdict = installed(before, written, difference, by);
      if (verdict instanceof Verdict.Refused(String reason)) {
        return setBack(before, written, reason);
      }
      settings = with(touched, next);
      return verdict;
    } catch (UneditableException e) {
      return new Verdict.Refused(e.reason());
    } catch (SettingsException e) {
      return new Verdict.Refused(DraftProblems.of(e, name).getFirst().line());
    }
  }

  /** Puts to use what has been written; where that fails, what was known before is so still. */
  private Verdict installed(
      SettingsFile before, SettingsFile written, SettingsDifference difference, Actor by) {
    // While it is under way the watch is not to take it for somebody else's change.
    known = Optional.of(written);
    boolean inUse = false;
    try {
      Verdict verdict = installer.install(difference, by);
      inUse = !(verdict instanceof Verdict.Refused);
      return verdict;
    } finally {
      if (!inUse) {
        known = Optional.of(before);
      }
    }
  }

  /** Where that fails the file is other than what is in use, which the watch tells of. */
  private Verdict setBack(SettingsFile before, SettingsFile written, String reason) {
    try {
      known = Optional.of(written.write(before.content()));
      return new Verdict.Refused(reason);
    } catch (UneditableException e) {
      return new Verdict.Refused(
          "%s; and the file still holds the edit: %s".formatted(reason, e.reason()));
    }
  }

  /** What is in use once only these connections are as they are to be. */
  private Settings with(Set<String> touched, Settings next) {
    return settings.withConnections(
        next.connections().stream()
            .map(
                one ->
                    touched.contains(one.name())
                        ? one
                        : settings.connection(one.name()).orElse(one))
            .toList());
  }

  /** Puts to use what the file says now. */
  Verdict reload(Actor by) {
    return alone("reload", path.toString(), by, () -> reloaded(by));
  }

  private Verdict reloaded(Actor by) {
    try {
      SettingsFile file = SettingsFile.read(path);
      Settings next = SettingsLoader.load(path, file.content(), environment);
      SettingsDifference difference = SettingsDifference.between(settings, next);
      Optional<String> objection = installer.objection(difference);
      if (objection.isPresent()) {
        return new Verdict.Refused(objection.get());
      }
      Verdict verdict = installer.install(difference, by);
      if (!(verdict instanceof Verdict.Refused)) {
        settings = next;
        known = Optional.of(file);
        if (!difference.atNextStart().isEmpty()) {
          LOG.warn(
              "Changed in the configuration, but only for the next start: {}",
              String.join(", ", difference.atNextStart()));
        }
      }
      return verdict;
    } catch (UneditableException e) {
      return new Verdict.Refused(e.reason());
    } catch (SettingsException e) {
      return new Verdict.Refused(e.problems().getFirst().toString());
    }
  }

  private static Verdict told(String command, String name, Actor by, Verdict verdict) {
    if (verdict instanceof Verdict.Refused(String reason)) {
      LOG.info("Refused to {} {}: {}", command, name, reason);
    } else {
      LOG.info("Did {} {}, asked by {}", command, name, by);
    }
    return verdict;
  }
}
