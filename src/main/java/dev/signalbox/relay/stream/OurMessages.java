package dev.signalbox.relay.stream;

import dev.signalbox.relay.checkpoint.CheckpointRecord;
import dev.signalbox.relay.state.Position;
import io.nats.client.api.StreamInfo;
import io.nats.client.impl.Headers;
import io.nats.client.support.NatsJetStreamConstants;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Collects what of a stream's messages is ours: rows, and records of the terms that wrote them.
 *
 * <p>Threading: for one thread.
 */
final class OurMessages {
  private final CheckpointRecord checkpoint;
  private final Map<Position, Long> rows = new HashMap<>();
  private final NavigableSet<Long> terms = new TreeSet<>();
  private final Set<Long> begun = new HashSet<>();
  private boolean isEmpty = true;
  private boolean beginsWithAnothers;

  OurMessages(CheckpointRecord checkpoint) {
    this.checkpoint = checkpoint;
  }

  void add(@Nullable Headers headers, long sequence) {
    String id = headers == null ? null : headers.getFirst(NatsJetStreamConstants.MSG_ID_HDR);
    if (isEmpty) {
      isEmpty = false;
      beginsWithAnothers = id == null || checkpoint.row(id).isEmpty();
    }
    if (headers == null || id == null || !checkpoint.isOurs(id)) {
      return;
    }
    long epoch = epoch(headers);
    if (epoch > 0) {
      terms.add(epoch);
    }
    Optional<Position> row = checkpoint.row(id);
    if (row.isPresent()) {
      rows.put(row.get(), sequence);
    } else {
      begun.add(epoch);
    }
  }

  /** The term that has written it; 0 if that is not to be seen. */
  static long epoch(Headers headers) {
    String text = headers.getFirst(RowSender.EPOCH_HEADER);
    try {
      return text == null ? 0 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      // Somebody has copied our id: that proves no term of ours.
      return 0;
    }
  }

  /**
   * How many terms have rows there that are behind another one's, but no record any more: each has
   * begun with one.
   *
   * @param before the term that was under way where that part begins; empty if that is not known
   */
  long recordsRemoved(OptionalLong before) {
    if (terms.isEmpty()) {
      return 0;
    }
    return terms.tailSet(before.orElse(terms.first()), false).stream()
        .filter(term -> !begun.contains(term))
        .count();
  }

  Tail in(StreamInfo stream, long last, long removed) {
    return new Tail(
        StreamCheck.created(stream),
        Map.copyOf(rows),
        beginsWithAnothers,
        terms.isEmpty() ? 0 : terms.last(),
        last,
        removed);
  }
}
