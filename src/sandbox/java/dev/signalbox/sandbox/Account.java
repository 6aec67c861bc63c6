package dev.signalbox.sandbox;

import java.security.SecureRandom;
import java.util.HexFormat;

/** A user of a sandbox server with its password, which {@link #toString()} leaves out. */
public record Account(String user, String password) {
  private static final int PASSWORD_BYTES = 16;

  /** A password that is new for each server and means nothing anywhere else. */
  static Account withRandomPassword(String user) {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new Account(user, HexFormat.of().formatHex(bytes));
  }

  @Override
  public String toString() {
    return user + ":***";
  }
}
