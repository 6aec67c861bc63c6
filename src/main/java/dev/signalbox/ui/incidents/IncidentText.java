package dev.signalbox.ui.incidents;

import dev.signalbox.journal.Subject;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** An incident in words. Any thread. */
final class IncidentText {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH);
  private static final int NAMED = 4;

  private final Plant plant;
  private final Texts texts;

  IncidentText(Plant plant, Texts texts) {
    this.plant = plant;
    this.texts = texts;
  }

  /** Whom it has met: the names of a few, the number of many. */
  String who(Incident incident) {
    List<Subject> first = incident.first();
    String key = incident.connections().isEmpty() ? "incident.relays" : "incident.connections";
    Set<String> hosts = incident.hosts(plant);
    String who = first.size() == 1 ? plant.name(first.getFirst()) : texts.get(key, first.size());
    return hosts.size() == 1 ? texts.get("incident.at", who, hosts.iterator().next()) : who;
  }

  /** {@code 12 connections at host X down since 03:57:10, for 0:07:00}. */
  String title(Incident incident, Instant now) {
    return incident
        .to()
        .map(
            end ->
                texts.get(
                    "incident.closed",
                    who(incident),
                    TimeText.clock(Duration.between(incident.from(), end))))
        .orElseGet(
            () ->
                texts.get(
                    "incident.open",
                    who(incident),
                    TimeText.timeOfDay(incident.from()),
                    TimeText.clock(Duration.between(incident.from(), now))));
  }

  /** The cause, who is held, how often. */
  String detail(Incident incident) {
    return detail(incident, Optional.empty());
  }

  /**
   * The same.
   *
   * @param waiting how many rows wait for those that are held, in words
   */
  String detail(Incident incident, Optional<String> waiting) {
    List<String> parts = new ArrayList<>();
    if (!incident.connections().isEmpty() && !incident.relays().isEmpty()) {
      parts.add(texts.get("incident.held", names(incident.relays())));
    }
    waiting.map(rows -> texts.get("incident.waiting", rows)).ifPresent(parts::add);
    incident.cause().ifPresent(parts::add);
    if (incident.times() > 1) {
      parts.add(texts.get("incident.times", incident.times()));
    }
    return String.join(" · ", parts);
  }

  /** {@code Muted: Oracle, until 11:14:07}. */
  String muted(List<Subject> subjects, Optional<Instant> until, Instant now) {
    return texts.get(
        "incident.muted",
        names(subjects),
        until.map(moment -> TimeText.moment(moment, now)).orElse("–"));
  }

  String names(List<Subject> subjects) {
    String first =
        subjects.stream().limit(NAMED).map(plant::name).collect(Collectors.joining(", "));
    int more = subjects.size() - NAMED;
    return more > 0 ? texts.get("incident.more", first, more) : first;
  }

  static String moment(Instant at) {
    return MOMENT.format(at.atZone(ZoneId.systemDefault()));
  }
}
