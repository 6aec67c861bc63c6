package dev.signalbox.sandbox.hostile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** NATS: lines of text, and messages whose length is announced. */
final class NatsSpeech implements Speech {
  /** As a list of servers grows by with each greeting, and how far. */
  private static final int MORE_SERVERS = 10;

  private static final int MOST_SERVERS = 2_000;

  private static final long ANNOUNCED = 1_500_000_000L;
  private static final int HUGE = 3_600_000;

  @Override
  public byte[] greeting(int port) {
    return info(port, "").getBytes(StandardCharsets.UTF_8);
  }

  private static String info(int port, String more) {
    return """
    INFO {"server_id":"HOSTILE","server_name":"hostile","version":"2.10.0","proto":1,\
    "host":"127.0.0.1","port":%d,"headers":true,"max_payload":1048576,"jetstream":true%s}\
    """
            .formatted(port, more)
        + "\r\n";
  }

  /** A greeting that does not end: a line as long as the client will have it. */
  @Override
  public void flood(Client client) throws IOException {
    client.say("INFO {\"server_id\":\"");
    client.sayForEver("HOSTILE".getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void announce(Client client) throws IOException {
    greetAndAwaitLogin(client);
    client.say("PONG\r\nHMSG any 1 %d %d\r\n".formatted(ANNOUNCED, ANNOUNCED + 1));
    client.sayForEver("NATS/1.0 ".getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void misstate(Client client) throws IOException {
    greetAndAwaitLogin(client);
    client.say("PONG\r\nHMSG any 1 99999999999999999999 -1\r\n");
  }

  @Override
  public void complain(Client client, Poison poison) throws IOException {
    greetAndAwaitLogin(client);
    client.say("-ERR '");
    client.sayPoison(poison);
    client.say("'\r\n");
  }

  /** More and more servers to turn to, all of them this one. */
  @Override
  public void redirect(Client client) throws IOException {
    greetAndAwaitLogin(client);
    for (int servers = MORE_SERVERS; servers <= MOST_SERVERS; servers += MORE_SERVERS) {
      client.say(info(client.port(), ",\"connect_urls\":[" + addresses(client, servers) + "]"));
    }
    client.close();
  }

  private static String addresses(Client client, int servers) {
    return IntStream.range(0, servers)
        .mapToObj(i -> "\"127.0.%d.%d:%d\"".formatted(i / 250, i % 250 + 1, client.port()))
        .collect(Collectors.joining(","));
  }

  @Override
  public void beginAnew(Client client) throws IOException {
    client.sayForEver(greeting(client.port()));
  }

  /** What is known of JetStream: millions of objects, in the largest message that is ever due. */
  @Override
  public void answerHugely(Client client) throws IOException {
    greetAndAwaitLogin(client);
    client.say("PONG\r\n");
    String[] question = client.awaitLine("PUB $JS.API.INFO").split(" ", -1);
    byte[] object = "{},".getBytes(StandardCharsets.UTF_8);
    client.say("MSG %s 1 %d\r\n[".formatted(question[2], HUGE * object.length + 4));
    client.sayTimes(object, HUGE);
    client.say("{}]\r\n");
  }

  private void greetAndAwaitLogin(Client client) throws IOException {
    client.say(greeting(client.port()));
    client.awaitLine("CONNECT");
    client.awaitLine("PING");
  }
}
