package dev.signalbox.connection.keys;

import dev.signalbox.settings.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.KeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/** A file with the private key that belongs to a certificate, in any of the usual notations. */
final class PrivateKeyFile {
  private static final String PROBE = "whose key is this";
  private static final String REWRITE =
      "Write the key anew as PEM: openssl pkcs8 -topk8 -in OLD -out NEW.";

  private final Path file;
  private final Optional<Secret> password;
  private final PublicKey publicKey;

  /**
   * @param publicKey of the certificate
   */
  PrivateKeyFile(Path file, Optional<Secret> password, PublicKey publicKey) {
    this.file = file;
    this.password = password;
    this.publicKey = publicKey;
  }

  /** Reads the key; throws if it is not there, not readable, or of another certificate. */
  PrivateKey read() throws IOException {
    Pem block =
        Pem.read(file).stream()
            .filter(pem -> pem.type().endsWith("PRIVATE KEY"))
            .findFirst()
            .orElseThrow(() -> new UnusableFileException(file, "holds no private key", REWRITE));
    if (block.text().contains("Proc-Type:")) {
      throw new UnusableFileException(file, "is encrypted in an outdated way", REWRITE);
    }
    byte[] encoded =
        block.decoded().orElseThrow(() -> new UnusableFileException(file, "is damaged", REWRITE));
    return switch (block.type()) {
      case "PRIVATE KEY" -> matching(new PKCS8EncodedKeySpec(encoded));
      case "ENCRYPTED PRIVATE KEY" -> matching(decrypted(encoded));
      default -> matching(new PKCS8EncodedKeySpec(Der.pkcs8(encoded, publicKey)));
    };
  }

  private KeySpec decrypted(byte[] encoded) throws IOException {
    if (password.isEmpty()) {
      throw new UnusableFileException(
          file,
          "is encrypted",
          "Write the key unencrypted; for NATS, client_key_password opens it as well.");
    }
    try {
      EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(encoded);
      String algorithm = info.getAlgParameters().toString();
      String name = algorithm.isBlank() ? info.getAlgName() : algorithm;
      Key opener =
          SecretKeyFactory.getInstance(name)
              .generateSecret(new PBEKeySpec(password.get().reveal().toCharArray()));
      Cipher cipher = Cipher.getInstance(name);
      cipher.init(Cipher.DECRYPT_MODE, opener, info.getAlgParameters());
      return info.getKeySpec(cipher);
    } catch (GeneralSecurityException | IOException e) {
      throw new UnusableFileException(
          file, "is not opened by client_key_password", "Correct the password.", e);
    }
  }

  private PrivateKey matching(KeySpec spec) throws UnusableFileException {
    try {
      PrivateKey key = KeyFactory.getInstance(publicKey.getAlgorithm()).generatePrivate(spec);
      Signature signature = Signature.getInstance(signatureAlgorithm());
      signature.initSign(key);
      signature.update(PROBE.getBytes(StandardCharsets.US_ASCII));
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(PROBE.getBytes(StandardCharsets.US_ASCII));
      if (signature.verify(signed)) {
        return key;
      }
      throw mismatch(null);
    } catch (GeneralSecurityException e) {
      throw mismatch(e);
    }
  }

  private String signatureAlgorithm() {
    return switch (publicKey.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> publicKey.getAlgorithm();
    };
  }

  private UnusableFileException mismatch(@Nullable Throwable cause) {
    UnusableFileException mismatch =
        new UnusableFileException(
            file,
            "is not the key of the certificate beside it",
            "Configure the certificate and the key that were made together.");
    if (cause != null) {
      mismatch.initCause(cause);
    }
    return mismatch;
  }
}
