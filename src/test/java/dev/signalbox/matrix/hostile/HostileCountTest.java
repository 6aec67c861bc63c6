package dev.signalbox.matrix.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.hostile.Protocol;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The cells, against a list that was made by hand. */
class HostileCountTest {
  private static final List<String> DRIVERS = List.of("NATS", "MariaDB", "Oracle");

  private static final List<String> PEERS =
      List.of(
          "accepts, then silent",
          "accepts, then closes",
          "one byte a second",
          "floods",
          "announces gigabytes",
          "misstates lengths",
          "garbage",
          "redirects for ever",
          "greets for ever",
          "huge answer",
          "error text: blanks",
          "error text: addresses",
          "error text: brackets",
          "error text: passwords",
          "error text: codes",
          "error text: control characters",
          "error text: lone surrogates");

  /** Not mended: the driver keeps its socket. */
  private static final String OPEN = "Oracle, misstates lengths";

  @Test
  void everyDriverMeetsEveryPeer() {
    assertThat(HostileCell.all())
        .map(HostileCell::toString)
        .containsExactlyInAnyOrderElementsOf(
            DRIVERS.stream()
                .flatMap(driver -> PEERS.stream().map(peer -> driver + ", " + peer))
                .filter(cell -> !cell.equals(OPEN))
                .toList());
  }

  @Test
  void eachDayHasOneOfEachDriverAndSoManyDaysHaveAll() {
    LocalDate first = LocalDate.of(2026, 11, 26);
    Set<HostileCell> drawn = new HashSet<>();
    IntStream.range(0, PEERS.size())
        .mapToObj(first::plusDays)
        .map(HostileCell::drawn)
        .forEach(
            day -> {
              assertThat(day).map(HostileCell::protocol).containsExactly(Protocol.values());
              drawn.addAll(day);
            });
    assertThat(drawn).containsExactlyInAnyOrderElementsOf(HostileCell.all());
  }
}
