package dev.signalbox.ui.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.Actor;
import dev.signalbox.journal.Subject;
import dev.signalbox.journal.Transition;
import dev.signalbox.journal.samples.Stretch;
import dev.signalbox.ui.past.Past;
import dev.signalbox.ui.toolkit.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentTest {
  private static final Instant START = Instant.parse("2026-01-01T03:00:00Z");
  private static final String REFUSED = "Connection refused";
  private static final Texts TEXTS = new Texts();
  private static final Subject RELAY = Subject.relay("tracking");

  private final Map<Subject, List<Transition>> transitions = new HashMap<>();
  private final Map<Subject, String> names = new HashMap<>();
  private final Map<Subject, String> hosts = new HashMap<>();

  private static Instant at(int second) {
    return START.plusSeconds(second);
  }

  private Subject connection(String name, String host) {
    Subject subject = Subject.connection(name);
    names.put(subject, name);
    hosts.put(subject, host);
    return subject;
  }

  private void say(Subject subject, int second, String word, String cause) {
    names.putIfAbsent(subject, subject.label());
    transitions
        .computeIfAbsent(subject, _ -> new ArrayList<>())
        .add(
            new Transition(
                subject,
                at(second),
                "",
                word,
                Optional.of(cause).filter(text -> !text.isEmpty()),
                Optional.empty()));
  }

  private Plant plant() {
    return new Plant(names, hosts, Map.of(RELAY, Set.of(Subject.connection("a"))));
  }

  private List<Incident> incidents() {
    return Handover.incidents(new Past(transitions, List.of()), plant());
  }

  private String handover(List<Stretch> watched, int from, int now) {
    return new Handover(
            "STAGING_1, relay-7",
            plant(),
            new Past(transitions, watched),
            Map.of(RELAY, "2026-01-01T03:00:00.000000000 / 17"),
            at(from),
            at(now))
        .markdown(TEXTS);
  }

  @Test
  void whatBeginsTogetherAtOneHostIsOneIncident() {
    for (int i = 0; i < 12; i++) {
      say(connection("c" + i, "db-9"), i, "Stale", "The heartbeat was not answered");
      say(connection("c" + i, "db-9"), i + 20, "Waiting", REFUSED);
    }
    say(connection("other", "db-1"), 5, "Waiting", "Access denied");
    assertThat(incidents()).hasSize(2);
    Incident first = incidents().getFirst();
    assertThat(first.connections()).hasSize(12);
    assertThat(first.isOpen()).isTrue();
    IncidentText words = new IncidentText(plant(), TEXTS);
    assertThat(words.title(first, at(420)))
        .startsWith("12 connections at db-9: down since ")
        .endsWith("for 0:07:00");
    assertThat(words.detail(first)).isEqualTo(REFUSED);
  }

  @Test
  void whatHasOneCauseBeginsTogetherOnSeveralHosts() {
    say(connection("a", "db-1"), 0, "Stale", "No route to host");
    say(connection("b", "db-2"), 50, "Stale", "No route to host");
    say(connection("c", "db-3"), 111, "Stale", "No route to host");
    assertThat(incidents()).extracting(i -> i.connections().size()).containsExactly(2, 1);
  }

  @Test
  void aRelayIsHeldByTheConnectionItNeeds() {
    say(RELAY, 1, "Paused", "a does not reply");
    say(connection("a", "db-1"), 2, "Stale", "silence");
    say(connection("b", "db-2"), 2, "Stale", "another");
    Incident first =
        incidents().stream().filter(i -> !i.relays().isEmpty()).findFirst().orElseThrow();
    assertThat(first.connections()).containsExactly(Subject.connection("a"));
    assertThat(first.cause()).contains("silence");
    assertThat(new IncidentText(plant(), TEXTS).detail(first))
        .isEqualTo("Holds tracking · silence");
    assertThat(incidents()).hasSize(2);
  }

  @Test
  void aRelayThatFailedLongBeforeIsAnIncidentOfItsOwn() {
    say(RELAY, 0, "Failed", "a bad row");
    say(connection("a", "db-1"), 500, "Stale", "silence");
    assertThat(incidents()).hasSize(2);
  }

  @Test
  void anIncidentIsOverWhenAllOfItIsAndRetryingIsNotOver() {
    Subject a = connection("a", "db-1");
    Subject b = connection("b", "db-1");
    say(a, 0, "Stale", REFUSED);
    say(b, 1, "Stale", REFUSED);
    say(a, 10, "Closing", "");
    say(a, 11, "Connecting", "");
    say(a, 12, "Waiting", REFUSED);
    say(b, 20, "Connected", "");
    assertThat(incidents().getFirst().isOpen()).isTrue();
    say(a, 90, "Connected", "");
    Incident over = incidents().getFirst();
    assertThat(over.to()).contains(at(90));
    assertThat(new IncidentText(plant(), TEXTS).title(over, at(999)))
        .isEqualTo("2 connections at db-1: down for 0:01:30");
  }

  @Test
  void whatFallsAgainAtOnceHasNotStoodUp() {
    Subject a = connection("a", "db-1");
    for (int i = 0; i < 5; i++) {
      say(a, i * 60, "Stale", REFUSED);
      say(a, i * 60 + 30, "Connected", "");
    }
    say(a, 4_000, "Stale", REFUSED);
    say(a, 4_001, "Off", "");
    assertThat(incidents()).hasSize(2);
    assertThat(incidents().getFirst().times()).isEqualTo(5);
    assertThat(new IncidentText(plant(), TEXTS).detail(incidents().getFirst()))
        .isEqualTo(REFUSED + " · 5 times");
  }

  @ParameterizedTest
  @CsvSource({
    "nats://nats-1.rail.example:4222, nats-1.rail.example",
    "//ora-7.rail.example:1521/TXLOG, ora-7.rail.example",
    "db-2.rail.example:3306/tracking, db-2.rail.example",
    "'nats://a:4222,nats://b:4222', a",
    "//[::1]:1521/X, [::1]",
    "//[::1]/X, [::1]",
    "plain, plain"
  })
  void theHostOfAnAddressIsFound(String address, String host) {
    assertThat(Plant.host(address)).isEqualTo(host);
  }

  @Test
  void theHandoverTellsWhatHappenedAndWhatIsOpen() {
    Subject a = connection("a", "db-1");
    say(a, 0, "Stale", "a [bad] *cause*");
    say(a, 600, "Connected", "");
    say(connection("b", "db-2"), 7_000, "Failed", REFUSED);
    transitions
        .computeIfAbsent(RELAY, _ -> new ArrayList<>())
        .add(
            new Transition(
                RELAY,
                at(3_000),
                "Stopped",
                "Starting",
                Optional.empty(),
                Optional.of(new Actor("kurt", "console-3", "window"))));
    names.put(RELAY, "tracking");
    List<Stretch> watched =
        List.of(
            new Stretch(at(-50), at(4_000), Stretch.Gap.NOT_RUNNING),
            new Stretch(at(4_060), at(5_000), Stretch.Gap.NOT_RUNNING),
            new Stretch(at(5_300), at(7_200), Stretch.Gap.ASLEEP));
    String text = handover(watched, -100, 7_200);
    assertThat(text)
        .startsWith("# Handover: STAGING\\_1, relay-7\n")
        .containsSubsequence(
            "## Still open",
            "- **b at db-2** down since ",
            ", for 0:03:20 – Connection refused",
            "## Over by itself or by hand",
            "- **a at db-1** ",
            ", for 0:10:00 – a \\[bad\\] \\*cause\\*",
            "## What operators did",
            "**tracking** became Starting, asked for by kurt@console-3 (window)",
            "## When nobody watched",
            "the program did not run (0:01:00)",
            "the computer slept (0:05:00)",
            "## Positions of the relays",
            "- **tracking** 2026-01-01T03:00:00.000000000 / 17");
    assertThat(handover(watched, 6_000, 7_200))
        .doesNotContain("a at db-1")
        .doesNotContain("kurt")
        .contains("b at db-2");
  }

  @Test
  void theHandoverTellsHowTheProgramStartedAndEnded() {
    say(Subject.PROGRAM, 0, "Open", "");
    say(Subject.PROGRAM, 100, "Closing", "Received signal 15, shutting down...");
    say(Subject.PROGRAM, 101, "Closed", "Shutdown complete in 0.14 s: relay 0.08 s");
    say(Subject.PROGRAM, 200, "Open", "");
    say(Subject.PROGRAM, 300, "Open", "");

    assertThat(handover(List.of(), 50, 400).lines().filter(line -> line.startsWith("- 1 ")))
        .satisfiesExactly(
            ended ->
                assertThat(ended)
                    .endsWith(" ended in order: Shutdown complete in 0.14 s: relay 0.08 s"),
            started -> assertThat(started).endsWith(" started"),
            again -> assertThat(again).contains(" started; the run before had not ended in order"));
  }

  @Test
  void theHandoverTellsWhenItWasArmedAndWhatWasRefused() {
    Actor kurt = new Actor("kurt", "console-3", "window");
    order(10, "Refused", "start polling tracking: this is production: arm it first", kurt);
    order(20, "Armed", "until 2026-01-01T03:10:20Z", kurt);
    order(30, "Locked", "", kurt);
    order(40, "Refused", "start polling tracking: no", Actor.program("start-up"));
    order(400, "Armed", "until 2026-01-01T03:16:40Z", kurt);

    String by = "kurt@console-3 (window)";
    assertThat(handover(List.of(), 0, 300).lines().filter(line -> line.startsWith("- 1 ")))
        .satisfiesExactly(
            refused ->
                assertThat(refused)
                    .endsWith(
                        ": refused to %s: start polling tracking: this is production: arm it first"
                            .formatted(by)),
            armed -> assertThat(armed).endsWith(": armed by " + by),
            locked -> assertThat(locked).endsWith(": locked again by " + by));
  }

  private void order(int second, String word, String cause, Actor by) {
    transitions
        .computeIfAbsent(Subject.PROGRAM, _ -> new ArrayList<>())
        .add(
            new Transition(
                Subject.PROGRAM,
                at(second),
                "",
                word,
                Optional.of(cause).filter(text -> !text.isEmpty()),
                Optional.of(by)));
  }

  @Test
  void aQuietNightIsTold() {
    assertThat(handover(List.of(), 0, 100))
        .contains("## Still open\nNothing.")
        .contains("No incident.")
        .contains("Never: the program ran all the time.");
  }
}
