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

  /** Every one there is. */
  static List<HostileCell> all() {
    return Arrays.stream(Protocol.values())
        .flatMap(protocol -> Hostility.all().stream().map(h -> new HostileCell(protocol, h)))
        .toList();
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
        .mapToObj(
            i ->
                new HostileCell(
                    protocols.get(i), hostilities.get((turn + i * apart) % hostilities.size())))
        .toList();
  }

  @Override
  public String toString() {
    return protocol + ", " + hostility.words();
  }
}
