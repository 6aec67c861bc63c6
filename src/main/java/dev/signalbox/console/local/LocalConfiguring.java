package dev.signalbox.console.local;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Subscription;
import dev.signalbox.base.Verdict;
import dev.signalbox.console.Answer;
import dev.signalbox.console.Configured;
import dev.signalbox.console.ConfiguredConnection;
import dev.signalbox.console.Configuring;
import dev.signalbox.console.ConnectionEdit;
import dev.signalbox.console.DraftProblem;
import dev.signalbox.console.SnapshotSource;
import dev.signalbox.console.TrialNews;
import dev.signalbox.console.local.ConfigurationInUse.Candidate;
import dev.signalbox.settings.ConnectionSettings;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.settings.Settings;
import dev.signalbox.settings.editing.ConnectionsText;
import dev.signalbox.settings.editing.SettingsFile;
import dev.signalbox.settings.editing.UneditableException;
import dev.signalbox.settings.reading.SettingsException;
import dev.signalbox.shutdown.state.ProgramState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration of the engine in this process: its file, which is the truth, and what of it is
 * in use.
 *
 * <p>Threading: any thread; each question and change is worked on by a virtual thread of its own.
 */
public final class LocalConfiguring implements Configuring {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox");

  private final Path path;
  private final Map<String, String> environment;
  private final Installation engine;
  private final ConfigurationInUse inUse;
  private final ConnectionTrials trials = new ConnectionTrials();
  private final FileWatch watch;

  /** Why nothing may be changed now, where that is so. */
  private final Supplier<Optional<String>> lock;

  /**
   * Of this file, which has just been read. Reads it again, so not on the FX thread.
   *
   * @param environment the variables that it may refer to
   * @param settings what it says
   */
  public LocalConfiguring(
      Path path,
      Map<String, String> environment,
      Settings settings,
      Installation engine,
      Surroundings around) {
    this.path = path;
    this.environment = Map.copyOf(environment);
    this.engine = engine;
    this.lock = () -> around.coordinator().changes().lock();
    this.inUse =
        new ConfigurationInUse(
            path,
            this.environment,
            settings,
            new ChangeInstaller(engine, around.roster(), around.coordinator()));
    this.watch = new FileWatch(inUse::isChangedOnDisk, around.scheduler());
    around
        .coordinator()
        .addListener(
            program -> {
              if (!(program.state() instanceof ProgramState.Open)) {
                trials.close();
                watch.close();
              }
            });
  }

  /** The configuration as it is in use. */
  public Settings settings() {
    return inUse.settings();
  }

  @Override
  public SnapshotSource<Boolean> changedOnDisk() {
    return watch.changed();
  }

  @Override
  public CompletionStage<Answer<Configured>> read() {
    return later("configuration", this::readNow);
  }

  private Answer<Configured> readNow() {
    try {
      List<ConfiguredConnection> connections =
          ConnectionsText.of(SettingsFile.read(path).text()).entries().stream()
              .map(this::configured)
              .toList();
      return new Answer.Given<>(
          new Configured(path.toString(), connections, inUse.isChangedOnDisk()));
    } catch (UneditableException e) {
      return new Answer.Refused<>(e.reason());
    }
  }

  private ConfiguredConnection configured(ConnectionsText.Entry entry) {
    return new ConfiguredConnection(
        DraftText.draft(entry), DraftText.furtherKeys(entry), usersOf(entry.name()));
  }

  private List<String> usersOf(String connection) {
    return settings().polling().stream()
        .filter(relay -> relay.connections().contains(connection))
        .map(PollingSettings::programName)
        .toList();
  }

  @Override
  public CompletionStage<List<DraftProblem>> check(ConnectionEdit edit) {
    return later("draft", () -> problems(edit));
  }

  private List<DraftProblem> problems(ConnectionEdit edit) {
    try {
      SettingsFile file = SettingsFile.read(path);
      List<DraftProblem> plain = DraftProblems.of(edit, DraftText.present(file.text(), edit));
      if (!plain.isEmpty()) {
        return plain;
      }
      Candidate.of(file, edit).load(environment);
      return List.of();
    } catch (UneditableException e) {
      return List.of(new DraftProblem(DraftProblem.Field.WHOLE, e.reason(), ""));
    } catch (SettingsException e) {
      return DraftProblems.of(e, edit.draft().name());
    }
  }

  @Override
  public Subscription test(ConnectionEdit edit, Consumer<TrialNews> listener) {
    CompletableFuture<Subscription> begun = new CompletableFuture<>();
    var _ =
        later("draft test", () -> beginTrial(edit, listener))
            .whenComplete(
                (trial, lost) -> {
                  begun.complete(trial == null ? () -> {} : trial);
                  if (trial == null) {
                    LOG.warn("A connection test could not begin", lost);
                    listener.accept(new TrialNews.Refused("the test could not begin"));
                  }
                });
    return () -> {
      var _ = begun.thenAccept(Subscription::close);
    };
  }

  private Subscription beginTrial(ConnectionEdit edit, Consumer<TrialNews> listener) {
    List<DraftProblem> plain = problems(edit);
    if (plain.isEmpty()) {
      try {
        SettingsFile file = SettingsFile.read(path);
        Optional<String> locked = lock.get();
        if (locked.isPresent() && leadsElsewhere(file, edit)) {
          String why = locked.get() + ", or test the address that is in the file";
          listener.accept(new TrialNews.Refused(why));
          return () -> {};
        }
        ConnectionSettings tried =
            Candidate.of(file, edit)
                .load(environment)
                .connection(edit.draft().name())
                .orElseThrow();
        return trials.begin(engine.trial(tried), listener);
      } catch (UneditableException | SettingsException _) {
        listener.accept(new TrialNews.Refused("the file has been changed on disk meanwhile"));
        return () -> {};
      }
    }
    listener.accept(new TrialNews.Refused(plain.getFirst().line()));
    return () -> {};
  }

  /** Whether nobody has connected there yet, or sent it what this one logs in with. */
  private static boolean leadsElsewhere(SettingsFile file, ConnectionEdit edit)
      throws UneditableException {
    return DraftText.present(file.text(), edit)
        .map(entry -> DraftText.leadsElsewhere(edit.draft(), entry))
        .orElse(true);
  }

  /** Writes an edit and puts it to use. */
  CompletionStage<Verdict> save(ConnectionEdit edit, Actor by) {
    return later("save", () -> inUse.save(edit, by));
  }

  /** Takes a connection out of the file and out of use. */
  CompletionStage<Verdict> delete(String connection, Actor by) {
    return later("delete", () -> inUse.delete(connection, by));
  }

  /** Puts to use what the file says now. */
  CompletionStage<Verdict> reload(Actor by) {
    return later(
        "reload",
        () -> {
          Verdict verdict = inUse.reload(by);
          watch.look();
          return verdict;
        });
  }

  private static <T> CompletionStage<T> later(String name, Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, run -> Thread.ofVirtual().name(name).start(run))
        .minimalCompletionStage();
  }
}
