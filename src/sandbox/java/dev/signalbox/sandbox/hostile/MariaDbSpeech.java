package dev.signalbox.sandbox.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** MariaDB: packets of a length of three bytes; one of the greatest length is continued. */
final class MariaDbSpeech implements Speech {
  private static final int LONGEST = 0xFFFFFF;
  private static final byte[] NONCE = "0123456789abcdefghij".getBytes(StandardCharsets.US_ASCII);
  private static final String PLUGIN = "mysql_native_password";

  /** Protocol 4.1, secure connection, database, transactions. */
  private static final int CAPABILITIES = 0x8000 | 0x2000 | 0x0200 | 0x0008;

  /** Plugins, session tracking. */
  private static final int MORE_CAPABILITIES = 0x0008 | 0x0080;

  /** Which may be another time: a client that has been refused for good does not come back. */
  private static final int TOO_MANY_CONNECTIONS = 1040;

  private static final int AUTOCOMMIT = 0x0002;
  private static final int SESSION_CHANGED = 0x4000;

  @Override
  public byte[] greeting(int port) {
    return packet(
        0,
        new Body()
            .bytes(10)
            .text("10.11.6-MariaDB")
            .bytes(0, 1, 0, 0, 0)
            .raw(NONCE, 0, 8)
            .bytes(0)
            .two(CAPABILITIES)
            .bytes(45)
            .two(AUTOCOMMIT)
            .two(MORE_CAPABILITIES)
            .bytes(NONCE.length + 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
            .raw(NONCE, 8, NONCE.length - 8)
            .bytes(0)
            .text(PLUGIN)
            .bytes(0));
  }

  /** One greeting after the other. */
  @Override
  public void flood(Client client) throws IOException {
    client.sayForEver(greeting(client.port()));
  }

  /** A greeting of the greatest length, which is continued by another one, and so on. */
  @Override
  public void announce(Client client) throws IOException {
    byte[] chunk = new byte[LONGEST / 255];
    Arrays.fill(chunk, (byte) 'x');
    for (int sequence = 0; true; sequence++) {
      client.say(header(LONGEST, sequence));
      for (int said = 0; said < LONGEST; said += chunk.length) {
        client.say(chunk);
      }
    }
  }

  /** All is well, and a text follows that is longer than the packet. */
  @Override
  public void misstate(Client client) throws IOException {
    client.say(greeting(client.port()));
    int sequence = awaitPacket(client);
    client.say(
        packet(
            sequence + 1,
            new Body()
                .bytes(0, 0, 0)
                .two(AUTOCOMMIT | SESSION_CHANGED)
                .two(0)
                .bytes(0xFE, 0, 0, 0, 0x7F, 0, 0, 0, 0)));
  }

  @Override
  public void complain(Client client, Poison poison) throws IOException {
    client.say(greeting(client.port()));
    int sequence = awaitPacket(client);
    byte[] before = new Body().bytes(0xFF).two(TOO_MANY_CONNECTIONS).text("#08004").toByteArray();
    client.say(header(before.length + Poison.LENGTH, sequence + 1));
    client.say(before);
    client.sayPoison(poison);
  }

  /** The variable with which MariaDB 11.3 and later sends a client elsewhere. */
  @Override
  public void redirect(Client client) throws IOException {
    client.say(greeting(client.port()));
    int sequence = awaitPacket(client);
    Body change =
        new Body()
            .counted("redirect_url")
            .counted("mariadb://127.0.0.1:%d/".formatted(client.port()));
    Body changes = new Body().bytes(0).counted(change);
    client.say(
        packet(
            sequence + 1,
            new Body()
                .bytes(0, 0, 0)
                .two(AUTOCOMMIT | SESSION_CHANGED)
                .two(0)
                .bytes(0)
                .counted(changes)));
    client.awaitEnd();
  }

  /** Another way to log in, again and again. */
  @Override
  public void beginAnew(Client client) throws IOException {
    client.say(greeting(client.port()));
    byte[] other =
        new Body().bytes(0xFE).text(PLUGIN).bytes(0).raw(NONCE, 0, 20).bytes(0).toByteArray();
    for (int sequence = awaitPacket(client); true; sequence = awaitPacket(client)) {
      client.say(header(other.length, sequence + 1));
      client.say(other);
    }
  }

  /** The first answer to a command is of the greatest length that is not continued. */
  @Override
  public void answerHugely(Client client) throws IOException {
    client.say(greeting(client.port()));
    int sequence = awaitPacket(client);
    client.say(packet(sequence + 1, new Body().bytes(0, 0, 0).two(AUTOCOMMIT).two(0)));
    awaitPacket(client);
    client.say(header(LONGEST - 1, 1));
    client.sayTimes(new byte[] {0}, LONGEST - 1);
  }

  /** Returns the number of what the client has said. */
  private static int awaitPacket(Client client) throws IOException {
    int low = client.in().readUnsignedByte();
    int middle = client.in().readUnsignedByte();
    int high = client.in().readUnsignedByte();
    int sequence = client.in().readUnsignedByte();
    client.in().skipNBytes(high << 16 | middle << 8 | low);
    return sequence;
  }

  private static byte[] packet(int sequence, Body body) {
    byte[] bytes = body.toByteArray();
    return new Body().raw(header(bytes.length, sequence)).raw(bytes).toByteArray();
  }

  private static byte[] header(int length, int sequence) {
    return new byte[] {
      (byte) length, (byte) (length >>> 8), (byte) (length >>> 16), (byte) sequence
    };
  }

  /** What is in a packet, least significant bytes first. */
  private static final class Body {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Body bytes(int... values) {
      for (int value : values) {
        bytes.write(value);
      }
      return this;
    }

    Body two(int value) {
      return bytes(value, value >>> 8);
    }

    Body text(String value) {
      return raw(value.getBytes(StandardCharsets.UTF_8));
    }

    Body raw(byte[] value) {
      return raw(value, 0, value.length);
    }

    Body raw(byte[] value, int from, int length) {
      bytes.write(value, from, length);
      return this;
    }

    /** After its length, which has to be short. */
    Body counted(String value) {
      return counted(new Body().text(value));
    }

    Body counted(Body value) {
      byte[] counted = value.toByteArray();
      return bytes(counted.length).raw(counted);
    }

    byte[] toByteArray() {
      return bytes.toByteArray();
    }
  }
}
