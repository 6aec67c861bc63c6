package dev.signalbox.ui.fleet.standing;

import static dev.signalbox.ui.fleet.EngineScript.engine;
import static dev.signalbox.ui.fleet.EngineScript.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.console.Presence;
import dev.signalbox.console.fleet.EngineKey;
import dev.signalbox.console.fleet.EngineRow;
import dev.signalbox.console.fleet.FleetSnapshot;
import dev.signalbox.console.fleet.FleetSnapshot.Link;
import dev.signalbox.ui.fleet.EngineScript;
import dev.signalbox.ui.fleet.ScriptedFleet;
import dev.signalbox.ui.fleet.standing.FleetPicture.Place;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.Tone;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How engines stand, and how they lie. */
class FleetJudgeTest {
  private static final Instant THEN = Instant.parse("2026-03-02T03:12:04Z");

  private static final List<Presence> UNCERTAIN =
      List.of(
          new Presence.Probing(THEN),
          new Presence.Silent(THEN),
          new Presence.Gone(THEN, Optional.of(THEN)),
          new Presence.Gone(THEN, Optional.empty()),
          new Presence.NotKnown(THEN, Optional.of(THEN)),
          new Presence.NotKnown(THEN, Optional.empty()),
          new Presence.Recorded(THEN),
          new Presence.Ended(THEN));

  private static final List<String> WORDS =
      List.of(
          "Failed", "Stalled", "Paused", "Starting", "Stopping", "Standby", "Stopped", "Running");

  private final FleetJudge judge = new FleetJudge(new Texts());

  @Test
  void theWorstComesFirstInTheOrderThatIsAgreedOn() {
    FleetPicture picture =
        judge(
            FleetFilter.NONE,
            running("m-running"),
            engine("l-stopped").relay("Stopped"),
            running("k-ended").presence(new Presence.Ended(THEN)),
            engine("j-standby").relay("one", "Standby", Optional.empty()),
            engine("i-starting").relay("two", "Starting", Optional.empty()),
            engine("h-paused").relay("three", "Paused", Optional.of("Oracle stale 12 s")),
            running("g-stale").connection("maria", "Stale", Optional.empty()),
            engine("f-stalled").relay("four", "Stalled", Optional.of("no acknowledgement")),
            running("e-newer").newer(),
            running("d-unknown").presence(new Presence.Recorded(THEN)),
            running("c-silent").presence(new Presence.Silent(THEN)),
            running("b-gone").presence(new Presence.Gone(THEN, Optional.empty())),
            running("a-failed").connection("maria", "Failed", Optional.of("access denied")),
            engine("9-nobody").relay("five", "Standby", Optional.empty()),
            engine("8-nobody").relay("five", "Stopped", Optional.empty()));

    assertThat(order(picture))
        .containsExactly(
            "8-nobody",
            "9-nobody",
            "a-failed",
            "b-gone",
            "c-silent",
            "d-unknown",
            "e-newer",
            "f-stalled",
            "g-stale",
            "h-paused",
            "i-starting",
            "j-standby",
            "k-ended",
            "l-stopped",
            "m-running");
    assertThat(picture.counts()).containsEntry(Rank.NOBODY_POLLS, 2).containsEntry(Rank.GONE, 1);
    assertThat(looks(picture, "a-failed").detail()).isEqualTo("maria: Failed – access denied");
    assertThat(looks(picture, "h-paused").detail()).contains("three: Paused – Oracle stale 12 s");
    assertThat(looks(picture, "9-nobody").detail()).contains("nobody polls five");
  }

  @Test
  void onlyWhatIsCertainIsGreen() {
    for (String word : WORDS) {
      for (Presence presence : UNCERTAIN) {
        EngineScript script = engine("one").connection("Connected").relay(word);
        EngineLooks looks = only(judge(FleetFilter.NONE, script.presence(presence)));
        assertThat(looks.rank().tone()).as("%s, %s", word, presence).isNotEqualTo(Tone.SUCCESS);
        assertThat(looks.detail()).as("%s, %s", word, presence).startsWith("last known: ");
        assertThat(looks.pace()).as("%s, %s", word, presence).isEmpty();
      }
      Rank certain = only(judge(FleetFilter.NONE, engine("one").relay(word))).rank();
      assertThat(certain.tone() == Tone.SUCCESS).as(word).isEqualTo(word.equals("Running"));
    }
    assertThat(Stream.of(Rank.values()).filter(rank -> rank.tone() == Tone.SUCCESS))
        .containsExactly(Rank.RUNNING);
  }

  @Test
  void whoIsCutOffKnowsOfNobody() {
    Link offline = new Link.Offline(THEN, "connection refused");

    FleetPicture picture =
        judge.judge(new FleetSnapshot(offline, List.of(running("one").row())), FleetFilter.NONE);

    assertThat(only(picture).rank()).isEqualTo(Rank.NOT_KNOWN);
    assertThat(only(picture).presence())
        .isEqualTo(new Presence.NotKnown(THEN, running("one").row().presence().heard()));
    assertThat(picture.certain()).isZero();
    for (Presence presence : UNCERTAIN) {
      EngineRow row = running("one").presence(presence).row();
      FleetPicture cutOff = judge.judge(new FleetSnapshot(offline, List.of(row)), FleetFilter.NONE);
      assertThat(only(cutOff).rank()).as(presence.toString()).isEqualTo(Rank.NOT_KNOWN);
    }
  }

  @Test
  void whatANewerEngineSaysIsShownAndNeverGreen() {
    FleetPicture relay = judge(FleetFilter.NONE, engine("one").relay("Levitating"));
    FleetPicture connection =
        judge(FleetFilter.NONE, running("one").connection("nats", "Entangled", Optional.empty()));

    assertThat(only(relay).rank()).isEqualTo(Rank.NEWER);
    assertThat(only(relay).detail()).contains("txlog: Levitating");
    assertThat(only(connection).rank()).isEqualTo(Rank.NEWER);
    assertThat(only(connection).detail()).contains("nats: Entangled");
  }

  @Test
  void thatNobodyPollsIsSaidOnlyWhereItIsCertain() {
    EngineScript standby = engine("b").relay("Standby");

    FleetPicture polled = judge(FleetFilter.NONE, running("a"), standby);
    assertThat(looks(polled, "b").rank()).isEqualTo(Rank.STANDBY);
    assertThat(looks(polled, "b").detail()).contains("txlog: Standby, polled by a");
    assertThat(looks(polled, "a").detail()).startsWith("txlog: stands by on b · ");

    FleetPicture silent =
        judge(FleetFilter.NONE, running("a").presence(new Presence.Silent(THEN)), standby);
    assertThat(looks(silent, "b").rank()).isEqualTo(Rank.STANDBY);

    FleetPicture gone =
        judge(
            FleetFilter.NONE,
            running("a").presence(new Presence.Gone(THEN, Optional.empty())),
            standby);
    assertThat(looks(gone, "b").rank()).isEqualTo(Rank.NOBODY_POLLS);
    assertThat(looks(gone, "a").rank()).isEqualTo(Rank.GONE);

    FleetPicture elsewhere = judge(FleetFilter.NONE, running("a").in("staging", "south"), standby);
    assertThat(looks(elsewhere, "b").rank()).isEqualTo(Rank.STANDBY);

    FleetPicture none = judge(FleetFilter.NONE, engine("a").relay("Standby"), standby);
    assertThat(looks(none, "a").rank()).isEqualTo(Rank.NOBODY_POLLS);
    assertThat(looks(none, "b").rank()).isEqualTo(Rank.NOBODY_POLLS);

    FleetPicture stopped =
        judge(FleetFilter.NONE, engine("a").relay("Stopped"), engine("b").relay("Stopped"));
    assertThat(looks(stopped, "b").rank()).as("as somebody wanted it").isEqualTo(Rank.STOPPED);
  }

  @Test
  void whoStandsByButCouldNotGoOnIsNobodysStandbyAndDoesNotPoll() {
    EngineScript hindered =
        engine("b").hindered("held by host host-of-a pid 4711", "MariaDB: not connected");

    FleetPicture polled = judge(FleetFilter.NONE, running("a"), hindered);
    assertThat(looks(polled, "b").detail())
        .contains("txlog: Standby – could not go on now: MariaDB: not connected")
        .doesNotContain("polled by");
    assertThat(looks(polled, "a").detail()).doesNotContain("stands by");
    assertThat(looks(polled, "a").stoodBy()).isEmpty();

    FleetPicture gone =
        judge(
            FleetFilter.NONE,
            running("a").presence(new Presence.Gone(THEN, Optional.empty())),
            hindered);
    assertThat(looks(gone, "b").rank()).isEqualTo(Rank.NOBODY_POLLS);

    FleetPicture stranger =
        judge(
            FleetFilter.NONE,
            engine("b").hindered("held by host far pid 1", "MariaDB: not connected"));
    assertThat(looks(stranger, "b").rank()).as("nobody can tell").isEqualTo(Rank.STANDBY);
  }

  @Test
  void aStateThatIsUnknownHereIsANewerEnginesAndNoFailure() {
    FleetPicture picture = judge(FleetFilter.NONE, engine("a").relay("Gliding"));
    assertThat(looks(picture, "a").rank()).isEqualTo(Rank.NEWER);
  }

  @Test
  void anEngineThatIsNotInTheFleetMayPoll() {
    EngineScript a = engine("a").relay("txlog", "Standby", Optional.of("held by host far pid 1"));
    FleetPicture stranger = judge(FleetFilter.NONE, a, engine("b").relay("Standby"));
    assertThat(looks(stranger, "b").rank()).isEqualTo(Rank.STANDBY);

    EngineScript gone =
        engine("c").relay("Running").presence(new Presence.Gone(THEN, Optional.empty()));
    EngineScript left =
        engine("d").relay("txlog", "Standby", Optional.of("held by host host-of-c pid 4711"));
    FleetPicture known = judge(FleetFilter.NONE, gone, left);
    assertThat(looks(known, "d").rank())
        .as("held by one that is gone")
        .isEqualTo(Rank.NOBODY_POLLS);
  }

  @Test
  void sectionsAreEnvironmentsAndGroupsAndTheWorstComesFirst() {
    FleetPicture picture =
        judge(
            FleetFilter.NONE,
            running("a").in("development", "").version("2.0.0"),
            running("b"),
            running("c").production().in("production", "south"),
            engine("d").production().relay("Failed"));

    assertThat(picture.sections().stream().map(FleetPicture.Section::title))
        .containsExactly(
            "PRODUCTION · north   –   one engine: 1 failed",
            "development   –   one engine: 1 running",
            "PRODUCTION · south   –   one engine: 1 running",
            "staging · north   –   one engine: 1 running");
    assertThat(picture.sections().getFirst().place()).isEqualTo(new Place("production", "north"));
    assertThat(looks(picture, "a").otherVersion()).contains("2.0.0");
    assertThat(looks(picture, "b").otherVersion()).isEmpty();
  }

  @Test
  void wordsAndStatesFilterAndTheCountsAreThoseOfTheWords() {
    EngineScript[] all = {
      running("relay-1"), engine("relay-2").relay("Failed"), running("other").in("test", "x")
    };

    FleetPicture words = judge(FleetFilter.NONE.withText("RELAY- host-of"), all);
    assertThat(order(words)).containsExactly("relay-2", "relay-1");
    assertThat(words.engines()).hasSize(3);

    FleetPicture failed =
        judge(FleetFilter.NONE.withText("relay").withRanks(Set.of(Rank.FAILED)), all);
    assertThat(order(failed)).containsExactly("relay-2");
    assertThat(failed.counts()).containsEntry(Rank.FAILED, 1).containsEntry(Rank.RUNNING, 1);

    assertThat(order(judge(FleetFilter.NONE.withText("nowhere"), all))).isEmpty();
  }

  @Test
  void relaysAreCountedWithTheirPace() {
    EngineLooks looks =
        only(
            judge(
                FleetFilter.NONE,
                engine("one")
                    .connection("Connected")
                    .connection("nats", "Waiting", Optional.of("connection refused"))
                    .relay("Running")
                    .relay("second", "Stopped", Optional.empty())));

    assertThat(looks.relays()).isEqualTo("1 of 2 polling");
    assertThat(looks.pace()).isEqualTo("120 rows/s · lag 2.1 s");
    assertThat(looks.rank()).isEqualTo(Rank.STALE);
    assertThat(looks.detail())
        .isEqualTo("second: Stopped · nats: Waiting to retry – connection refused");
  }

  private FleetPicture judge(FleetFilter filter, EngineScript... scripts) {
    return judge.judge(
        new FleetSnapshot(ScriptedFleet.ONLINE, Stream.of(scripts).map(EngineScript::row).toList()),
        filter);
  }

  private static EngineLooks only(FleetPicture picture) {
    assertThat(picture.engines()).hasSize(1);
    return picture.engines().values().iterator().next();
  }

  private static EngineLooks looks(FleetPicture picture, String name) {
    return Objects.requireNonNull(picture.engines().get(engine(name).key()));
  }

  private static List<String> order(FleetPicture picture) {
    return picture.sections().stream()
        .flatMap(section -> section.engines().stream())
        .map(EngineKey::text)
        .map(text -> text.substring("key-of-".length()))
        .toList();
  }
}
