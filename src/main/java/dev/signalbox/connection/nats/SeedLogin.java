package dev.signalbox.connection.nats;

import dev.signalbox.connection.keys.Pem;
import dev.signalbox.connection.keys.UnusableFileException;
import dev.signalbox.settings.Secret;
import io.nats.client.AuthHandler;
import io.nats.client.NKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A login by signature: the server sends something to sign, and knows the public key.
 *
 * @see <a href="https://docs.nats.io/using-nats/developer/connecting/creds">Credentials files</a>
 */
final class SeedLogin implements AuthHandler {
  private static final String USER_SEED = "SU";
  private static final String GET_ANEW =
      "Get the file anew from whoever made it, for a user and with its seed.";

  private final char[] seed;
  private final char[] publicKey;
  private final char[] jwt;

  private SeedLogin(Path file, String seed, String jwt) throws UnusableFileException {
    this.seed = seed.toCharArray();
    this.jwt = jwt.toCharArray();
    this.publicKey = publicKey(file, this.seed);
  }

  /** Out of a file with a user's JWT and seed. */
  static SeedLogin ofCredentials(Path file) throws IOException {
    List<Pem> blocks = Pem.read(file);
    return new SeedLogin(
        file, only(file, blocks, "SEED", "seed"), only(file, blocks, "JWT", "user's JWT"));
  }

  private static String only(Path file, List<Pem> blocks, String type, String word)
      throws UnusableFileException {
    Optional<String> found =
        blocks.stream()
            .filter(block -> block.type().endsWith(type))
            .map(block -> block.text().strip())
            .filter(text -> !text.isEmpty())
            .findFirst();
    return found.orElseThrow(() -> new UnusableFileException(file, "holds no " + word, GET_ANEW));
  }

  /** Out of a file with a user's seed alone. */
  static SeedLogin ofSeed(Path file) throws IOException {
    String seed =
        Pem.content(file)
            .lines()
            .map(String::strip)
            .filter(line -> line.startsWith(USER_SEED))
            .findFirst()
            .orElseThrow(
                () -> new UnusableFileException(file, "holds no NKey seed of a user", GET_ANEW));
    return new SeedLogin(file, seed, "");
  }

  private static char[] publicKey(Path file, char[] seed) throws UnusableFileException {
    try {
      NKey key = NKey.fromSeed(seed);
      if (key.getType() != NKey.Type.USER) {
        throw new UnusableFileException(
            file, "holds the NKey seed of something else than a user", GET_ANEW);
      }
      return key.getPublicKey();
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      if (e instanceof UnusableFileException found) {
        throw found;
      }
      throw new UnusableFileException(file, "holds a damaged NKey seed", GET_ANEW, e);
    }
  }

  @Override
  public byte[] sign(byte[] nonce) {
    try {
      return NKey.fromSeed(seed).sign(nonce);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("The NKey cannot sign", e);
    }
  }

  @Override
  public char[] getID() {
    return publicKey.clone();
  }

  @Override
  public char[] getJWT() {
    return jwt.clone();
  }

  /** What must not be repeated anywhere. */
  Stream<Secret> secrets() {
    return Stream.of(seed, jwt).filter(text -> text.length > 0).map(String::new).map(Secret::of);
  }

  /** How much room it takes in the line that logs in, apart from the signature. */
  int length() {
    return publicKey.length + jwt.length;
  }
}
