package dev.signalbox.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;

/** A process that waits for a peer on a virtual thread, says so, and ends. */
final class ProgramThatEnds {
  static final String LAST_LINE = "Ending";

  private ProgramThatEnds() {}

  public static void main(String[] arguments) throws Exception {
    PromptExit exit = new PromptExit();
    CompletableFuture<?> preparing = exit.prepare();
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket connection = new Socket(silent.getInetAddress(), silent.getLocalPort())) {
      Thread reading = Thread.ofVirtual().start(() -> read(connection));
      while (reading.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      preparing.join();
      System.out.println(LAST_LINE);
      exit.now(Integer.parseInt(arguments[0]));
    }
  }

  private static void read(Socket connection) {
    try {
      var _ = connection.getInputStream().read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
