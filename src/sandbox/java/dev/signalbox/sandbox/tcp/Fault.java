package dev.signalbox.sandbox.tcp;

import java.time.Duration;

/**
 * What goes wrong between a client and its server. Counts are of each connection by itself, from
 * its begin. A message is what one side sends until the other side answers, whatever the protocol.
 */
public sealed interface Fault {

  /** Nothing goes wrong. */
  record None() implements Fault {}

  /** After so many bytes in this direction nothing goes that way any more; TCP stays open. */
  record Freeze(Direction direction, long bytes) implements Fault {}

  /**
   * Nothing goes this way any more from this message on, but its first bytes; TCP stays open.
   *
   * @param message counted from 1
   * @param bytes how many bytes of that message still pass
   */
  record FreezeMessage(Direction direction, int message, int bytes) implements Fault {}

  /** Of every message in this direction only so many bytes pass; short ones are not affected. */
  record FreezeLongMessages(Direction direction, int bytes) implements Fault {}

  /** The network is gone: first packets of new clients get no answer, nothing passes any more. */
  record Blackhole() implements Fault {}

  /** Whatever arrives is passed on so much later. */
  record Delay(Duration time) implements Fault {}

  /** At most so many bytes pass in a second, in each direction. */
  record Throttle(int bytesPerSecond) implements Fault {}

  /** After so many bytes in this direction its receiver is told that there will be no more. */
  record HalfClose(Direction direction, long bytes) implements Fault {}

  /** After so many bytes in this direction both sides are told that the other one has crashed. */
  record Reset(Direction direction, long bytes) implements Fault {}

  /** New clients are refused; those that are connected are served. */
  record Refuse() implements Fault {}
}
