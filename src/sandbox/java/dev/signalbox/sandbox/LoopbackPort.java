package dev.signalbox.sandbox;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Chooses free ports below the range from which the kernel takes the local ports of outgoing
 * connections. A server that is restarted needs its port back, and out of that range a client that
 * keeps trying to reconnect may take it, even by connecting to itself.
 */
public final class LoopbackPort {
  private static final int LOWEST = 15_000;
  private static final int HIGHEST = 32_000;

  /**
   * Which share of the ports is this process's: tests that run side by side have one each, so that
   * none takes the port of a server that another is about to start again.
   */
  private static final int SHARE =
      Integer.parseInt(System.getProperty("signalbox.sandbox.share", "0"));

  private static final int SHARES = 8;
  private static final int SIZE = (HIGHEST - LOWEST) / SHARES;
  private static final int FIRST = LOWEST + SHARE % SHARES * SIZE;
  private static final int TRIES = 100;

  /**
   * None is given twice before half of them have been: what is left of a client of the last server
   * on a port is not to be taken for a client of the next one.
   */
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private LoopbackPort() {}

  /** A port nobody listens on at this moment; another process may still be faster to take it. */
  public static int choose() throws IOException {
    if (GIVEN.size() > SIZE / 2) {
      GIVEN.clear();
    }
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, FIRST + SIZE);
      if (isFree(port) && GIVEN.add(port)) {
        return port;
      }
    }
    throw new IOException("No free port found from " + FIRST + " on");
  }

  /**
   * Listens on a port that nobody else has.
   *
   * @param backlog how many clients may wait to be accepted
   */
  public static ServerSocket listen(int backlog) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      try {
        return new ServerSocket(choose(), backlog, InetAddress.getLoopbackAddress());
      } catch (BindException e) {
        // Somebody was faster: another one, then.
      }
    }
    throw new IOException("Every port chosen was taken at once");
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
