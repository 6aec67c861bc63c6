package dev.signalbox.relay.stream.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainAckTest {
  private static long sequence(String answer) {
    return PlainAck.sequence(answer.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"stream\":\"EVENTS\", \"seq\":17} | 17",
        "{\"stream\":\"EVENTS\",\"seq\":1} | 1",
        "{\"stream\":\"E\", \"domain\":\"hub\", \"seq\":999999999999999999} | 999999999999999999"
      })
  void theUsualAnswerIsRead(String answer, long sequence) {
    assertThat(sequence(answer)).isEqualTo(sequence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "}",
        "17}",
        "\"seq\":17}",
        "{\"seq\":17}",
        "{\"stream\":\"E\", \"seq\":}",
        "{\"stream\":\"E\", \"seq\":0}",
        "{\"stream\":\"E\", \"seq\":17,\"duplicate\": true}",
        "{\"stream\":\"E\", \"seq\":1234567890123456789}",
        "{\"stream\":\"E\", \"sequence\":17}",
        "{\"error\":{\"code\":400,\"err_code\":10071},\"stream\":\"E\",\"seq\":0}",
        "{\"error\":{\"code\":400,\"err_code\":10071},\"stream\":\"E\",\"seq\":5}"
      })
  void everyOtherIsLeftToTheDriver(String answer) {
    assertThat(sequence(answer)).isEqualTo(PlainAck.NONE);
  }
}
