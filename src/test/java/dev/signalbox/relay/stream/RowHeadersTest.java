package dev.signalbox.relay.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.impl.Headers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RowHeadersTest {
  private final RowHeaders.Writer writer = new RowHeaders.Writer().put("Common", "c").endCommon();

  private static String wire(Headers headers) {
    byte[] room = new byte[headers.serializedLength() + 3];
    assertThat(headers.serializeToArray(3, room)).isEqualTo(headers.serializedLength());
    return new String(room, 3, room.length - 3, StandardCharsets.US_ASCII);
  }

  @Test
  void theyAreWhatTheDriverWouldWrite() {
    RowHeaders ours = new RowHeaders.Writer().put("Nats-Msg-Id", "s:1 / 2").take();
    assertThat(wire(ours)).isEqualTo(wire(new Headers().put("Nats-Msg-Id", "s:1 / 2")));
    assertThat(ours.isReadOnly()).isTrue();
    assertThat(ours.isEmpty()).isFalse();
    assertThat(new String(ours.getSerialized(), StandardCharsets.US_ASCII)).isEqualTo(wire(ours));
  }

  @Test
  void eachMessageBeginsWithTheCommonOnesAndHasNothingOfAnother() {
    RowHeaders first = writer.put("A", "x".repeat(2000)).take();
    RowHeaders second = writer.put("B", "2").take();

    assertThat(wire(second)).isEqualTo("NATS/1.0\r\nCommon:c\r\nB:2\r\n\r\n");
    assertThat(wire(first)).startsWith("NATS/1.0\r\nCommon:c\r\nA:xxx").endsWith("x\r\n\r\n");
  }

  @Test
  void aValueMayBeRepeatedInParts() {
    RowHeaders ours = writer.put("A", "x:1").repeat("B", "x", " / ", "1").put("C", 17L).take();

    assertThat(wire(ours)).isEqualTo("NATS/1.0\r\nCommon:c\r\nA:x:1\r\nB:x / 1\r\nC:17\r\n\r\n");
  }

  @Test
  void noValueBeginsAnotherHeader() {
    assertThatThrownBy(() -> writer.put("A", "1\r\nB:2"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> writer.put("A", "\u00e4"))
        .isInstanceOf(IllegalArgumentException.class);
    // Its lower byte alone is an A.
    assertThatThrownBy(() -> writer.put("A", "\u0141"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
