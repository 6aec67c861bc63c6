package dev.signalbox.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import javax.net.SocketFactory;

/**
 * Sockets for a driver that ignores everything: from the moment a certain file exists, reading and
 * closing never end, whether interrupted or not, nor does its shutdown hook. Refers to nothing
 * outside the JDK, so that it can be put into the built program without changing that.
 */
public final class StubbornSocketFactory extends SocketFactory {
  /** System property that names the file. */
  public static final String SWITCH = "stubborn.switch";

  private static final Path FILE = Path.of(System.getProperty(SWITCH, "stubborn"));

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(StubbornSocketFactory::holdIfStubborn));
  }

  private static void holdIfStubborn() {
    while (Files.exists(FILE)) {
      LockSupport.parkNanos(1_000_000);
      // Otherwise parking would return at once from now on.
      var _ = Thread.interrupted();
    }
  }

  @Override
  public Socket createSocket() {
    return new StubbornSocket();
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
    throw new UnsupportedOperationException();
  }

  private static final class StubbornSocket extends Socket {
    @Override
    public InputStream getInputStream() throws IOException {
      return new StubbornStream(super.getInputStream());
    }

    @Override
    public void close() throws IOException {
      holdIfStubborn();
      super.close();
    }
  }

  private static final class StubbornStream extends InputStream {
    private final InputStream stream;

    private StubbornStream(InputStream stream) {
      this.stream = stream;
    }

    @Override
    public int read() throws IOException {
      holdIfStubborn();
      return stream.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      holdIfStubborn();
      return stream.read(bytes, offset, length);
    }

    @Override
    public int available() throws IOException {
      return stream.available();
    }
  }
}
