package dev.signalbox.connection;

import java.util.Arrays;
import java.util.Locale;

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
  static ConnectPhase seenIn(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .map(ConnectPhase::ofFrame)
        .filter(phase -> phase != LOGIN)
        .findFirst()
        .orElse(LOGIN);
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
    return socket && method.toLowerCase(Locale.ROOT).contains("connect") ? TCP : LOGIN;
  }
}
