package dev.signalbox.connection.nats.wire;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntSupplier;

/**
 * Reads along what a server sends and refuses what would cost more than it can be worth: the driver
 * makes room for whatever is announced, and hands on every line that arrives. Takes lines apart
 * exactly as the driver does, so that both mean the same bytes.
 */
final class InboundProtocol {
  /** A greeting that names a thousand servers of a cluster has room in it. */
  static final int LONGEST_LINE = 256 * 1024;

  /** So much of a complaint is more than is shown of it; its end is not waited for. */
  private static final int LONG_COMPLAINT = 8 * 1024;

  private static final String COMPLAINT = "-ERR";
  private static final String MESSAGE = "MSG";

  /** By which a small letter differs from a capital one. */
  private static final int LOWER_CASE = 0x20;

  private static final int SMALL_MESSAGE = 64 * 1024;

  /** What a line costs besides its length. */
  private static final int COST_OF_A_LINE = 256;

  /** The names of all operations are shorter, so a longer one is of another protocol. */
  private static final int LONGEST_OPERATION = 4;

  /** In digits. */
  private static final int LONGEST_SIZE = 10;

  private static final int QUOTED = 100;
  private static final int FIRST_ROOM = 256;

  private final LineListener listener;
  private final IntSupplier largestMessage;

  /**
   * What nobody asked for: each line is work for the driver and for those that listen to it. A page
   * of rows that are all denied has room in it.
   */
  private final Allowance lines =
      new Allowance("the server sends more lines than anybody could need", 4L << 20, 64L << 10);

  /** The few answers that are large; acknowledgements and headers are small. */
  private final Allowance largeMessages =
      new Allowance(
          "the server sends more large messages than anybody asks for", 24L << 20, 1L << 20);

  private byte[] line = new byte[FIRST_ROOM];
  private int length;
  private int operationLength = -1;
  private boolean carriageReturn;
  private long payload;
  private AnswerParts parts = new AnswerParts(0);

  /**
   * @param largestMessage how many bytes a message may have now
   */
  InboundProtocol(LineListener listener, IntSupplier largestMessage) {
    this.listener = listener;
    this.largestMessage = largestMessage;
  }

  /** Is told of every line that is no message, and of a very long complaint before it ends. */
  @FunctionalInterface
  interface LineListener {
    /** Returns whether what follows has to wait. */
    boolean ended(String operation, String text) throws IOException;
  }

  /**
   * Reads along, and returns the end of what may be handed on now.
   *
   * @throws ProtocolException if a server would not send this
   */
  int accept(byte[] bytes, int from, int to) throws IOException {
    int at = from;
    while (at < to) {
      if (payload > 0) {
        int passed = (int) Math.min(payload, to - at);
        parts.read(bytes, at, at + passed);
        payload -= passed;
        at += passed;
      } else if (endsLine(bytes[at++]) && ended()) {
        return at;
      }
    }
    return at;
  }

  private boolean endsLine(byte next) throws IOException {
    if (carriageReturn) {
      if (next != '\n') {
        throw foreign();
      }
      carriageReturn = false;
      return true;
    }
    if (next == '\r') {
      carriageReturn = true;
      return false;
    }
    if (operationLength < 0 && isBlank(next)) {
      operationLength = length;
    }
    append(next);
    return false;
  }

  private void append(byte next) throws IOException {
    if (length == LONGEST_LINE) {
      throw new ProtocolException("the server sent a line of more than 256 KB");
    }
    if (length == line.length) {
      line = Arrays.copyOf(line, Math.min(LONGEST_LINE, 2 * length));
    }
    line[length++] = next;
    if (operationLength < 0 && length > LONGEST_OPERATION) {
      throw foreign();
    }
    if (length == LONG_COMPLAINT && operation().equals(COMPLAINT)) {
      listener.ended(COMPLAINT, rest());
    }
  }

  private boolean ended() throws IOException {
    try {
      // Nearly all lines are that one, so it makes no text.
      if (isMessage()) {
        return announced(3, 0);
      }
      String operation = operation();
      return switch (operation) {
        case "HMSG" -> announced(4, 1);
        case "+OK", "PING", "PONG", "INFO", COMPLAINT -> spent(operation);
        default -> throw foreign();
      };
    } finally {
      length = 0;
      operationLength = -1;
      if (line.length > FIRST_ROOM) {
        line = new byte[FIRST_ROOM];
      }
    }
  }

  /** In any case. */
  private boolean isMessage() {
    return operationEnd() == MESSAGE.length()
        && (line[0] & ~LOWER_CASE) == 'M'
        && (line[1] & ~LOWER_CASE) == 'S'
        && (line[2] & ~LOWER_CASE) == 'G';
  }

  private boolean spent(String operation) throws IOException {
    lines.spend(length + COST_OF_A_LINE);
    return listener.ended(operation, rest());
  }

  private String operation() {
    return text(0, operationEnd()).toUpperCase(Locale.ROOT);
  }

  private int operationEnd() {
    return operationLength < 0 ? length : operationLength;
  }

  /** What stands behind the operation. */
  private String rest() {
    return text(Math.min(length, operationEnd() + 1), length).strip();
  }

  /**
   * The sizes at the end of the line that announces a message.
   *
   * @param least how many words it has at least, besides the operation; a subject to answer to may
   *     be one more
   * @param headers how many of the sizes at its end are of parts
   */
  private boolean announced(int least, int headers) throws ProtocolException {
    int words = words(operationLength + 1);
    if (words < least || words > least + 1) {
      throw foreign();
    }
    int last = lastWord(length);
    long total = size(last, length);
    long first = headers > 0 ? size(lastWord(last - 1), last - 1) : 0;
    if (first > total) {
      throw foreign();
    }
    int largest = largestMessage.getAsInt();
    if (total > largest) {
      throw new ProtocolException(
          "the server announced a message of %d bytes, and %d KB are the most that is due"
              .formatted(total, largest / 1024));
    }
    if (total > SMALL_MESSAGE) {
      largeMessages.spend(total);
    }
    parts = new AnswerParts(first);
    payload = total + 2;
    return false;
  }

  /** Every blank separates two words, one of which may be empty. */
  private int words(int from) {
    int words = 1;
    for (int i = from; i < length; i++) {
      words += isBlank(line[i]) ? 1 : 0;
    }
    return words;
  }

  private int lastWord(int end) {
    int from = end;
    while (from > 0 && !isBlank(line[from - 1])) {
      from--;
    }
    return from;
  }

  private static boolean isBlank(byte next) {
    return next == ' ' || next == '\t';
  }

  private long size(int from, int end) throws ProtocolException {
    if (from == end || end - from > LONGEST_SIZE) {
      throw foreign();
    }
    long size = 0;
    for (int i = from; i < end; i++) {
      if (line[i] < '0' || line[i] > '9') {
        throw foreign();
      }
      size = 10 * size + (line[i] - '0');
    }
    return size;
  }

  private String text(int from, int to) {
    return from >= to ? "" : new String(line, from, to - from, StandardCharsets.UTF_8);
  }

  private ProtocolException foreign() {
    return new ProtocolException(
        "the server does not speak as NATS does: \"%s\""
            .formatted(text(0, Math.min(length, QUOTED)).stripTrailing()));
  }
}
