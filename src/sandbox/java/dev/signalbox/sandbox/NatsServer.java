package dev.signalbox.sandbox;

import io.nats.client.Options;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The installed {@code nats-server} with JetStream, on free loopback ports. */
public final class NatsServer extends GuardedServer {
  /** What to type where {@code nats-server} is missing. */
  public static final String INSTALL_COMMAND = "apt-get install -y nats-server";

  private static final String PROGRAM = "nats-server";
  private static final Duration MONITOR_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration CLIENT_TIMEOUT = Duration.ofSeconds(5);

  private final Path program;
  private final int port;
  private final int monitorPort;
  private final Optional<ServerCertificate> certificate;
  private final Optional<ClusterSeat> seat;
  private int copies;

  /**
   * Its place in a cluster.
   *
   * @param name its own there
   * @param port where the others reach it
   * @param all these ports of all
   */
  record ClusterSeat(String name, int port, List<Integer> all) {
    List<String> options() {
      return List.of(
          "--server_name=" + name,
          "--cluster_name=sandbox",
          "--cluster=" + route(port),
          "--routes=" + all.stream().map(ClusterSeat::route).collect(Collectors.joining(",")));
    }

    private static String route(int port) {
      return "nats://127.0.0.1:" + port;
    }
  }

  NatsServer(
      Path program,
      int port,
      int monitorPort,
      Optional<ServerCertificate> certificate,
      Optional<ClusterSeat> seat)
      throws IOException {
    super("nats");
    this.program = program;
    this.certificate = certificate;
    this.seat = seat;
    this.port = port;
    this.monitorPort = monitorPort;
  }

  /**
   * Starts a server and waits until it takes connections.
   *
   * @throws MissingServerException if {@code nats-server} is not installed
   * @throws ServerStartException if it does not come up within 30 s
   */
  public static NatsServer start() throws IOException, InterruptedException {
    return start(SearchPath.ofSystem());
  }

  /** The same, for clients that come with TLS alone. */
  public static NatsServer start(ServerCertificate certificate)
      throws IOException, InterruptedException {
    return start(SearchPath.ofSystem(), Optional.of(certificate));
  }

  static NatsServer start(SearchPath searchPath) throws IOException, InterruptedException {
    return start(searchPath, Optional.empty());
  }

  private static NatsServer start(SearchPath searchPath, Optional<ServerCertificate> certificate)
      throws IOException, InterruptedException {
    Path program = program(searchPath);
    return startNew(() -> create(program, certificate, Optional.empty()));
  }

  /**
   * Starts servers that are one cluster, and waits until they take connections; streams can be made
   * once they have agreed on a leader, which takes them a second or two.
   */
  public static List<NatsServer> startCluster(int size) throws IOException, InterruptedException {
    Path program = program(SearchPath.ofSystem());
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      ports.add(LoopbackPort.choose());
    }
    List<NatsServer> servers = new ArrayList<>();
    for (int port : ports) {
      ClusterSeat seat = new ClusterSeat("sandbox" + servers.size(), port, ports);
      servers.add(startNew(() -> create(program, Optional.empty(), Optional.of(seat))));
    }
    return List.copyOf(servers);
  }

  private static Path program(SearchPath searchPath) throws MissingServerException {
    return searchPath
        .find(PROGRAM)
        .orElseThrow(() -> new MissingServerException(PROGRAM, INSTALL_COMMAND));
  }

  private static NatsServer create(
      Path program, Optional<ServerCertificate> certificate, Optional<ClusterSeat> seat)
      throws IOException {
    return new NatsServer(program, LoopbackPort.choose(), LoopbackPort.choose(), certificate, seat);
  }

  @Override
  void prepareFolder() {
    // The server makes its store itself.
  }

  @Override
  List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(seat.map(ClusterSeat::options).orElse(List.of("--server_name=sandbox")));
    command.add("--addr=127.0.0.1");
    command.add("--port=" + port);
    command.add("--http_port=" + monitorPort);
    command.add("--jetstream");
    command.add("--store_dir=" + store());
    certificate.ifPresent(
        shown ->
            command.addAll(
                List.of("--tls", "--tlscert=" + shown.certificate(), "--tlskey=" + shown.key())));
    return command;
  }

  private Path store() {
    return folder().resolve("store");
  }

  /** Copies what it has stored, while it is stopped. */
  public Path copyStore() throws IOException {
    copies++;
    Path copy = folder().resolve("copy" + copies);
    copyTree(store(), copy);
    return copy;
  }

  /** At its next start it has what it had stored when it was copied; used once for each copy. */
  public void putBack(Path copy) throws IOException {
    Files.move(store(), folder().resolve(copy.getFileName() + "-lost"));
    Files.move(copy, store());
  }

  @Override
  boolean isReady(String output) {
    return output.contains("Server is ready");
  }

  public int port() {
    return port;
  }

  /** For the {@code servers} of a NATS connection. */
  public String url() {
    // A certificate is for a name.
    return certificate.isPresent() ? "tls://localhost:" + port : "nats://127.0.0.1:" + port;
  }

  /** To connect as a client that trusts this very server, whatever it shows. */
  public Options.Builder clientOptions() throws NoSuchAlgorithmException {
    Options.Builder options =
        Options.builder()
            .server(url())
            .connectionName("sandbox")
            .connectionTimeout(CLIENT_TIMEOUT)
            .noReconnect();
    return certificate.isPresent() ? options.opentls() : options;
  }

  /**
   * One open client connection as the server sees it.
   *
   * @param id unique within the server's life
   * @param name what the client calls itself; empty if it does not
   * @param address of the client's socket
   */
  public record ClientConnection(long id, String name, String address) {}

  /** The clients connected at this moment, from the server's monitoring page. */
  public List<ClientConnection> connections() throws IOException, InterruptedException {
    List<ClientConnection> connections = new ArrayList<>();
    for (JsonNode each : monitor("connz").path("connections")) {
      String address = each.path("ip").asString() + ":" + each.path("port").asInt();
      connections.add(
          new ClientConnection(each.path("cid").asLong(), each.path("name").asString(""), address));
    }
    return List.copyOf(connections);
  }

  private JsonNode monitor(String page) throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + monitorPort + "/" + page);
    HttpRequest request = HttpRequest.newBuilder(address).timeout(MONITOR_TIMEOUT).build();
    // A client per call: closing it ends its threads, which tests count.
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(MONITOR_TIMEOUT)
            .build()) {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      return JsonMapper.shared().readTree(response.body());
    }
  }
}
