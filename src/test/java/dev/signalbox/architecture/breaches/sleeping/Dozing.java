package dev.signalbox.architecture.breaches.sleeping;

/** Waits for nothing but time. */
final class Dozing {
  private Dozing() {}

  static void doze() throws InterruptedException {
    Thread.sleep(1);
  }
}
