package dev.signalbox.matrix;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How often each situation occurs with each target, counted by hand and independently of {@link
 * Matrix}: a handshake freezes in as many places as the server has replies after its first, but not
 * before the one in the clear that begins TLS, which is a situation of its own.
 */
final class Occurrences {
  /** Every situation meets every trigger. */
  static final int TRIGGERS = 11;

  private static final List<String> TARGETS =
      List.of(
          "NATS",
          "NATS with three servers",
          "NATS with TLS",
          "MariaDB",
          "MariaDB with TLS",
          "Oracle");

  private static final String TABLE =
      """
      name resolution hangs                       | 1 1 1 1 1 1
      SYN dropped                                 | 1 1 1 1 1 1
      accepted, then silent                       | 1 1 1 1 1 1
      frozen handshake                            | 2 2 2 3 3 5
      frozen TLS handshake                        | 0 0 1 0 1 0
      slow but completing                         | 1 1 1 1 1 1
      completing in the same instant              | 1 1 1 1 1 1
      retry waiting                               | 1 1 1 1 1 1
      pool half filled                            | 0 0 0 1 1 1
      connected and idle                          | 1 1 1 1 1 1
      connected, the peer gone unnoticed          | 1 1 1 1 1 1
      heartbeat hanging                           | 1 1 1 1 1 1
      page query running                          | 0 0 0 1 1 1
      row fetch frozen                            | 0 0 0 1 1 1
      publishing with acknowledgements outstanding| 1 1 1 0 0 0
      NATS reconnecting                           | 1 1 1 0 0 0
      checkpoint committing                       | 0 0 0 1 1 0
      stop already running                        | 1 1 1 1 1 1
      """;

  private final Map<String, List<Integer>> rows = new LinkedHashMap<>();

  private Occurrences() {}

  static Occurrences read() {
    Occurrences occurrences = new Occurrences();
    TABLE
        .lines()
        .forEach(
            line -> {
              int bar = line.indexOf('|');
              occurrences.rows.put(
                  line.substring(0, bar).strip(),
                  Arrays.stream(line.substring(bar + 1).strip().split(" ", -1))
                      .map(Integer::valueOf)
                      .toList());
            });
    return occurrences;
  }

  int situations() {
    return rows.size();
  }

  int targets() {
    return TARGETS.size();
  }

  /** How many situations of that kind the target has, zero if none can occur. */
  int places(String situation, String target) {
    return Objects.requireNonNull(rows.get(situation)).get(TARGETS.indexOf(target));
  }

  /** Situations and targets that occur together, in all. */
  int places() {
    return rows.values().stream().flatMap(List::stream).mapToInt(Integer::intValue).sum();
  }
}
