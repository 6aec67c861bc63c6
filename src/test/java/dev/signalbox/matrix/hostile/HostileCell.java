package dev.signalbox.matrix.hostile;

import dev.signalbox.sandbox.hostile.Hostility;
import dev.signalbox.sandbox.hostile.Protocol;
import dev.signalbox.testing.Extent;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** One case: this peer, and the driver that it does its harm to. */
record HostileCell(Protocol protocol, Hostility hostility) {

  /** Every one that the product can hold out against. */
  static List<HostileCell> all() {
    return Arrays.stream(Protocol.values())
        .flatMap(protocol -> Hostility.all().stream().map(h -> new HostileCell(protocol, h)))
        .filter(cell -> !cell.isOpen())
        .toList();
  }

  /**
   * Oracle's driver fails over lengths that are wrong without closing its socket, which it shows to
   * nobody: this one is not mended.
   */
  private boolean isOpen() {
    return protocol == Protocol.ORACLE && hostility instanceof Hostility.Misstates;
  }

  /** All in a thorough run, else the draw of the day. */
  static List<HostileCell> ofThisRun() {
    return Extent.ofThisRun().choose(drawn(Extent.day()), all());
  }

  /** One for each driver, another one each day, so that all occur one after the other. */
  static List<HostileCell> drawn(LocalDate day) {
    List<Hostility> hostilities = Hostility.all();
    List<Protocol> protocols = List.of(Protocol.values());
    int turn = Math.floorMod(day.toEpochDay(), hostilities.size());
    int apart = hostilities.size() / protocols.size();
    return IntStream.range(0, protocols.size())
        .mapToObj(i -> cell(protocols.get(i), hostilities, turn + i * apart))
        .toList();
  }

  /** That one, or the next where that one is open. */
  private static HostileCell cell(Protocol protocol, List<Hostility> hostilities, int number) {
    HostileCell cell = new HostileCell(protocol, hostilities.get(number % hostilities.size()));
    return cell.isOpen() ? cell(protocol, hostilities, number + 1) : cell;
  }

  @Override
  public String toString() {
    return protocol + ", " + hostility.words();
  }
}
