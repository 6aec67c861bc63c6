package dev.signalbox.sandbox.hostile;

import dev.signalbox.sandbox.oracle.OracleOpening;
import java.io.IOException;

/** Oracle: packets, of which the server's may ask to be sent the first one again, or elsewhere. */
final class OracleSpeech implements Speech {
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

  @Override
  public void complain(Client client, Poison poison) throws IOException {
    byte[] text = new byte[Poison.LENGTH];
    for (int i = 0; i < text.length; i++) {
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
}
