package dev.signalbox.relay.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
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
}
