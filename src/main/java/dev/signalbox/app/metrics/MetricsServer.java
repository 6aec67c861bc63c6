package dev.signalbox.app.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.settings.MetricsSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers {@code GET /metrics} and nothing else. Of what is sent to it only the head is read, and
 * that for a limited time; whoever comes while others are served is turned away.
 *
 * <p>Threading: one platform thread that waits, a virtual thread for each request.
 */
final class MetricsServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox");

  private static final String PATH = "/metrics";

  /** Those who collect measurements come one at a time. */
  private static final int MOST_AT_ONCE = 4;

  private static final int MOST_WAITING = 8;
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;

  private final HttpServer server;
  private final Supplier<String> text;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);

  private MetricsServer(HttpServer server, Supplier<String> text) {
    this.server = server;
    this.text = text;
  }

  /** As somebody would write it who fetches them. */
  static String url(MetricsSettings settings) {
    String host = settings.address();
    return "http://%s:%d%s"
        .formatted(host.contains(":") ? "[" + host + "]" : host, settings.port(), PATH);
  }

  /**
   * Begins to listen.
   *
   * @param text made anew for each who asks
   * @throws IOException if the port is taken, or the address is none of this machine
   */
  static MetricsServer open(MetricsSettings settings, Supplier<String> text) throws IOException {
    limitRequests();
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.ofLiteral(settings.address()), settings.port()),
            MOST_WAITING);
    MetricsServer opened = new MetricsServer(server, text);
    server.setExecutor(opened::execute);
    server.createContext("/", opened::answer);
    server.start();
    return opened;
  }

  /**
   * The server has no other way to be told, and reads these once: how many seconds a request and an
   * answer may take, and how many connections there may be. What an operator has set stays.
   */
  private static void limitRequests() {
    limit("sun.net.httpserver.maxReqTime", "10");
    limit("sun.net.httpserver.maxRspTime", "10");
    limit("jdk.httpserver.maxConnections", "16");
  }

  private static void limit(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** Whoever finds no place is hung up on: the server closes a connection that it cannot serve. */
  private void execute(Runnable exchange) {
    if (!places.tryAcquire()) {
      throw new RejectedExecutionException("too many requests at once");
    }
    Thread.ofVirtual()
        .name("metrics")
        .start(
            () -> {
              try {
                exchange.run();
              } finally {
                places.release();
              }
            });
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals(PATH)) {
        exchange.sendResponseHeaders(NOT_FOUND, -1);
      } else if (!exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET");
        exchange.sendResponseHeaders(NOT_ALLOWED, -1);
      } else {
        send(exchange);
      }
    } catch (RuntimeException e) {
      LOG.warn("Metrics could not be told: {}", e.toString(), e);
      throw e;
    }
  }

  private void send(HttpExchange exchange) throws IOException {
    byte[] bytes = text.get().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    exchange.sendResponseHeaders(OK, bytes.length);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(bytes);
    }
  }

  /** Waits for nobody who is being served. */
  @Override
  public void close() {
    server.stop(0);
  }
}
