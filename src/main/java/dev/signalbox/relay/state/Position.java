package dev.signalbox.relay.state;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The last row known to be stored in the stream. Both parts are canonical text: ordered only by the
 * database, never rounded by a type of the checkpoint table or of this program.
 *
 * @param timestamp without a zone, with nine digits of a second
 */
public record Position(String timestamp, String id) {
  /** In characters: what a checkpoint has room for. */
  public static final int LONGEST_ID = 255;

  /** What is written of a longer one, besides a digest of 64 and what is between them. */
  private static final int ID_BEGINNING = LONGEST_ID - 65;

  /** Of the timestamp's text. */
  public static final int TIMESTAMP_LENGTH = "uuuu-MM-ddTHH:mm:ss.SSSSSSSSS".length();

  public static Position of(LocalDateTime timestamp, String id) {
    return new Position(TimestampText.canonical(timestamp), id);
  }

  /**
   * Of a timestamp as a database shows it, which need not be one of any calendar: MariaDB has dates
   * without a month or a day. Empty if it is no timestamp at all.
   */
  public static Optional<Position> ofShown(String timestamp, String id) {
    return TimestampText.canonicalOfShown(timestamp).map(canonical -> new Position(canonical, id));
  }

  /** A number as text: plain, without zeros that say nothing. */
  public static String canonicalId(BigDecimal id) {
    if (id.scale() == 0) {
      return id.toPlainString();
    }
    return id.signum() == 0 ? "0" : id.stripTrailingZeros().toPlainString();
  }

  /** Whether a checkpoint may be there: it has room for the id. */
  public boolean isRecordable() {
    return id.length() <= LONGEST_ID || id.codePointCount(0, id.length()) <= LONGEST_ID;
  }

  /**
   * As it is written down that a row was dealt with: of an id for which there is no room, the
   * beginning and a digest, which is in no order with other ids.
   */
  public Position recorded() {
    return isRecordable()
        ? this
        : new Position(
            timestamp, id.substring(0, id.offsetByCodePoints(0, ID_BEGINNING)) + "#" + digest(id));
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** As {@link #encodedId} has written it. */
  public static Position decoded(String timestamp, String encodedId) {
    return new Position(timestamp, EncodedText.decode(encodedId));
  }

  /**
   * The id as a message's header may have it, which takes neither blanks at its ends nor line
   * breaks nor letters beyond ASCII. Different ids stay different.
   */
  public String encodedId() {
    return EncodedText.encode(id);
  }

  /** Empty if the timestamp is none of the calendar. */
  public Optional<LocalDateTime> time() {
    try {
      return Optional.of(LocalDateTime.parse(timestamp, TimestampText.CANONICAL));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The same by a clock that is set back; what is in no calendar stays. */
  public Position earlier(Duration by) {
    return time().map(at -> of(at.minus(by), id)).orElse(this);
  }

  /** The command by which an operator lets a relay go on behind it, for a shell. */
  public String setCommand(String programName) {
    String position = (timestamp + "," + id).replace("'", "'\\''");
    return "signalbox position %s --set '%s' --yes".formatted(programName, position);
  }

  @Override
  public String toString() {
    return timestamp + " / " + id;
  }
}
