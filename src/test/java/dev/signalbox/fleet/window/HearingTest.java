package dev.signalbox.fleet.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.console.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HearingTest {
  private static final Instant STORED = Instant.parse("2026-03-02T09:00:00Z");
  private static final Instant HEARD = Instant.parse("2026-03-02T10:14:07Z");
  private static final long NANOS = 5_000_000_000L;
  private static final Optional<Instant> NOT_CUT_OFF = Optional.empty();

  private final Hearing stored = Hearing.recorded(STORED, false);
  private final Hearing heard = stored.heard(HEARD, NANOS);

  @Test
  void whatWasOnlyStoredIsNotKnown() {
    assertThat(stored.presence(NOT_CUT_OFF, NANOS)).isEqualTo(new Presence.Recorded(STORED));
    assertThat(stored.isDoubtful(NANOS)).isTrue();
  }

  @Test
  void silenceIsAskedAboutAndThenSaid() {
    assertThat(after(Duration.ofMillis(6_999))).isEqualTo(new Presence.Known(HEARD));
    assertThat(after(Duration.ofSeconds(7))).isEqualTo(new Presence.Probing(HEARD));
    assertThat(after(Duration.ofMillis(11_999))).isEqualTo(new Presence.Probing(HEARD));
    assertThat(after(Duration.ofSeconds(12))).isEqualTo(new Presence.Silent(HEARD));
    assertThat(heard.isDoubtful(NANOS)).isFalse();
    assertThat(heard.isDoubtful(NANOS + Hearing.KNOWN.toNanos())).isTrue();
  }

  @Test
  void whatTheServerSaysOfItComesBeforeSilence() {
    Instant since = HEARD.plusSeconds(3);
    Hearing gone = heard.gone(since);

    assertThat(gone.presence(NOT_CUT_OFF, NANOS))
        .isEqualTo(new Presence.Gone(since, Optional.of(HEARD)));
    assertThat(gone.gone(since.plusSeconds(9))).isEqualTo(gone);
    assertThat(gone.heard(since, NANOS).presence(NOT_CUT_OFF, NANOS))
        .isEqualTo(new Presence.Known(since));
  }

  @Test
  void whoSaidThatItEndsHasEndedOnceItIsNotHeard() {
    Hearing ending = heard.stored(HEARD, true);

    assertThat(ending.presence(NOT_CUT_OFF, NANOS)).isEqualTo(new Presence.Known(HEARD));
    assertThat(ending.isDoubtful(NANOS)).isTrue();
    assertThat(ending.gone(HEARD).presence(NOT_CUT_OFF, NANOS))
        .isEqualTo(new Presence.Ended(HEARD));
    assertThat(ending.presence(NOT_CUT_OFF, NANOS + Hearing.KNOWN.toNanos()))
        .isEqualTo(new Presence.Ended(HEARD));
    assertThat(ending.stored(HEARD, false).gone(HEARD).presence(NOT_CUT_OFF, NANOS))
        .isInstanceOf(Presence.Gone.class);
  }

  @Test
  void whoIsCutOffKnowsNothing() {
    Optional<Instant> cutOff = Optional.of(HEARD.plusSeconds(1));

    assertThat(heard.presence(cutOff, NANOS))
        .isEqualTo(new Presence.NotKnown(HEARD.plusSeconds(1), Optional.of(HEARD)));
    assertThat(stored.presence(cutOff, NANOS))
        .isEqualTo(new Presence.NotKnown(HEARD.plusSeconds(1), Optional.empty()));
  }

  @Test
  void onAnotherConnectionItIsAskedAtOnce() {
    Hearing anew = heard.gone(HEARD).anew(NANOS);

    assertThat(anew.isDoubtful(NANOS)).isTrue();
    assertThat(anew.presence(NOT_CUT_OFF, NANOS)).isEqualTo(new Presence.Probing(HEARD));
  }

  private Presence after(Duration silence) {
    return heard.presence(NOT_CUT_OFF, NANOS + silence.toNanos());
  }
}
