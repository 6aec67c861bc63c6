package dev.signalbox.relay.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamCheckTest {
  @ParameterizedTest
  @CsvSource({
    "txlog.>, txlog.events, true",
    "txlog.>, txlog, false",
    "txlog.*, txlog.events, true",
    "txlog.*, txlog.events.late, false",
    "txlog.events, txlog.events, true",
    "txlog.event, txlog.events, false",
    "*.events, txlog.events, true",
    ">, txlog, true",
    "txlog.events.late, txlog.events, false"
  })
  void wildcardsMatchAsTheServerMatchesThem(String pattern, String subject, boolean expected) {
    assertThat(StreamCheck.matches(pattern, subject)).isEqualTo(expected);
  }
}
