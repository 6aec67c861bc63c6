package dev.signalbox.sandbox.oracle;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/**
 * A user who may log in. Like a real server it keeps no password, only what the verifier made of
 * it, once and with one salt.
 */
final class Account {
  private final String name;
  private final Verifier verifier;
  private final byte[] salt;
  private final byte[] passwordKey;

  private Account(String name, Verifier verifier, byte[] salt, byte[] passwordKey) {
    this.name = name;
    this.verifier = verifier;
    this.salt = salt;
    this.passwordKey = passwordKey;
  }

  static Account of(String name, String password, Verifier verifier) {
    byte[] salt = random(verifier.saltLength());
    try {
      return new Account(name, verifier, salt, verifier.passwordKey(password, salt));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks an algorithm of " + verifier, e);
    }
  }

  String name() {
    return name;
  }

  Verifier verifier() {
    return verifier;
  }

  byte[] salt() {
    return salt.clone();
  }

  byte[] passwordKey() {
    return passwordKey.clone();
  }

  static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
