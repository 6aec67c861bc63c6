package dev.signalbox.ui.incidents;

import dev.signalbox.journal.Subject;
import dev.signalbox.journal.Transition;
import dev.signalbox.journal.samples.Stretch;
import dev.signalbox.ui.past.Past;
import dev.signalbox.ui.past.StateWords;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What happened in some hours, as Markdown for the next shift: a pure function of what is known.
 *
 * @param engine which engine it is of, in words
 * @param positions of each relay, as far as it has one
 */
record Handover(
    String engine,
    Plant plant,
    Past past,
    Map<Subject, String> positions,
    Instant from,
    Instant now) {

  /** All incidents there are, whenever they were. */
  static List<Incident> incidents(Past past, Plant plant) {
    return Incident.of(
        past.transitions().values().stream()
            .flatMap(transitions -> Outage.of(transitions).stream())
            .filter(
                outage -> plant.names().containsKey(outage.subject()) || outage.to().isPresent())
            .toList(),
        plant);
  }

  String markdown(Texts texts) {
    IncidentText words = new IncidentText(plant, texts);
    List<Incident> incidents =
        incidents(past, plant).stream()
            .filter(incident -> incident.to().filter(end -> end.isBefore(from)).isEmpty())
            .toList();
    List<String> lines = new ArrayList<>();
    lines.add(texts.get("handover.title", escaped(engine)));
    lines.add("");
    lines.add(
        texts.get(
            "handover.span",
            IncidentText.moment(from),
            IncidentText.moment(now),
            TimeText.clock(Duration.between(from, now))));
    section(
        texts.get("handover.open"),
        texts.get("handover.open.none"),
        incidents.stream().filter(Incident::isOpen).map(i -> line(i, words, texts)).toList(),
        lines);
    section(
        texts.get("handover.over"),
        texts.get("handover.over.none"),
        incidents.stream().filter(i -> !i.isOpen()).map(i -> line(i, words, texts)).toList(),
        lines);
    section(
        texts.get("handover.commands"),
        texts.get("handover.commands.none"),
        commands(texts),
        lines);
    section(texts.get("handover.gaps"), texts.get("handover.gaps.none"), gaps(texts), lines);
    section(texts.get("handover.runs"), texts.get("handover.runs.none"), runs(texts), lines);
    section(
        texts.get("handover.positions"),
        texts.get("handover.positions.none"),
        positions.entrySet().stream()
            .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
            .map(entry -> "- **%s** %s".formatted(name(entry.getKey()), escaped(entry.getValue())))
            .toList(),
        lines);
    return String.join("\n", lines) + "\n";
  }

  private static void section(String title, String none, List<String> items, List<String> lines) {
    lines.add("");
    lines.add("## " + title);
    lines.addAll(items.isEmpty() ? List.of(none) : items);
  }

  private String line(Incident incident, IncidentText words, Texts texts) {
    String began = IncidentText.moment(incident.from());
    String span =
        incident
            .to()
            .map(
                end ->
                    texts.get(
                        "handover.fromTo",
                        began,
                        IncidentText.moment(end),
                        TimeText.clock(Duration.between(incident.from(), end))))
            .orElseGet(
                () ->
                    texts.get(
                        "handover.since",
                        began,
                        TimeText.clock(Duration.between(incident.from(), now))));
    String detail = words.detail(incident);
    String members =
        incident.connections().size() > 1
            ? texts.get("handover.members", escaped(words.names(incident.connections())))
            : "";
    return "- **%s** %s%s%s"
        .formatted(
            escaped(words.who(incident)),
            span,
            detail.isEmpty() ? "" : " – " + escaped(detail),
            members);
  }

  /** What a person has asked for, whether it came about or was refused. */
  private List<String> commands(Texts texts) {
    return inSpan()
        .filter(transition -> transition.by().filter(by -> !by.user().isEmpty()).isPresent())
        .map(transition -> command(transition, texts))
        .toList();
  }

  private String command(Transition transition, Texts texts) {
    String moment = IncidentText.moment(transition.at());
    String by = escaped(transition.by().orElseThrow().toString());
    String cause = escaped(transition.cause().orElse(""));
    return switch (transition.to()) {
      case Transition.ARMED -> texts.get("handover.armed", moment, by);
      case Transition.LOCKED -> texts.get("handover.locked", moment, by);
      case Transition.REFUSED -> texts.get("handover.refused", moment, cause, by);
      default ->
          texts.get(
              "handover.command",
              moment,
              name(transition.subject()),
              StateWords.of(transition.to(), texts),
              by);
    };
  }

  private Stream<Transition> inSpan() {
    return past.transitions().values().stream()
        .flatMap(List::stream)
        .filter(transition -> !transition.at().isBefore(from) && !transition.at().isAfter(now))
        .sorted(Comparator.comparing(Transition::at));
  }

  private List<String> gaps(Texts texts) {
    List<String> gaps = new ArrayList<>();
    for (int i = 1; i < past.watched().size(); i++) {
      Instant begin = past.watched().get(i - 1).to();
      Stretch next = past.watched().get(i);
      if (next.from().isAfter(from)) {
        gaps.add(
            texts.get(
                next.before() == Stretch.Gap.ASLEEP ? "handover.asleep" : "handover.notRunning",
                IncidentText.moment(begin),
                IncidentText.moment(next.from()),
                TimeText.clock(Duration.between(begin, next.from()))));
      }
    }
    return gaps;
  }

  /**
   * Starts and orderly ends of the program; a start that follows no end tells of the other kind.
   */
  private List<String> runs(Texts texts) {
    List<String> runs = new ArrayList<>();
    boolean ended = true;
    for (Transition transition : past.transitions().getOrDefault(Subject.PROGRAM, List.of())) {
      String moment = IncidentText.moment(transition.at());
      switch (transition.to()) {
        case "Open" -> {
          add(
              runs,
              transition,
              texts.get(ended ? "handover.run.started" : "handover.run.unended", moment));
          ended = false;
        }
        case "Closed" -> {
          String report = escaped(transition.cause().orElse(""));
          add(runs, transition, texts.get("handover.run.ended", moment, report));
          ended = true;
        }
        default -> {
          // On its way down.
        }
      }
    }
    return runs;
  }

  private void add(List<String> runs, Transition transition, String line) {
    if (!transition.at().isBefore(from) && !transition.at().isAfter(now)) {
      runs.add(line);
    }
  }

  private String name(Subject subject) {
    return escaped(plant.name(subject));
  }

  /** What others wrote must not become headings, links or tables. */
  static String escaped(String text) {
    return text.replaceAll("([\\\\`*_<>\\[\\]|#])", "\\\\$1");
  }
}
