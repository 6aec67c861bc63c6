package dev.signalbox.relay.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.state.ServerOffsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
  @ParameterizedTest
  @ValueSource(strings = {"EVENTS", "a\nb", "a\rb\r\n", "a=b", "a\\nb", "\\", "\\\\n\n$1", ""})
  void whatWasWrittenIsUnderstoodWhateverTheNames(String table) {
    Origin origin = new Origin(Map.of("table", table, "subject", "txlog.events"));

    assertThat(Origin.parse(origin.text())).isEqualTo(origin);
    assertThat(origin.text().lines()).hasSize(2);
  }

  private static Origin inZone(String offsets) {
    return new Origin(Map.of("table", "EVENTS", "server_zone", offsets));
  }

  /**
   * A version that does not know the zone takes each line with an equals sign for a part, and every
   * part for one that has to be the same.
   */
  @ParameterizedTest
  @ValueSource(strings = {"+00:00", "-04:00", "+01:00, in July +02:00"})
  void theServersZoneIsPassedOverByAVersionThatDoesNotKnowIt(String offsets) {
    Origin origin = inZone(offsets);

    assertThat(origin.text().lines().filter(line -> line.split("=", 2).length == 2))
        .containsExactly("table=EVENTS");
    assertThat(Origin.parse(origin.text())).isEqualTo(origin);
    assertThat(Origin.parse(origin.text()).zone()).isEqualTo(ServerOffsets.parse(offsets));
  }

  @Test
  void aZoneThatWasWrittenLikeAnyOtherPartIsUnderstood() {
    Origin written = Origin.parse("table=EVENTS\nserver_zone=+01:00, in July +02:00");

    assertThat(written).isEqualTo(inZone("+01:00, in July +02:00"));
    assertThat(written.difference(inZone("-05:00")))
        .isEqualTo("server_zone +01:00, in July +02:00, not -05:00");
  }
}
