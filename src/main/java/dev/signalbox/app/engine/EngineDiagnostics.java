package dev.signalbox.app.engine;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import dev.signalbox.base.FileFailures;
import dev.signalbox.base.Scheduler;
import dev.signalbox.console.Diagnostics;
import dev.signalbox.console.Diagnostics.Document;
import dev.signalbox.journal.Journal;
import dev.signalbox.journal.LogEntry;
import dev.signalbox.journal.Transition;
import dev.signalbox.journal.TransitionHistory;
import dev.signalbox.settings.Settings;
import dev.signalbox.shutdown.Roster;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Collects what whoever looks for a fault wants to see: versions, the configuration as it is in
 * effect, states, changes of state, the log, and all threads, virtual ones too. Log and changes are
 * kept without secrets; all else is redacted here.
 *
 * <p>Threading: takes some hundred milliseconds and writes a file for a moment, so not on the FX
 * thread nor under a lock.
 */
final class EngineDiagnostics implements Supplier<Diagnostics> {
  private static final int MOST_TRANSITIONS = 10_000;

  private final Supplier<Settings> settings;
  private final KnownSecrets secrets;
  private final Roster roster;
  private final Journal journal;
  private final TransitionHistory history;
  private final Scheduler scheduler;

  EngineDiagnostics(
      Supplier<Settings> settings,
      KnownSecrets secrets,
      Roster roster,
      Journal journal,
      TransitionHistory history,
      Scheduler scheduler) {
    this.settings = settings;
    this.secrets = secrets;
    this.roster = roster;
    this.journal = journal;
    this.history = history;
    this.scheduler = scheduler;
  }

  @Override
  public Diagnostics get() {
    return new Diagnostics(
        scheduler.now(),
        List.of(
            new Document("versions.txt", redacted(versions())),
            new Document("configuration.txt", redacted(configuration())),
            new Document("states.txt", redacted(states())),
            new Document("transitions.txt", lines(transitions())),
            new Document("log.txt", lines(log())),
            new Document("threads.txt", redacted(threads()))));
  }

  private static Stream<String> versions() {
    Runtime runtime = Runtime.getRuntime();
    return Stream.of(
            Stream.of(new Version().getVersion()),
            Stream.of("java.vendor", "os.name", "os.version", "os.arch", "java.class.path")
                .map(key -> key + " " + withoutFolders(System.getProperty(key, "unknown"))),
            Stream.of(
                runtime.availableProcessors() + " processors",
                "%d of at most %d MB of heap in use"
                    .formatted(
                        (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                        runtime.maxMemory() >> 20)))
        .flatMap(lines -> lines);
  }

  /** A path says where somebody's home is, and a name says which version of a library. */
  private static String withoutFolders(String value) {
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(value)
        .map(part -> part.substring(part.lastIndexOf(File.separatorChar) + 1))
        .collect(Collectors.joining(" "));
  }

  private Stream<String> configuration() {
    Settings now = settings.get();
    return Stream.of(
            Stream.of("environment " + now.environment()),
            now.connections().stream(),
            now.polling().stream(),
            Stream.of(now.retry(), now.lease(), now.shutdown(), now.log(), now.metrics()),
            now.fleet().stream(),
            now.notices().stream())
        .flatMap(part -> part)
        .map(Object::toString);
  }

  private Stream<String> states() {
    return Stream.concat(
        roster.supervisors().stream().map(supervisor -> supervisor.snapshot().toString()),
        roster.relays().stream().map(relay -> relay.snapshot().toString()));
  }

  private Stream<String> transitions() {
    return history.newest(MOST_TRANSITIONS).stream().map(EngineDiagnostics::line);
  }

  private static String line(Transition change) {
    return "%s %s: %s -> %s%s%s"
        .formatted(
            change.at(),
            change.subject(),
            change.from(),
            change.to(),
            change.cause().map(cause -> ", because " + cause).orElse(""),
            change.by().map(actor -> ", asked by " + actor).orElse(""));
  }

  private Stream<String> log() {
    return journal.tail(Integer.MAX_VALUE).entries().stream().map(EngineDiagnostics::line);
  }

  private static String line(LogEntry entry) {
    return "%s %s %s: %s%s"
        .formatted(
            entry.at(),
            entry.severity(),
            entry.source(),
            entry.message(),
            entry.details().map(details -> "\n  " + details.replace("\n", "\n  ")).orElse(""));
  }

  /** With the virtual ones, which only this way of dumping them shows, and it wants a file. */
  private static Stream<String> threads() {
    try {
      Path folder = Files.createTempDirectory("signalbox-threads-");
      Path dump = folder.resolve("threads.txt");
      try {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
        return Files.readAllLines(dump).stream();
      } finally {
        Files.deleteIfExists(dump);
        Files.delete(folder);
      }
    } catch (IOException e) {
      return Stream.of("The threads cannot be dumped: " + FileFailures.reason(e));
    }
  }

  private String redacted(Stream<String> lines) {
    return lines(lines.map(secrets.redaction()::redact));
  }

  private static String lines(Stream<String> lines) {
    return lines.map(line -> line + "\n").collect(Collectors.joining());
  }
}
