package dev.signalbox.ui.fleet.standing;

import dev.signalbox.console.Presence;
import dev.signalbox.console.fleet.EngineKey;
import dev.signalbox.console.fleet.EngineRow;
import java.util.Optional;
import java.util.Set;

/**
 * How one engine looks in the list.
 *
 * @param row what it last said
 * @param presence how sure that is, as far as this window can tell
 * @param word the state in one or two words
 * @param detail what else there is to say of it, in one line
 * @param relays how many of its relays poll
 * @param stoodBy those of its relays that another engine is ready to go on with
 * @param pace how fast they are, and how far behind; empty while nothing moves
 * @param otherVersion its version, if that is not the one of most others
 */
public record EngineLooks(
    EngineRow row,
    Presence presence,
    Rank rank,
    String word,
    String detail,
    String relays,
    Set<String> stoodBy,
    String pace,
    Optional<String> otherVersion) {

  public EngineKey key() {
    return row.key();
  }

  public String name() {
    return row.facts().name();
  }

  /** Whether what is shown of it is what is. */
  public boolean isCertain() {
    return presence.isCertain();
  }
}
