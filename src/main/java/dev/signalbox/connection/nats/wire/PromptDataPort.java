package dev.signalbox.connection.nats.wire;

import dev.signalbox.connection.state.ConnectPhase;
import io.nats.client.Options;
import io.nats.client.impl.SocketDataPort;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The driver's socket, which tells the attempt how far it has come, with these differences: a
 * refused login ends at once and with the server's words, where the driver waits for an answer that
 * does not come; what a server sends has limits; the certificate has to name the host, which the
 * driver does not ask for; and closing TLS does not wait a second for a reader that cannot be
 * woken. Made by the driver, by name.
 */
public final class PromptDataPort extends SocketDataPort {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox.nats");
  private static final int MOST_STRUCTURES = 100;
  private static final String PONG = "PONG\r\n";
  private static final String PING = "PING\r\n";

  private enum Stage {
    GREETING,
    LOGIN,
    OPEN
  }

  private final CountDownLatch asked = new CountDownLatch(1);
  private final InboundProtocol protocol =
      new InboundProtocol(this::lineEnded, () -> attempt().due().largest());
  private @Nullable Options options;
  private @Nullable Socket plain;
  private volatile Stage stage = Stage.GREETING;

  /** What has arrived and was not looked at yet. */
  private byte[] kept = new byte[0];

  /** During the login: whole lines that were looked at, and the beginning of one that was. */
  private byte[] whole = new byte[0];

  private byte[] begun = new byte[0];

  @Override
  public void afterConstruct(Options options) {
    super.afterConstruct(options);
    this.options = options;
    attempt().enter(ConnectPhase.TCP);
  }

  private AddressAttempt attempt() {
    if (options != null && options.getServerPool() instanceof AddressAttempt attempt) {
      return attempt;
    }
    throw new IllegalStateException("The driver gave no attempt");
  }

  /**
   * What goes wrong during the login is kept, and the driver is given the answer that it waits for:
   * it would take no other news until its time is over. It finds the connection lost right after.
   */
  @Override
  public int read(byte[] bytes, int from, int most) throws IOException {
    if (attempt().refusal().isPresent()) {
      throw attempt().refusal().get();
    }
    try {
      int read = readAlong(bytes, from, most);
      if (read < 0) {
        attempt().lost(new EOFException("the server closed the connection"));
      }
      return read;
    } catch (IOException e) {
      if (stage == Stage.OPEN) {
        attempt().lost(e);
        throw e;
      }
      attempt().refused(e);
      if (stage == Stage.GREETING) {
        throw e;
      }
      awaitQuestion();
      byte[] answer = PONG.getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(answer, 0, bytes, from, answer.length);
      return answer.length;
    }
  }

  /** An answer that comes before its question is not taken for one. */
  private void awaitQuestion() throws InterruptedIOException {
    try {
      asked.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("The login was given up");
    }
  }

  /** During the login a write that fails is nothing but a reason to read why. */
  @Override
  public void write(byte[] bytes, int length) throws IOException {
    if (stage == Stage.OPEN) {
      super.write(bytes, length);
      return;
    }
    try {
      super.write(bytes, length);
    } catch (IOException e) {
      LOG.debug("Nothing can be sent any more: {}", e.toString());
    } finally {
      if (new String(bytes, 0, length, StandardCharsets.ISO_8859_1).endsWith(PING)) {
        asked.countDown();
      }
    }
  }

  /**
   * During the login no line is handed on before it has ended: an answer that is ours must not
   * become the end of a line of the server's.
   */
  private int readAlong(byte[] bytes, int from, int most) throws IOException {
    while (whole.length == 0) {
      Stage before = stage;
      int read = readOn(bytes, from, most);
      if (read <= 0 || before != Stage.LOGIN) {
        return read;
      }
      byte[] all = Arrays.copyOf(begun, begun.length + read);
      System.arraycopy(bytes, from, all, begun.length, read);
      int end = stage == Stage.OPEN ? all.length : endOfLines(all);
      whole = Arrays.copyOf(all, end);
      begun = Arrays.copyOfRange(all, end, all.length);
    }
    int taken = Math.min(whole.length, most);
    System.arraycopy(whole, 0, bytes, from, taken);
    whole = Arrays.copyOfRange(whole, taken, whole.length);
    return taken;
  }

  private static int endOfLines(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  private int readOn(byte[] bytes, int from, int most) throws IOException {
    int read = kept.length > 0 ? takeKept(bytes, from, most) : in.read(bytes, from, most);
    if (read < 0 && stage != Stage.OPEN) {
      throw new EOFException(
          stage == Stage.GREETING
              ? "the server closed the connection instead of greeting"
              : "the server closed the connection during the login");
    }
    if (read <= 0) {
      return read;
    }
    int end = protocol.accept(bytes, from, from + read);
    if (end < from + read) {
      byte[] rest = Arrays.copyOfRange(bytes, end, from + read);
      byte[] later = kept;
      kept = Arrays.copyOf(rest, rest.length + later.length);
      System.arraycopy(later, 0, kept, rest.length, later.length);
    }
    return end - from;
  }

  private int takeKept(byte[] bytes, int from, int most) {
    int taken = Math.min(kept.length, most);
    System.arraycopy(kept, 0, bytes, from, taken);
    kept = Arrays.copyOfRange(kept, taken, kept.length);
    return taken;
  }

  /**
   * The driver reads the greeting by itself and refuses whatever arrives together with it. The
   * answer to the login is handed on by itself, so that what is wrong behind it is not taken for no
   * answer.
   */
  private boolean lineEnded(String operation, String text) throws IOException {
    if (operation.equals("INFO") && isDeep(text)) {
      throw new ProtocolException("the server tells of itself in an endless structure");
    }
    if (stage == Stage.OPEN) {
      return false;
    }
    if (operation.equals("-ERR")) {
      throw refusal(text);
    }
    if (stage == Stage.GREETING) {
      if (!operation.equals("INFO")) {
        throw new ProtocolException("the server does not greet as NATS does: " + operation);
      }
      stage = Stage.LOGIN;
      if (isSecure || !options().isTLSRequired()) {
        attempt().enter(ConnectPhase.LOGIN);
      }
      return true;
    }
    if (operation.equals("PONG")) {
      attempt().opened(socket);
      stage = Stage.OPEN;
      return true;
    }
    return false;
  }

  /** The driver reads structures by recursion, and its reader ends without a word if that fails. */
  private static boolean isDeep(String json) {
    return json.chars().filter(c -> c == '[' || c == '{').count() > MOST_STRUCTURES;
  }

  private static ServerRefusalException refusal(String text) {
    String words = text.replace("'", "").strip();
    return new ServerRefusalException(words.isEmpty() ? "no reason given" : words);
  }

  private Options options() {
    if (options == null) {
      throw new IllegalStateException("The driver gave no options");
    }
    return options;
  }

  @Override
  public void upgradeToSecure() throws IOException {
    try {
      refusePlainText();
      secure();
    } catch (IOException e) {
      attempt().refused(e);
      throw e;
    }
  }

  /** Nothing that arrived before TLS may be taken for something that TLS has protected. */
  private void refusePlainText() throws IOException {
    if (kept.length > 0) {
      String line = new String(kept, StandardCharsets.UTF_8).lines().findFirst().orElse("");
      throw line.startsWith(RecordedSocket.ERROR)
          ? refusal(line.substring(RecordedSocket.ERROR.length()))
          : new ProtocolException("the server asked for TLS and went on without");
    }
  }

  private void secure() throws IOException {
    attempt().enter(ConnectPhase.TLS);
    RecordedSocket recorded = new RecordedSocket(socket);
    SSLSocket secured =
        (SSLSocket)
            options()
                .getSslContext()
                .getSocketFactory()
                .createSocket(recorded, attempt().host(), port, true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    try {
      secured.startHandshake();
    } catch (SSLException e) {
      throw inPlainText(recorded.firstLine(), e);
    }
    plain = socket;
    socket = secured;
    in = secured.getInputStream();
    out = secured.getOutputStream();
    isSecure = true;
    attempt().enter(ConnectPhase.LOGIN);
  }

  private static IOException inPlainText(String answer, SSLException failure) {
    IOException plain = failure;
    if (answer.startsWith(RecordedSocket.ERROR)) {
      plain = refusal(answer.substring(RecordedSocket.ERROR.length()));
      plain.initCause(failure);
    } else if (answer.startsWith("INFO ")) {
      plain = new SSLException("the server greets before TLS", failure);
    }
    return plain;
  }

  /** Wakes the reader. A TLS socket cannot be shut down for input alone, the one below it can. */
  @Override
  public void shutdownInput() throws IOException {
    asked.countDown();
    if (plain != null) {
      plain.shutdownInput();
    } else {
      super.shutdownInput();
    }
  }
}
