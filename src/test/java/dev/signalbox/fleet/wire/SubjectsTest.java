package dev.signalbox.fleet.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.fleet.wire.Subjects.Topic;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every text is one part of a subject, and no other's. */
class SubjectsTest {
  private static final EngineAddress ENGINE =
      new EngineAddress("staging", "hall.3", "6f1c0c52-6a3e-4d0b-9f43-0f6c1c9e2a77");
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]|(?:=[0-9A-F]{2})+");
  private static final String KEY = "staging.hall=2E3.6f1c0c52-6a3e-4d0b-9f43-0f6c1c9e2a77";

  @ParameterizedTest
  @CsvSource({
    "plain-Text_09, plain-Text_09",
    "k.lee, k=2Elee",
    "a b, a=20b",
    "*, =2A",
    ">, =3E",
    "=, =3D",
    "grün, gr=C3=BCn",
    "🔑, =F0=9F=94=91"
  })
  void aTokenIsWrittenAsTheContractHasIt(String text, String token) {
    assertThat(Subjects.token(text)).isEqualTo(token);
    assertThat(Subjects.text(token)).contains(text);
  }

  @Test
  void everyCodePointGoesThereAndBack() {
    for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
      boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
      String text = half ? String.valueOf((char) point) : Character.toString(point);
      String token = Subjects.token(text);
      if (!TOKEN.matcher(token).matches()
          || !Subjects.text(token).equals(Optional.of(half ? "?" : text))) {
        throw new AssertionError("U+%04X becomes %s".formatted(point, token));
      }
    }
  }

  @Test
  void differentTextsHaveDifferentTokens() {
    Random random = new Random(7);
    Set<String> texts = new HashSet<>();
    Set<String> tokens = new HashSet<>();
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(1, 6); length > 0; length--) {
        text.append("aA=2E.3D *>ü/\u0000".charAt(random.nextInt(14)));
      }
      texts.add(text.toString());
      tokens.add(Subjects.token(text.toString()));
    }
    assertThat(tokens).hasSameSizeAs(texts);
  }

  @Test
  void nothingAndTooMuchAreNoPartOfASubject() {
    assertThatThrownBy(() -> Subjects.token("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Subjects.token("x".repeat(65)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 to 64 characters, not 65");
    assertThatThrownBy(() -> new EngineAddress("staging", "", "e"))
        .isInstanceOf(IllegalArgumentException.class);
    String longest = "€".repeat(64);
    assertThat(Subjects.text(Subjects.token(longest))).contains(longest);
  }

  /** The longest of all subjects fits into the line of a server that has its default. */
  @Test
  void theLongestSubjectIsTakenByAServer() {
    String part = "€".repeat(64);
    EngineAddress longest = new EngineAddress(part, part, part);
    String subject = Subjects.doSubject(part, longest, part);
    assertThat(subject.length()).isLessThan(4_096 - 256);
    assertThat(Subjects.parse(subject)).contains(new Topic.Do(part, longest, part));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "=",
        "=4",
        "=4G",
        "=2e",
        "=41",
        "a=",
        "a=2",
        "=C3",
        "=ED=A0=80",
        "=C0=AE",
        "ü",
        "a b",
        "*",
        ">",
        "a.b",
        "=١١",
        "=EF=BF=BD="
      })
  void whatNobodyWritesSoIsNoToken(String foreign) {
    assertThat(Subjects.text(foreign)).isEmpty();
  }

  @Test
  void aTokenOfTooMuchIsNone() {
    assertThat(Subjects.text("x".repeat(65))).isEmpty();
    assertThat(Subjects.text("=".repeat(1_000_000))).isEmpty();
  }

  @Test
  void theSubjectsAreThoseOfTheContract() {
    assertThat(ENGINE.key()).isEqualTo(KEY);
    assertThat(Subjects.state(ENGINE)).isEqualTo("$KV.signalbox_state." + KEY);
    assertThat(Subjects.beat(ENGINE)).isEqualTo("signalbox.v1.beat." + KEY);
    assertThat(Subjects.transition(ENGINE, "relay", "tx.log"))
        .isEqualTo("signalbox.v1.transition." + KEY + ".relay.tx=2Elog");
    assertThat(Subjects.log(ENGINE)).isEqualTo("signalbox.v1.log." + KEY);
    assertThat(Subjects.live(ENGINE)).isEqualTo("signalbox.v1.live." + KEY);
    assertThat(Subjects.doSubject("k.lee", ENGINE, "start"))
        .isEqualTo("signalbox.v1.do.k=2Elee." + KEY + ".start");
    assertThat(Subjects.ask(ENGINE, "state")).isEqualTo("signalbox.v1.ask." + KEY + ".state");
    assertThat(Subjects.audit(ENGINE)).isEqualTo("signalbox.v1.audit." + KEY);
    assertThat(List.of(Subjects.STATE_BUCKET, Subjects.STATE_STREAM))
        .containsExactly("signalbox_state", "KV_signalbox_state");
    assertThat(List.of(Subjects.TRANSITIONS_STREAM, Subjects.AUDIT_STREAM, Subjects.SERVICE))
        .containsExactly("SIGNALBOX_TRANSITIONS", "SIGNALBOX_AUDIT", "signalbox-engine");
  }

  @Test
  void whatIsListenedToIsAllOfOneEngineOrOfAnEnvironment() {
    assertThat(Subjects.commands(ENGINE)).isEqualTo("signalbox.v1.do.*." + KEY + ".*");
    assertThat(Subjects.questions(ENGINE)).isEqualTo("signalbox.v1.ask." + KEY + ".*");
    assertThat(Subjects.transitions(ENGINE)).isEqualTo("signalbox.v1.transition." + KEY + ".>");
    assertThat(Subjects.allStates(Optional.empty())).isEqualTo("$KV.signalbox_state.>");
    assertThat(Subjects.allBeats(Optional.empty())).isEqualTo("signalbox.v1.beat.>");
    assertThat(Subjects.allTransitions(Optional.of("a.b")))
        .isEqualTo("signalbox.v1.transition.a=2Eb.>");
    assertThat(Subjects.allAudits(Optional.empty())).isEqualTo("signalbox.v1.audit.>");
  }

  @Test
  void everySubjectSaysWhatItIsAbout() {
    assertThat(EngineAddress.parse(KEY)).contains(ENGINE);
    assertThat(Subjects.parse(Subjects.state(ENGINE))).contains(new Topic.State(ENGINE));
    assertThat(Subjects.parse(Subjects.beat(ENGINE))).contains(new Topic.Beat(ENGINE));
    assertThat(Subjects.parse(Subjects.log(ENGINE))).contains(new Topic.Log(ENGINE));
    assertThat(Subjects.parse(Subjects.live(ENGINE))).contains(new Topic.Live(ENGINE));
    assertThat(Subjects.parse(Subjects.audit(ENGINE))).contains(new Topic.Audit(ENGINE));
    assertThat(Subjects.parse(Subjects.transition(ENGINE, "a.b", "c d")))
        .contains(new Topic.Transition(ENGINE, "a.b", "c d"));
    assertThat(Subjects.parse(Subjects.doSubject("k.lee", ENGINE, "start")))
        .contains(new Topic.Do("k.lee", ENGINE, "start"));
    assertThat(Subjects.parse(Subjects.ask(ENGINE, "log"))).contains(new Topic.Ask(ENGINE, "log"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "$KV.signalbox_state.",
        "$KV.signalbox_state.a.b",
        "$KV.signalbox_state.a.b.c.d",
        "$KV.other.a.b.c",
        "signalbox.v2.beat.a.b.c",
        "signalbox.v1.beat.a..c",
        "signalbox.v1.beat.a.=2.c",
        "signalbox.v1.transition.a.b.c.kind",
        "signalbox.v1.transition.a.b.c.kind.name.more",
        "signalbox.v1.do.a.b.c.start",
        "signalbox.v1.do.u.a.b.c.*",
        "signalbox.v1.ask.a.b.c",
        "_INBOX.a.b.c"
      })
  void whatIsNoneOfTheseSaysNothing(String foreign) {
    assertThat(Subjects.parse(foreign)).isEmpty();
  }

  @Test
  void whatIsTooLongIsNotTakenApart() {
    assertThat(Subjects.parse("signalbox.v1.beat." + "a.".repeat(1_000_000) + "b")).isEmpty();
    assertThat(EngineAddress.parse(".".repeat(1_000_000))).isEmpty();
  }

  @Test
  void whatIsReadIsWrittenInNoOtherWay() {
    Random random = new Random(11);
    List<String> parts = List.of("a", "=2E", "=", "*", "ü", "=41", "b-_9", "=C3=BC", "");
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      String subject =
          "signalbox.v1.do."
              + random
                  .ints(random.nextInt(4, 7), 0, parts.size())
                  .mapToObj(parts::get)
                  .collect(Collectors.joining("."));
      if (Subjects.parse(subject).orElse(null)
          instanceof Topic.Do(var user, var engine, var what)) {
        read++;
        assertThat(Subjects.doSubject(user, engine, what)).isEqualTo(subject);
      }
    }
    assertThat(read).isGreaterThan(50);
  }
}
