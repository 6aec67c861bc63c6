package dev.signalbox.matrix.hostile;

import dev.signalbox.sandbox.hostile.Hostility;
import dev.signalbox.sandbox.hostile.Protocol;
import dev.signalbox.testing.Extent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** One case: this peer, and the driver that it does its harm to. */
record HostileCell(Protocol protocol, Hostility hostility) {

  /** Every one there is. */
  static List<HostileCell> all() {
    return Arrays.stream(Protocol.values())
        .flatMap(protocol -> Hostility.all().stream().map(h -> new HostileCell(protocol, h)))
        .toList();
  }

  /**
   * All in a thorough run; every day one for each driver, so that all occur one after the other.
   */
  static List<HostileCell> ofThisRun() {
    List<Hostility> hostilities = Hostility.all();
    int turn = Extent.turn(hostilities.size());
    int apart = hostilities.size() / Protocol.values().length;
    List<HostileCell> drawn =
        Stream.of(Protocol.values())
            .map(
                protocol ->
                    new HostileCell(
                        protocol,
                        hostilities.get((turn + apart * protocol.ordinal()) % hostilities.size())))
            .toList();
    return Extent.ofThisRun().choose(drawn, all());
  }

  @Override
  public String toString() {
    return protocol + ", " + hostility.words();
  }
}
