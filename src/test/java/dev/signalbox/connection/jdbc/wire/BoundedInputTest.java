package dev.signalbox.connection.jdbc.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import org.junit.jupiter.api.Test;

class BoundedInputTest {
  private static final int CONTINUED = 0xFF_FFFF;

  /** Packets of that length without end, header by header. */
  private static final class Packets extends InputStream {
    private final int length;
    private long at;

    Packets(int length) {
      this.length = length;
    }

    @Override
    public int read() {
      int within = (int) (at++ % (length + 4L));
      return within < 3 ? (length >> (8 * within)) & 0xFF : 0;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) {
      for (int i = 0; i < count; i++) {
        bytes[offset + i] = (byte) read();
      }
      return count;
    }
  }

  private static BoundedInput input(int length) {
    return new BoundedInput(new Packets(length), _ -> {});
  }

  private static long read(BoundedInput input, long most) throws IOException {
    byte[] some = new byte[10_007];
    long all = 0;
    while (all < most) {
      all += input.read(some);
    }
    return all;
  }

  @Test
  void littleIsTakenBeforeTheLogin() {
    BoundedInput input = input(100);
    assertThatThrownBy(() -> read(input, 1_000_000))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("before the login");
  }

  @Test
  void anyNumberOfMessagesIsTakenAfterwards() throws IOException {
    BoundedInput input = input(1_000_000);
    input.loggedIn();
    long twice = 2 * BoundedInput.LARGEST_MESSAGE;
    assertThat(read(input, twice)).isGreaterThanOrEqualTo(twice);
  }

  @Test
  void aMessageThatGoesOnAndOnIsNot() {
    BoundedInput input = input(CONTINUED);
    input.loggedIn();
    assertThatThrownBy(() -> read(input, 2 * BoundedInput.LARGEST_MESSAGE))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("more than 16384 KB");
  }

  @Test
  void aLargeMessageIsRefusedByItsHeaderBeforeTheLogin() {
    BoundedInput input = input(1_000_000);
    assertThatThrownBy(() -> input.read(new byte[4]))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("more than 256 KB");
  }

  @Test
  void theAnswerToAPingIsSmall() throws IOException {
    BoundedInput input = input(1_000_000);
    input.loggedIn();
    input.asked(true);
    assertThat(read(input, 2_000_000)).isGreaterThanOrEqualTo(2_000_000);
    input.asked(false);
    assertThatThrownBy(() -> read(input, 2_000_000))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("more than 64 KB");
  }

  @Test
  void noLengthsAreLookedForInWhatIsEncrypted() throws IOException {
    BoundedInput input = input(CONTINUED);
    input.loggedIn();
    input.encrypted();
    long twice = 2 * BoundedInput.LARGEST_MESSAGE;
    assertThat(read(input, twice)).isGreaterThanOrEqualTo(twice);
  }
}
