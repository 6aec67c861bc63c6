package dev.signalbox.settings.reading;

import dev.signalbox.settings.ConnectionSettings;
import dev.signalbox.settings.DatabaseKind;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.NatsSettings;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.settings.PollingSettings.ChangedStream;
import dev.signalbox.settings.PollingSettings.Policies;
import dev.signalbox.settings.TimestampSettings;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the relays below {@code polling:}. One reader serves one file. */
final class RelayReader {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final int BATCH_SIZE = 1_000;
  private static final String STOP = "stop";
  private static final String DIVERT = "divert";
  private static final int LARGEST_BATCH = 100_000;

  /** No lookback. */
  private static final List<String> OFF = List.of("off", "0", "0s");

  /** Too few for a database that is source and checkpoint of one relay. */
  private static final int ONE = 1;

  private final Map<String, Optional<ConnectionSettings>> connections;
  private final Map<String, Integer> linesOfPrograms = new HashMap<>();

  /** What a relay uses a connection for. */
  private enum Role {
    SOURCE("source", "a database"),
    SINK("sink", "of type nats"),
    CHECKPOINT("checkpoint", "of type mariadb");

    private final String key;
    private final String demand;

    Role(String key, String demand) {
      this.key = key;
      this.demand = demand;
    }

    boolean suits(ConnectionSettings connection) {
      return switch (this) {
        case SOURCE -> connection instanceof DatabaseSettings;
        case SINK -> connection instanceof NatsSettings;
        case CHECKPOINT ->
            connection instanceof DatabaseSettings database
                && database.kind() == DatabaseKind.MARIADB;
      };
    }
  }

  /**
   * @param connections by name; empty are those whose type is not known
   */
  RelayReader(Map<String, Optional<ConnectionSettings>> connections) {
    this.connections = connections;
  }

  PollingSettings read(MappingReader relay) {
    PollingSettings settings =
        new PollingSettings(
            relay.text("program_name", NameRule.PROGRAM),
            connection(relay, Role.SOURCE),
            connection(relay, Role.SINK),
            connection(relay, Role.CHECKPOINT),
            relay.text("table", NameRule.TABLE),
            relay.text("id_column", NameRule.COLUMN),
            relay.text("timestamp_column", NameRule.COLUMN),
            relay.text("stream", NameRule.STREAM),
            relay.text("subject", NameRule.SUBJECT),
            relay.duration("interval", INTERVAL),
            relay.number("batch_size", 1, LARGEST_BATCH, BATCH_SIZE),
            new TimestampSettings(zone(relay), lag(relay), lookback(relay)),
            new Policies(deadLetterSubject(relay), changedStream(relay)));
    checkUnique(settings.programName(), relay);
    checkRoomForLease(settings, relay);
    return settings;
  }

  /** Of two keys that mean something only together. */
  private static Optional<String> deadLetterSubject(MappingReader relay) {
    Optional<Scalar> policy = relay.optional("on_bad_row");
    Optional<String> word = policy.flatMap(text -> text.oneOf(List.of(STOP, DIVERT)));
    boolean divert = word.filter(DIVERT::equals).isPresent();
    boolean stop = policy.isEmpty() || word.filter(STOP::equals).isPresent();
    Optional<String> subject =
        relay.optional("dead_letter_subject").flatMap(text -> text.text(NameRule.SUBJECT));
    if (divert && relay.optional("dead_letter_subject").isEmpty()) {
      relay.complain(
          "on_bad_row",
          "diverted rows have nowhere to go",
          "set dead_letter_subject, a subject of another stream");
    } else if (stop && subject.isPresent()) {
      relay.complain(
          "dead_letter_subject",
          "no row is diverted to it",
          "set on_bad_row: divert, or leave it out");
    }
    return divert ? subject : Optional.empty();
  }

  private static ChangedStream changedStream(MappingReader relay) {
    List<ChangedStream> policies = List.of(ChangedStream.values());
    return relay
        .optional("on_changed_stream")
        .flatMap(text -> text.oneOf(policies.stream().map(ChangedStream::word).toList()))
        .flatMap(word -> policies.stream().filter(it -> it.word().equals(word)).findFirst())
        .orElse(ChangedStream.STOP);
  }

  private static Optional<Duration> lag(MappingReader relay) {
    Duration lag = relay.duration("timestamp_lag", Duration.ZERO);
    return lag.isZero() ? Optional.empty() : Optional.of(lag);
  }

  private static Optional<Duration> lookback(MappingReader relay) {
    return relay
        .optional("lookback")
        .flatMap(
            text ->
                OFF.contains(text.value().strip()) ? Optional.of(Duration.ZERO) : text.duration());
  }

  private static Optional<ZoneId> zone(MappingReader relay) {
    return relay
        .optional("timestamp_zone")
        .flatMap(
            text -> {
              try {
                return Optional.of(ZoneId.of(text.value().strip()));
              } catch (DateTimeException e) {
                relay.complain(
                    "timestamp_zone",
                    text.quoted() + " is not a time zone",
                    "write a region, as in Europe/Berlin, UTC, or an offset, as in +02:00");
                return Optional.empty();
              }
            });
  }

  private String connection(MappingReader relay, Role role) {
    Rule rule =
        name ->
            connections.containsKey(name.value())
                ? checkSuits(name, role)
                : Optional.of(unknown(name));
    return relay.text(role.key, rule);
  }

  private Rule.Complaint unknown(Scalar name) {
    String nearest =
        NearestName.of(name.value(), connections.keySet())
            .map(known -> "did you mean \"" + known + "\"? ")
            .orElse("");
    return new Rule.Complaint(
        "no connection " + name.quoted(), nearest + listed("known", connections.keySet()));
  }

  /** A connection whose type is not known has its complaint already. */
  private Optional<Rule.Complaint> checkSuits(Scalar name, Role role) {
    Optional<ConnectionSettings> meant = connections.getOrDefault(name.value(), Optional.empty());
    if (meant.isEmpty() || role.suits(meant.get())) {
      return Optional.empty();
    }
    List<String> suitable =
        connections.values().stream()
            .flatMap(Optional::stream)
            .filter(role::suits)
            .map(ConnectionSettings::name)
            .toList();
    return Optional.of(
        new Rule.Complaint(
            "connection %s is not %s".formatted(name.quoted(), role.demand),
            listed("suitable", suitable)));
  }

  private static String listed(String label, Collection<String> names) {
    return names.isEmpty() ? "none is configured" : label + ": " + NearestName.listed(names);
  }

  /** A page may take longer than the lease may go without being renewed. */
  private void checkRoomForLease(PollingSettings relay, MappingReader keys) {
    boolean crowded =
        relay.source().equals(relay.checkpoint())
            && connections.getOrDefault(relay.source(), Optional.empty()).stream()
                .anyMatch(c -> c instanceof DatabaseSettings d && d.poolSize() == ONE);
    if (crowded) {
      keys.complain(
          "checkpoint",
          "the only connection of \"%s\" is also the source's".formatted(relay.checkpoint()),
          "its lease is renewed while a page is read: set pool_size to 2 or more");
    }
  }

  /** Upper and lower case do not tell programs apart, as they may not in the checkpoint's table. */
  private void checkUnique(String program, MappingReader relay) {
    if (program.isEmpty()) {
      return;
    }
    int line = relay.placeOf("program_name").line();
    Integer earlier = linesOfPrograms.putIfAbsent(program.toLowerCase(Locale.ROOT), line);
    if (earlier != null) {
      relay.complain(
          "program_name",
          "the relay in line " + earlier + " has this name too",
          "each relay needs its own, for it names the checkpoint");
    }
  }
}
