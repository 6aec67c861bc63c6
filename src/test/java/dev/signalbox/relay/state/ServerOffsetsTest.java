package dev.signalbox.relay.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ServerOffsetsTest {
  private static final ServerOffsets UTC = new ServerOffsets(ZoneOffset.UTC, ZoneOffset.UTC);
  private static final ServerOffsets BERLIN =
      new ServerOffsets(ZoneOffset.ofHours(1), ZoneOffset.ofHours(2));
  private static final ServerOffsets SYDNEY =
      new ServerOffsets(ZoneOffset.ofHours(11), ZoneOffset.ofHours(10));

  @Test
  void itsTextIsUnderstood() {
    assertThat(UTC.text()).isEqualTo("+00:00");
    assertThat(BERLIN.text()).isEqualTo("+01:00, in July +02:00");
    for (ServerOffsets offsets :
        new ServerOffsets[] {
          UTC,
          BERLIN,
          SYDNEY,
          new ServerOffsets(ZoneOffset.of("-00:25:21"), ZoneOffset.of("-04:30"))
        }) {
      assertThat(ServerOffsets.parse(offsets.text())).contains(offsets);
    }
    assertThat(ServerOffsets.parse("")).isEmpty();
    assertThat(ServerOffsets.parse("+99:99")).isEmpty();
  }

  @Test
  void aTimeIsWrittenEarlierByTheMostThatItMayBe() {
    assertThat(UTC.setBackFrom(BERLIN)).isEqualTo(Duration.ofHours(2));
    assertThat(BERLIN.setBackFrom(UTC)).isEqualTo(Duration.ZERO);
    assertThat(BERLIN.setBackFrom(SYDNEY)).isEqualTo(Duration.ofHours(10));
    assertThat(SYDNEY.setBackFrom(SYDNEY)).isEqualTo(Duration.ZERO);
  }
}
