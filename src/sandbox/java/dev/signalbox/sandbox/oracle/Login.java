package dev.signalbox.sandbox.oracle;

import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The two exchanges of one login. Neither side sends the password key: each encrypts a random half
 * with it, both halves make the session key, and only who knew the password can use that.
 */
final class Login {
  private static final int SALT = 16;

  private final Map<String, Account> accounts;
  private final Verifier defaultVerifier;
  private final byte[] sessionSalt = Account.random(SALT);
  private byte[] serverHalf = {};
  private @Nullable Account account;

  Login(Map<String, Account> accounts, Verifier defaultVerifier) {
    this.accounts = accounts;
    this.defaultVerifier = defaultVerifier;
  }

  /** A login that succeeded: who it is, and the proof that the server knew the key too. */
  record Success(String user, String serverResponse, Map<String, String> clientFacts) {}

  /** Answers the first exchange; an unknown user gets keys of no use, so that names stay secret. */
  TtcWriter challenge(TtcReader call) throws ProtocolException, GeneralSecurityException {
    String user = head(call).user().toUpperCase(Locale.ROOT);
    Account known = accounts.get(user);
    Account claimed = known == null ? Account.of(user, user, defaultVerifier) : known;
    account = known;
    serverHalf = Account.random(claimed.verifier().halfLength());
    byte[] secret = Verifier.encrypt(claimed.passwordKey(), serverHalf);
    return new TtcWriter()
        .byte1(Replies.PARAMETERS)
        .number(5)
        .keyValue("AUTH_SESSKEY", Verifier.hex(secret), 0)
        .keyValue("AUTH_VFR_DATA", Verifier.hex(claimed.salt()), claimed.verifier().wireCode())
        .keyValue("AUTH_PBKDF2_CSK_SALT", Verifier.hex(sessionSalt), 0)
        .keyValue("AUTH_PBKDF2_VGEN_COUNT", "" + Verifier.PASSWORD_ITERATIONS, 0)
        .keyValue("AUTH_PBKDF2_SDER_COUNT", "" + Verifier.SESSION_ITERATIONS, 0);
  }

  /** Checks the second exchange; null when user or password is wrong. */
  @Nullable Success verify(TtcReader call) throws ProtocolException {
    Map<String, String> facts = head(call).facts();
    Account claimed = account;
    if (claimed == null) {
      return null;
    }
    try {
      byte[] clientHalf =
          Verifier.decrypt(claimed.passwordKey(), Verifier.unhex(facts, "AUTH_SESSKEY"));
      byte[] key = claimed.verifier().sessionKey(clientHalf, serverHalf, sessionSalt);
      byte[] salted = Verifier.decrypt(key, Verifier.unhex(facts, "AUTH_PASSWORD"));
      String password = unpad(salted);
      byte[] offered = claimed.verifier().passwordKey(password, claimed.salt());
      return Arrays.equals(offered, claimed.passwordKey())
          ? new Success(claimed.name(), serverResponse(key), facts)
          : null;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // A wrong password yields a wrong key, and what is decrypted with it need not even be well
      // formed: that is the same answer, not a fault.
      return null;
    }
  }

  private static String serverResponse(byte[] key) throws GeneralSecurityException {
    byte[] label = "SERVER_TO_CLIENT".getBytes(StandardCharsets.US_ASCII);
    byte[] padding = new byte[16];
    Arrays.fill(padding, (byte) padding.length);
    byte[] plain = Verifier.join(Account.random(SALT), Verifier.join(label, padding));
    return Verifier.hex(Verifier.encrypt(key, plain));
  }

  /** Drops the salt in front and the padding behind, whose every byte is its length. */
  private static String unpad(byte[] salted) {
    int end = salted.length - salted[salted.length - 1];
    if (end < SALT || end > salted.length) {
      throw new IllegalArgumentException("no padding");
    }
    return new String(salted, SALT, end - SALT, StandardCharsets.UTF_8);
  }

  private record Head(String user, Map<String, String> facts) {}

  private static Head head(TtcReader call) throws ProtocolException {
    call.byte1();
    int userLength = call.integer();
    call.number();
    call.byte1();
    int pairs = call.integer();
    call.skipBytes(2);
    return new Head(call.characters(userLength), call.keyValues(pairs));
  }
}
