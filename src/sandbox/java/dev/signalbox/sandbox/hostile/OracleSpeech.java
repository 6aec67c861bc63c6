package dev.signalbox.sandbox.hostile;

import dev.signalbox.sandbox.oracle.OracleOpening;
import java.io.IOException;

/** Oracle: packets, of which the server's may ask to be sent the first one again, or elsewhere. */
final class OracleSpeech implements Speech {
  /** The driver has room for 32,767 bytes. */
  private static final int LONGEST_TEXT = 32_000;

  private static final int ANNOUNCED = 2_000_000_000;

  /** Which may be another time: a client that has been refused for good does not come back. */
  private static final int TOO_MANY_SESSIONS = 18;

  @Override
  public byte[] greeting(int port) {
    return OracleOpening.acceptance();
  }

  /** Interrupts, one after the other. */
  @Override
  public void flood(Client client) throws IOException {
    OracleOpening opening = new OracleOpening(client.socket());
    opening.awaitConnect();
    opening.accept();
    client.sayForEver(opening.interruption());
  }

  @Override
  public void announce(Client client) throws IOException {
    OracleOpening opening = new OracleOpening(client.socket());
    opening.awaitConnect();
    opening.accept();
    opening.awaitPacket();
    client.say(opening.announcement(ANNOUNCED));
    client.sayForEver(new byte[1024]);
  }

  /** A text for which the client has no room. */
  @Override
  public void misstate(Client client) throws IOException {
    complain(client, Poison.BLANKS, Poison.LENGTH);
  }

  @Override
  public void complain(Client client, Poison poison) throws IOException {
    complain(client, poison, LONGEST_TEXT);
  }

  private static void complain(Client client, Poison poison, int length) throws IOException {
    byte[] text = new byte[length];
    for (int i = 0; i < length; i++) {
      text[i] = poison.at(i);
    }
    OracleOpening opening = new OracleOpening(client.socket());
    opening.awaitLogin();
    opening.fail(TOO_MANY_SESSIONS, text);
  }

  @Override
  public void redirect(Client client) throws IOException {
    OracleOpening opening = new OracleOpening(client.socket());
    opening.awaitConnect();
    opening.redirect("127.0.0.1", client.port());
    client.awaitEnd();
  }

  @Override
  public void beginAnew(Client client) throws IOException {
    OracleOpening opening = new OracleOpening(client.socket());
    while (true) {
      opening.awaitConnect();
      opening.askAgain();
    }
  }

  /** What should end the login has no end itself. */
  @Override
  public void answerHugely(Client client) throws IOException {
    OracleOpening opening = new OracleOpening(client.socket());
    opening.awaitLogin();
    client.say(opening.announcement(ANNOUNCED));
    client.sayForEver(new byte[1024]);
  }
}
