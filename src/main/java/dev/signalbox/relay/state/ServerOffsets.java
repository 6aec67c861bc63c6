package dev.signalbox.relay.state;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * In which zone a server writes local times: two zones that differ in neither are taken for one, so
 * that the beginning and the end of summer time are no difference.
 *
 * @param january on its first day
 * @param july on its first day
 */
public record ServerOffsets(ZoneOffset january, ZoneOffset july) {
  private static final Pattern OFFSET = Pattern.compile("[+-]\\d{2}:\\d{2}(?::\\d{2})?");

  /** As {@link #text()} has written it; empty if that is something else. */
  public static Optional<ServerOffsets> parse(String text) {
    try {
      List<ZoneOffset> offsets =
          OFFSET.matcher(text).results().map(MatchResult::group).map(ZoneOffset::of).toList();
      return offsets.isEmpty()
          ? Optional.empty()
          : Optional.of(new ServerOffsets(offsets.getFirst(), offsets.getLast()));
    } catch (DateTimeException e) {
      // Anybody may have written it.
      return Optional.empty();
    }
  }

  /** In words. */
  public String text() {
    return january.equals(july) ? words(january) : words(january) + ", in July " + words(july);
  }

  private static String words(ZoneOffset offset) {
    return offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId();
  }

  /** By how much an instant may be written earlier than it was before; zero if it never is. */
  public Duration setBackFrom(ServerOffsets before) {
    int most =
        Math.max(
            before.january.getTotalSeconds() - january.getTotalSeconds(),
            before.july.getTotalSeconds() - july.getTotalSeconds());
    return Duration.ofSeconds(Math.max(0, most));
  }
}
