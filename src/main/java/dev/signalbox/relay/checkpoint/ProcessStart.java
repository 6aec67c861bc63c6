package dev.signalbox.relay.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;

/**
 * When a process started, which tells it from a later one of the same process id.
 *
 * <p>On Linux in the kernel's own ticks since the boot. The time of day will not do there: each
 * virtual machine works it out from the clock as it stands when that machine starts, so after the
 * clock was set two of them do not agree on the start of one process.
 *
 * @param count 0 where the system does not say
 */
public record ProcessStart(Unit unit, long count) {
  private static final String TICKS = "ticks ";

  /** Of the fields that follow the program's name. */
  private static final int START_FIELD = 19;

  private static final int THREADS_FIELD = 17;

  /** A zombie, and what is about to be none. */
  private static final Set<String> ENDED = Set.of("Z", "X");

  /** What is counted. Starts in different units cannot be compared. */
  enum Unit {
    MILLISECONDS,
    TICKS
  }

  static ProcessStart of(ProcessHandle process) {
    try {
      return new ProcessStart(Unit.TICKS, ticks(status(process)));
    } catch (IOException e) {
      // Not Linux, or the process has just ended.
      return new ProcessStart(
          Unit.MILLISECONDS, process.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
    }
  }

  /** Finds the start in the line that Linux keeps of a process. */
  static long ticks(String status) {
    return Long.parseLong(fields(status)[START_FIELD]);
  }

  /**
   * Whether a process has certainly ended, though the system keeps its number until its parent has
   * asked for it. Where the system does not say, it has not.
   */
  static boolean hasEnded(ProcessHandle process) {
    try {
      String[] fields = fields(status(process));
      // Its first thread may have ended before others.
      return ENDED.contains(fields[0]) && fields[THREADS_FIELD].equals("1");
    } catch (IOException e) {
      return false;
    }
  }

  private static String[] fields(String status) {
    // The name stands in parentheses and may have some itself.
    return status.substring(status.lastIndexOf(')') + 2).split(" ", START_FIELD + 2);
  }

  private static String status(ProcessHandle process) throws IOException {
    return Files.readString(
        Path.of("/proc", Long.toString(process.pid()), "stat"), StandardCharsets.ISO_8859_1);
  }

  /**
   * Understands what {@link #text()} wrote. A number alone is one of milliseconds.
   *
   * @throws NumberFormatException if it was written by something else
   */
  static ProcessStart parse(String text) {
    return text.startsWith(TICKS)
        ? new ProcessStart(Unit.TICKS, Long.parseLong(text.substring(TICKS.length())))
        : new ProcessStart(Unit.MILLISECONDS, Long.parseLong(text));
  }

  String text() {
    return switch (unit) {
      case MILLISECONDS -> Long.toString(count);
      case TICKS -> TICKS + count;
    };
  }

  /** Whether these are certainly the starts of two processes. */
  boolean differsFrom(ProcessStart other) {
    return unit == other.unit && count != 0 && other.count != 0 && count != other.count;
  }
}
