package dev.signalbox.base;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this machine calls itself. */
public final class HostName {
  private HostName() {}

  /** Reads it, from a file where there is one; elsewhere the resolver may take seconds. */
  public static String read() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      // Not Linux. Asking the resolver comes last, because it may take seconds.
      String name = System.getenv("COMPUTERNAME");
      return name == null ? resolved() : name;
    }
  }

  private static String resolved() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
