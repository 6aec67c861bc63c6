package dev.signalbox.base;

/** Something that is listened to until this is closed. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

  /** Ends it: no call begins after this; one that is under way is not waited for. Idempotent. */
  @Override
  void close();
}
