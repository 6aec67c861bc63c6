package dev.signalbox.sandbox;

/**
 * A program that starts servers, prints one folder a line and then an empty line, and ends without
 * closing anything when its input ends. Of its three servers one runs, one is frozen and one is
 * down.
 */
final class ServersToOrphan {
  private ServersToOrphan() {}

  public static void main(String[] arguments) throws Exception {
    MariaDbServer running = MariaDbServer.start();
    NatsServer frozen = NatsServer.start();
    NatsServer down = NatsServer.start();
    frozen.suspend();
    down.kill();
    System.out.println(running.folder());
    System.out.println(frozen.folder());
    System.out.println(down.folder());
    System.out.println();
    if (System.in.read() >= 0) {
      throw new IllegalStateException("Nothing was to be read, only the end of the input");
    }
  }
}
