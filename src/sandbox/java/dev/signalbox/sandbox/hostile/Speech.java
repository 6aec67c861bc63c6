package dev.signalbox.sandbox.hostile;

import java.io.IOException;

/** How harm is said in one protocol. Each method speaks until the client has gone. */
interface Speech {

  /** The first words of a server that means well. */
  byte[] greeting(int port);

  void flood(Client client) throws IOException;

  void announce(Client client) throws IOException;

  void misstate(Client client) throws IOException;

  void complain(Client client, Poison poison) throws IOException;

  void redirect(Client client) throws IOException;

  void beginAnew(Client client) throws IOException;

  void answerHugely(Client client) throws IOException;
}
