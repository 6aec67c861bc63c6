package dev.signalbox.ui.fleet.standing;

import dev.signalbox.console.Presence;
import dev.signalbox.console.fleet.EngineRow;
import dev.signalbox.console.fleet.EngineRow.ConnectionGlance;
import dev.signalbox.console.fleet.EngineRow.RelayGlance;
import java.util.Comparator;
import java.util.stream.Stream;

/** How an engine stands. Pure functions. */
final class EngineRank {
  private EngineRank() {}

  /**
   * The worst of all that is known of it; of one that is not heard, that it is not.
   *
   * @param presence how sure it is
   */
  static Rank of(EngineRow row, Presence presence, SharedRelays shared) {
    return switch (presence) {
      case Presence.Here _, Presence.Known _ ->
          row.relays().stream().anyMatch(relay -> shared.isPolledByNobody(row, relay))
              ? Rank.NOBODY_POLLS
              : said(row);
      case Presence.Gone _ -> Rank.GONE;
      case Presence.Silent _ -> Rank.SILENT;
      case Presence.Probing _, Presence.NotKnown _, Presence.Recorded _ -> Rank.NOT_KNOWN;
      case Presence.Ended _ -> Rank.ENDED;
    };
  }

  /** As it says itself. */
  private static Rank said(EngineRow row) {
    boolean relays = !row.relays().isEmpty();
    return Stream.of(
            row.newer() ? Stream.of(Rank.NEWER) : Stream.<Rank>empty(),
            row.relays().stream().map(EngineRank::ofRelay),
            // What no relay needs may be off, and what is connected does no work by itself.
            row.connections().stream()
                .map(EngineRank::ofConnection)
                .filter(rank -> !relays || rank.compareTo(Rank.STOPPED) < 0))
        .flatMap(ranks -> ranks)
        .min(Comparator.naturalOrder())
        .orElse(Rank.STOPPED);
  }

  static Rank ofRelay(RelayGlance relay) {
    return RelayWord.of(relay.word()).map(RelayWord::rank).orElse(Rank.NEWER);
  }

  static Rank ofConnection(ConnectionGlance connection) {
    return ConnectionWord.of(connection.word()).map(ConnectionWord::rank).orElse(Rank.NEWER);
  }
}
