package dev.signalbox.relay.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

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

  /** What is counted. Starts in different units cannot be compared. */
  enum Unit {
    MILLISECONDS,
    TICKS
  }

  static ProcessStart of(ProcessHandle process) {
    try {
      Path status = Path.of("/proc", Long.toString(process.pid()), "stat");
      return new ProcessStart(
          Unit.TICKS, ticks(Files.readString(status, StandardCharsets.ISO_8859_1)));
    } catch (IOException e) {
      // Not Linux, or the process has just ended.
      return new ProcessStart(
          Unit.MILLISECONDS, process.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
    }
  }

  /** Finds the start in the line that Linux keeps of a process. */
  static long ticks(String status) {
    // The name stands in parentheses and may have some itself.
    String afterName = status.substring(status.lastIndexOf(')') + 2);
    return Long.parseLong(afterName.split(" ", START_FIELD + 2)[START_FIELD]);
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
