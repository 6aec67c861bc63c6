package dev.signalbox.relay.source;

import java.util.List;

/**
 * Rows that were read together.
 *
 * @param more whether there may be more that are settled already
 */
public record SourcePage(List<SourceRow> rows, boolean more) {
  static final SourcePage NONE = new SourcePage(List.of(), false);

  public SourcePage {
    rows = List.copyOf(rows);
  }
}
