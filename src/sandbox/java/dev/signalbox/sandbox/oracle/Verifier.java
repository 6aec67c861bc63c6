package dev.signalbox.sandbox.oracle;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The two password verifiers in use: how the password becomes a key, and how the halves of both
 * sides become the key of one login. Keys are AES keys; the cipher is CBC without padding and with
 * a zero start, because the protocol brings its own salt and padding.
 */
enum Verifier {
  /** SHA-1, 192 bit keys; cheap, which suits a test that connects a thousand times. */
  ORACLE_11G(6949, 10, 48) {
    @Override
    byte[] passwordKey(String password, byte[] salt) throws GeneralSecurityException {
      byte[] salted = join(password.getBytes(StandardCharsets.UTF_8), salt);
      return Arrays.copyOf(MessageDigest.getInstance("SHA-1").digest(salted), 24);
    }

    @Override
    byte[] sessionKey(byte[] clientHalf, byte[] serverHalf, byte[] salt)
        throws GeneralSecurityException {
      String halves = hex(Arrays.copyOf(clientHalf, 24)) + hex(Arrays.copyOf(serverHalf, 24));
      return derive(halves, salt, SESSION_ITERATIONS, 24);
    }
  },

  /** PBKDF2 and SHA-512, 256 bit keys. */
  ORACLE_12C(18453, 16, 32) {
    @Override
    byte[] passwordKey(String password, byte[] salt) throws GeneralSecurityException {
      byte[] label = "AUTH_PBKDF2_SPEEDY_KEY".getBytes(StandardCharsets.US_ASCII);
      byte[] derived = derive(password, join(salt, label), PASSWORD_ITERATIONS, 64);
      byte[] digest = MessageDigest.getInstance("SHA-512").digest(join(derived, salt));
      return Arrays.copyOf(digest, 32);
    }

    @Override
    byte[] sessionKey(byte[] clientHalf, byte[] serverHalf, byte[] salt)
        throws GeneralSecurityException {
      return derive(hex(clientHalf) + hex(serverHalf), salt, SESSION_ITERATIONS, 32);
    }
  };

  /** The driver raises smaller counts by itself, and its keys would then differ from ours. */
  static final int PASSWORD_ITERATIONS = 4096;

  static final int SESSION_ITERATIONS = 3;

  private final int wireCode;
  private final int saltLength;
  private final int halfLength;

  Verifier(int wireCode, int saltLength, int halfLength) {
    this.wireCode = wireCode;
    this.saltLength = saltLength;
    this.halfLength = halfLength;
  }

  /** The key that stands for the password, as stored with the account. */
  abstract byte[] passwordKey(String password, byte[] salt) throws GeneralSecurityException;

  /** The key both sides derive for one login. */
  abstract byte[] sessionKey(byte[] clientHalf, byte[] serverHalf, byte[] salt)
      throws GeneralSecurityException;

  int wireCode() {
    return wireCode;
  }

  int saltLength() {
    return saltLength;
  }

  int halfLength() {
    return halfLength;
  }

  static byte[] encrypt(byte[] key, byte[] plain) throws GeneralSecurityException {
    return cipher(Cipher.ENCRYPT_MODE, key).doFinal(plain);
  }

  static byte[] decrypt(byte[] key, byte[] secret) throws GeneralSecurityException {
    return cipher(Cipher.DECRYPT_MODE, key).doFinal(secret);
  }

  private static Cipher cipher(int mode, byte[] key) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
    return cipher;
  }

  /** The first block of PBKDF2; the platform's own takes no password of bytes. */
  private static byte[] derive(String password, byte[] salt, int iterations, int length)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA512");
    mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
    byte[] round = mac.doFinal(join(salt, new byte[] {0, 0, 0, 1}));
    byte[] sum = round.clone();
    for (int iteration = 1; iteration < iterations; iteration++) {
      round = mac.doFinal(round);
      for (int index = 0; index < sum.length; index++) {
        sum[index] ^= round[index];
      }
    }
    return Arrays.copyOf(sum, length);
  }

  static byte[] join(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().withUpperCase().formatHex(bytes);
  }

  static byte[] unhex(Map<String, String> pairs, String key) {
    return HexFormat.of().parseHex(pairs.getOrDefault(key, ""));
  }
}
