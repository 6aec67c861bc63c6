package dev.signalbox.sandbox.hostile;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One who has connected to a hostile peer. Once he or the peer has closed, everything that is said
 * to him fails with an {@link IOException}.
 */
final class Client implements AutoCloseable {
  private static final int CHUNK = 16 * 1024;

  private final Socket socket;
  private final DataInputStream in;
  private final CountDownLatch closed = new CountDownLatch(1);

  Client(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    socket.setTcpNoDelay(true);
  }

  Socket socket() {
    return socket;
  }

  /** The peer's own port. */
  int port() {
    return socket.getLocalPort();
  }

  void say(byte[] words) throws IOException {
    socket.getOutputStream().write(words);
  }

  void say(String words) throws IOException {
    say(words.getBytes(StandardCharsets.UTF_8));
  }

  /** Says it one byte at a time, with such a pause between them. */
  void drip(byte[] words, Duration pause) throws IOException, InterruptedException {
    for (byte one : words) {
      say(new byte[] {one});
      if (closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    }
  }

  void sayForEver(byte[] words) throws IOException {
    byte[] many = repeated(words);
    while (!Thread.currentThread().isInterrupted()) {
      say(many);
    }
  }

  /** Says it so many times. */
  void sayTimes(byte[] words, int times) throws IOException {
    byte[] many = repeated(words);
    int together = many.length / words.length;
    for (int left = times; left > 0; left -= together) {
      socket.getOutputStream().write(many, 0, Math.min(left, together) * words.length);
    }
  }

  /** As many of them as are worth a system call. */
  private static byte[] repeated(byte[] words) {
    byte[] many = new byte[words.length * Math.max(1, CHUNK / words.length)];
    for (int i = 0; i < many.length; i++) {
      many[i] = words[i % words.length];
    }
    return many;
  }

  void sayPoison(Poison poison) throws IOException {
    byte[] chunk = new byte[CHUNK];
    for (int said = 0; said < Poison.LENGTH; said += chunk.length) {
      int length = Math.min(chunk.length, Poison.LENGTH - said);
      for (int i = 0; i < length; i++) {
        chunk[i] = poison.at(said + i);
      }
      socket.getOutputStream().write(chunk, 0, length);
    }
  }

  void sayAtRandom(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] chunk = new byte[CHUNK];
    while (!Thread.currentThread().isInterrupted()) {
      random.nextBytes(chunk);
      say(chunk);
    }
  }

  /** Waits for a line that begins so, and returns it without its line feed. */
  String awaitLine(String beginning) throws IOException {
    String line;
    do {
      StringBuilder read = new StringBuilder();
      for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
        read.append((char) next);
      }
      line = read.toString();
    } while (!line.startsWith(beginning));
    return line;
  }

  DataInputStream in() {
    return in;
  }

  /** Listens until he has gone. */
  void awaitEnd() throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      socket.close();
    } catch (IOException e) {
      // Closing a socket tells of an error that has happened to it before.
    }
  }
}
