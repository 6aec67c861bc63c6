package dev.signalbox.ui.incidents;

import dev.signalbox.journal.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Outages that began together and have one cause or one host, with the relays they hold. An
 * immutable value.
 *
 * @param outages the first that began is the first
 */
public record Incident(List<Outage> outages) {
  /** What begins within this of what began before may have one cause. */
  private static final Duration TOGETHER = Duration.ofSeconds(60);

  /** A relay may notice a little before its connection does. */
  private static final Duration NOTICE = Duration.ofSeconds(5);

  public Incident {
    outages = List.copyOf(outages);
  }

  /** All incidents of these outages, in the order in which they began. */
  static List<Incident> of(List<Outage> outages, Plant plant) {
    List<List<Outage>> incidents = new ArrayList<>();
    // Connections first: what holds a relay has to be there before the relay is looked at.
    outages.stream()
        .sorted(
            Comparator.comparing((Outage outage) -> outage.subject().kind())
                .thenComparing(Outage::from))
        .forEach(
            outage ->
                incidents.stream()
                    .filter(incident -> belongs(outage, incident, plant))
                    .findFirst()
                    .ifPresentOrElse(
                        incident -> incident.add(outage),
                        () -> incidents.add(new ArrayList<>(List.of(outage)))));
    return incidents.stream()
        .map(Incident::new)
        .sorted(Comparator.comparing(Incident::from))
        .toList();
  }

  private static boolean belongs(Outage outage, List<Outage> incident, Plant plant) {
    return outage.subject().kind() == Subject.Kind.RELAY
        ? incident.stream().anyMatch(other -> holds(other, outage, plant))
        : isTogether(outage, incident.getLast())
            && incident.stream().anyMatch(other -> isOfOneKind(outage, other, plant));
  }

  private static boolean holds(Outage other, Outage relay, Plant plant) {
    boolean needed =
        plant.needs().getOrDefault(relay.subject(), Set.of()).contains(other.subject());
    boolean since = !relay.from().plus(NOTICE).isBefore(other.from());
    return needed && since && other.meets(relay);
  }

  private static boolean isTogether(Outage outage, Outage last) {
    return Duration.between(last.from(), outage.from()).compareTo(TOGETHER) <= 0;
  }

  private static boolean isOfOneKind(Outage one, Outage other, Plant plant) {
    boolean oneHost =
        plant.hosts().containsKey(one.subject())
            && plant.hosts().get(one.subject()).equals(plant.hosts().get(other.subject()));
    return oneHost || (one.cause().isPresent() && one.cause().equals(other.cause()));
  }

  Instant from() {
    return outages.stream().map(Outage::from).min(Comparator.naturalOrder()).orElseThrow();
  }

  /** When all of it was over; empty while it is not. */
  Optional<Instant> to() {
    return isOpen()
        ? Optional.empty()
        : outages.stream().flatMap(o -> o.to().stream()).max(Comparator.naturalOrder());
  }

  boolean isOpen() {
    return outages.stream().anyMatch(outage -> outage.to().isEmpty());
  }

  List<Subject> connections() {
    return of(Subject.Kind.CONNECTION);
  }

  /** What fell by itself: its connections, else its relays. */
  List<Subject> first() {
    return connections().isEmpty() ? relays() : connections();
  }

  List<Subject> relays() {
    return of(Subject.Kind.RELAY);
  }

  private List<Subject> of(Subject.Kind kind) {
    return outages.stream()
        .map(Outage::subject)
        .filter(subject -> subject.kind() == kind)
        .distinct()
        .toList();
  }

  /** The hosts of its connections. */
  Set<String> hosts(Plant plant) {
    return connections().stream()
        .flatMap(subject -> Optional.ofNullable(plant.hosts().get(subject)).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What most of them tell, connections before relays. */
  Optional<String> cause() {
    Subject.Kind kind = outages.getFirst().subject().kind();
    return outages.stream()
        .filter(outage -> outage.subject().kind() == kind)
        .flatMap(outage -> outage.cause().stream())
        .collect(Collectors.groupingBy(cause -> cause, Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey);
  }

  /** How often its worst object fell. */
  int times() {
    return outages.stream().mapToInt(Outage::times).max().orElse(1);
  }
}
