package dev.signalbox.ui.fleet.standing;

import dev.signalbox.console.fleet.EngineRow;
import dev.signalbox.console.fleet.EngineRow.ConnectionGlance;
import dev.signalbox.console.fleet.EngineRow.RelayGlance;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is said of one engine in its line. Any thread may ask. */
final class EngineWords {
  private static final int NAMED = 3;

  private final Texts texts;

  EngineWords(Texts texts) {
    this.texts = texts;
  }

  /** What there is to say of it, the worst first, in one line. */
  String detail(EngineRow row, boolean certain, SharedRelays shared) {
    String said =
        Stream.of(
                certain ? nobodyPolls(row, shared) : Optional.<String>empty(),
                worstRelay(row, certain, shared),
                certain ? stoodBy(row, shared) : Optional.<String>empty(),
                Optional.of(connections(row)),
                row.newer()
                    ? Optional.of(texts.get("fleet.detail.newer"))
                    : Optional.<String>empty())
            .flatMap(Optional::stream)
            .collect(Collectors.joining(" · "));
    return certain ? said : texts.get("fleet.detail.lastKnown", said);
  }

  private Optional<String> nobodyPolls(EngineRow row, SharedRelays shared) {
    List<String> names =
        row.relays().stream()
            .filter(relay -> shared.isPolledByNobody(row, relay))
            .map(RelayGlance::name)
            .limit(NAMED)
            .toList();
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(texts.get("fleet.detail.nobodyPolls", String.join(", ", names)));
  }

  /** On which engines others are ready to go on with what this one polls. */
  private Optional<String> stoodBy(EngineRow row, SharedRelays shared) {
    return Optional.of(
            polling(row)
                .filter(relay -> !shared.standbys(row, relay).isEmpty())
                .limit(NAMED)
                .map(
                    relay ->
                        texts.get(
                            "fleet.detail.stoodBy",
                            relay.name(),
                            String.join(
                                ", ", shared.standbys(row, relay).stream().limit(NAMED).toList())))
                .collect(Collectors.joining(" · ")))
        .filter(words -> !words.isEmpty());
  }

  /** One that runs says so by its figures. */
  private Optional<String> worstRelay(EngineRow row, boolean certain, SharedRelays shared) {
    return row.relays().stream()
        .min(Comparator.comparing(EngineRank::ofRelay))
        .filter(relay -> !certain || EngineRank.ofRelay(relay) != Rank.RUNNING)
        .map(relay -> relay(row, relay, shared));
  }

  private String relay(EngineRow row, RelayGlance relay, SharedRelays shared) {
    String word = word("relay.word.", relay.word());
    if (relay.hindrance().isPresent()) {
      return item(
          relay.name(),
          word,
          relay.hindrance().map(why -> texts.get("fleet.detail.hindered", why)));
    }
    Optional<String> holder =
        EngineRank.ofRelay(relay) == Rank.STANDBY ? shared.holder(row, relay) : Optional.empty();
    return holder
        .map(name -> texts.get("fleet.detail.standsBy", relay.name(), name))
        .orElseGet(() -> item(relay.name(), word, relay.reason()));
  }

  /** The worst connection with its cause, or how many there are. */
  private String connections(EngineRow row) {
    List<ConnectionGlance> all = row.connections();
    long connected =
        all.stream().filter(one -> EngineRank.ofConnection(one) == Rank.RUNNING).count();
    return all.stream()
        .filter(one -> EngineRank.ofConnection(one).compareTo(Rank.STOPPED) < 0)
        .min(Comparator.comparing(EngineRank::ofConnection))
        .map(one -> item(one.name(), word("connection.word.", one.word()), one.cause()))
        .orElseGet(
            () ->
                all.isEmpty()
                    ? texts.get("fleet.detail.noConnection")
                    : texts.get("fleet.detail.connected", connected, all.size()));
  }

  private String item(String name, String word, Optional<String> reason) {
    return reason
        .map(why -> texts.get("fleet.detail.because", name, word, why))
        .orElseGet(() -> texts.get("fleet.detail.item", name, word));
  }

  /** A word that is not known here is shown as the engine says it. */
  private String word(String prefix, String word) {
    return texts.find(prefix + word).orElse(word);
  }

  /** How many of its relays poll. */
  String relays(EngineRow row, boolean certain) {
    if (row.relays().isEmpty()) {
      return texts.get("fleet.relays.none");
    }
    return texts.get(
        certain ? "fleet.relays" : "fleet.relays.was", polling(row).count(), row.relays().size());
  }

  private static Stream<RelayGlance> polling(EngineRow row) {
    return row.relays().stream()
        .filter(relay -> RelayWord.of(relay.word()).filter(RelayWord::isPolling).isPresent());
  }

  /** How fast they are together, and how far the slowest is behind; empty if none polls. */
  String pace(EngineRow row, boolean certain) {
    if (!certain || polling(row).findAny().isEmpty()) {
      return "";
    }
    String rate =
        Texts.number(Math.round(polling(row).mapToDouble(RelayGlance::rowsPerSecond).sum()));
    return polling(row)
        .flatMap(relay -> relay.lag().stream())
        .max(Comparator.<Duration>naturalOrder())
        .map(lag -> texts.get("fleet.pace.lag", rate, TimeText.taken(lag)))
        .orElseGet(() -> texts.get("fleet.pace", rate));
  }
}
