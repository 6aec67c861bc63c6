package dev.signalbox.connection.state;

import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How far a connect has come. Declared in the order in which a connect passes them. */
public enum ConnectPhase {
  STARTING("starting"),
  PASSWORD("password"),
  NAME_RESOLUTION("name resolution"),
  TCP("tcp"),
  TLS("tls"),
  LOGIN("login"),
  JETSTREAM("jetstream"),
  POOL("pool"),
  HEARTBEAT("heartbeat"),
  QUERY("query"),
  CLOSE("close");

  private final String word;

  ConnectPhase(String word) {
    this.word = word;
  }

  /** The word used in log lines. */
  public String word() {
    return word;
  }

  /**
   * Tells from a driver thread's stack whether it is resolving a name, opening a TCP connection or
   * shaking hands for TLS; whatever else it does counts as login. Only frames of the JDK are looked
   * at, so this holds for every driver alike and none of them has to be patched or subclassed.
   */
  public static ConnectPhase seenIn(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .map(ConnectPhase::ofFrame)
        .filter(phase -> phase != LOGIN)
        .findFirst()
        .orElse(LOGIN);
  }

  /** Tells the same from where an exception, or what caused it, was thrown. */
  public static ConnectPhase seenIn(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    return seenIn(failure, seen).orElse(LOGIN);
  }

  private static Optional<ConnectPhase> seenIn(Throwable failure, Set<Throwable> seen) {
    if (!seen.add(failure)) {
      return Optional.empty();
    }
    if (failure instanceof UnknownHostException || failure instanceof UnresolvedAddressException) {
      return Optional.of(NAME_RESOLUTION);
    }
    // The root knows best where it happened; what wraps it may have been made far away.
    Stream<Throwable> roots =
        Stream.concat(
            Stream.ofNullable(failure.getCause()), Arrays.stream(failure.getSuppressed()));
    return Stream.concat(
            roots.flatMap(root -> seenIn(root, seen).stream()),
            Stream.of(seenIn(failure.getStackTrace())).filter(phase -> phase != LOGIN))
        .findFirst();
  }

  private static ConnectPhase ofFrame(StackTraceElement frame) {
    String type = frame.getClassName();
    String method = frame.getMethodName();
    if ((type.startsWith("java.net.Inet") && method.contains("ByName"))
        || method.contains("lookupAllHostAddr")) {
      return NAME_RESOLUTION;
    }
    if (type.startsWith("sun.security.ssl.") && method.contains("andshake")) {
      return TLS;
    }
    boolean socket = type.startsWith("sun.nio.ch.") || type.startsWith("java.net.Socket");
    // The end of the name, so that a look at isConnected() during login is not taken for it.
    return socket && method.endsWith("onnect") ? TCP : LOGIN;
  }
}
