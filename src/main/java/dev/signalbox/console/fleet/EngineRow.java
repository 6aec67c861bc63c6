package dev.signalbox.console.fleet;

import dev.signalbox.base.ForeignText;
import dev.signalbox.console.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One engine in few words: as it last said, which {@link #presence} tells the worth of.
 *
 * @param newer whether it says something that this program does not understand
 */
public record EngineRow(
    EngineKey key,
    EngineFacts facts,
    Presence presence,
    List<ConnectionGlance> connections,
    List<RelayGlance> relays,
    boolean newer) {

  private static final int LONGEST = 64;

  public EngineRow {
    connections = List.copyOf(connections);
    relays = List.copyOf(relays);
  }

  /**
   * A connection.
   *
   * @param word of its state, as {@code ConnectionState.word()}; one that is unknown here is a
   *     newer engine's
   * @param cause why it is so, in one line
   */
  public record ConnectionGlance(
      String name, String kind, String word, Instant since, Optional<String> cause) {
    public ConnectionGlance {
      name = ForeignText.label(name, LONGEST);
      kind = ForeignText.label(kind, LONGEST);
      word = ForeignText.label(word, LONGEST);
      cause = cause.map(ForeignText::line);
    }
  }

  /**
   * A relay.
   *
   * @param word of its state, as {@code RelayState.word()}; one that is unknown here is a newer
   *     engine's
   * @param reason why it is so, in one line; of one that stands by, who was seen to poll
   * @param hindrance why one that stands by could not go on now, nor perhaps look
   * @param lag how old the last row is that it brought over, while it polls
   */
  public record RelayGlance(
      String name,
      String word,
      Instant since,
      Optional<String> reason,
      Optional<String> hindrance,
      long acknowledged,
      double rowsPerSecond,
      Optional<Duration> lag) {
    public RelayGlance {
      name = ForeignText.label(name, LONGEST);
      word = ForeignText.label(word, LONGEST);
      reason = reason.map(ForeignText::line);
      hindrance = hindrance.map(ForeignText::line);
    }
  }
}
