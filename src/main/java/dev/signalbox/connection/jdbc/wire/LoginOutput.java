package dev.signalbox.connection.jdbc.wire;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is sent to a database. During a login over TLS a write that fails is nothing but a reason to
 * read why: a server that does not trust the client's certificate says so and leaves, while the
 * client goes on. In plain text it is seen which commands are given. Written by one thread; the
 * phases may be told by others.
 */
final class LoginOutput extends FilterOutputStream implements PacketFrames.Reader {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox.jdbc");

  private final PacketFrames frames = new PacketFrames(this);
  private final IntConsumer commands;
  private volatile boolean encrypted;
  private volatile boolean loggedIn;

  /**
   * Follows what goes out.
   *
   * @param commands is given each command's code before that is sent
   */
  LoginOutput(OutputStream stream, IntConsumer commands) {
    super(stream);
    this.commands = commands;
  }

  void encrypted() {
    encrypted = true;
  }

  void loggedIn() {
    loggedIn = true;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    if (!encrypted) {
      frames.follow(bytes, offset, offset + count);
    }
    try {
      out.write(bytes, offset, count);
    } catch (IOException e) {
      if (!encrypted || loggedIn) {
        throw e;
      }
      LOG.debug("Nothing can be sent any more: {}", e.toString());
    }
  }

  @Override
  public void began(int length) {
    // What we send is as long as it is.
  }

  @Override
  public void command(int code) {
    commands.accept(code);
  }
}
