package dev.signalbox.fleet.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The subjects of a fleet, version 1, and the names of what keeps them. Every part that somebody
 * chooses is written as a token: letters, digits, {@code _} and {@code -} of ASCII as they are, any
 * other byte of its UTF-8 as {@code =XX}. A token means one text and a text has one token, so that
 * whoever may use a subject with a name in it can use no other's.
 *
 * <p>Writing throws {@link IllegalArgumentException} if a part is empty or too long; reading back
 * answers with empty, and its cost is bounded.
 */
public final class Subjects {
  /** The bucket with the last state of each engine. */
  public static final String STATE_BUCKET = "signalbox_state";

  /** The stream that is that bucket. */
  public static final String STATE_STREAM = "KV_" + STATE_BUCKET;

  public static final String TRANSITIONS_STREAM = "SIGNALBOX_TRANSITIONS";
  public static final String AUDIT_STREAM = "SIGNALBOX_AUDIT";

  /** What engines are called as services. */
  public static final String SERVICE = "signalbox-engine";

  /** What a part may have, in characters. */
  public static final int LONGEST_TEXT = 64;

  private static final String STATE = "$KV." + STATE_BUCKET + ".";
  private static final String ROOT = "signalbox.v1.";
  private static final String BEAT = ROOT + "beat.";
  private static final String TRANSITION = ROOT + "transition.";
  private static final String LOG = ROOT + "log.";
  private static final String LIVE = ROOT + "live.";
  private static final String DO = ROOT + "do.";
  private static final String ASK = ROOT + "ask.";
  private static final String AUDIT = ROOT + "audit.";
  private static final String ANY = ">";

  /** A character has three bytes at most, and a byte three characters. */
  private static final int LONGEST_TOKEN = 9 * LONGEST_TEXT;

  private static final int MOST_TOKENS = 5;
  private static final int HEX = 16;

  private Subjects() {}

  /** What a subject is about, and whom. */
  public sealed interface Topic {
    EngineAddress engine();

    record State(EngineAddress engine) implements Topic {}

    record Beat(EngineAddress engine) implements Topic {}

    /**
     * A change of state.
     *
     * @param kind of what has changed, such as a relay
     * @param name its own
     */
    record Transition(EngineAddress engine, String kind, String name) implements Topic {}

    record Log(EngineAddress engine) implements Topic {}

    record Live(EngineAddress engine) implements Topic {}

    /**
     * A command.
     *
     * @param user who gives it: the server has let nobody else use this subject, if it is set up so
     */
    record Do(String user, EngineAddress engine, String command) implements Topic {}

    record Ask(EngineAddress engine, String question) implements Topic {}

    record Audit(EngineAddress engine) implements Topic {}
  }

  /** Of the engine's entry in the bucket, whose key is {@link EngineAddress#key()}. */
  public static String state(EngineAddress engine) {
    return STATE + engine.key();
  }

  public static String beat(EngineAddress engine) {
    return BEAT + engine.key();
  }

  /** Of a change of something of that kind and name. */
  public static String transition(EngineAddress engine, String kind, String name) {
    return TRANSITION + engine.key() + '.' + token(kind) + '.' + token(name);
  }

  /** Of all changes of one engine. */
  public static String transitions(EngineAddress engine) {
    return TRANSITION + engine.key() + '.' + ANY;
  }

  /** Of its log as it is written, while somebody listens. */
  public static String log(EngineAddress engine) {
    return LOG + engine.key();
  }

  /** Of its figures as they change, while somebody listens. */
  public static String live(EngineAddress engine) {
    return LIVE + engine.key();
  }

  /** Of a command that this user gives. */
  public static String doSubject(String user, EngineAddress engine, String command) {
    return DO + token(user) + '.' + engine.key() + '.' + token(command);
  }

  /** Of all commands that any user gives to one engine. */
  public static String commands(EngineAddress engine) {
    return DO + "*." + engine.key() + ".*";
  }

  public static String ask(EngineAddress engine, String question) {
    return ASK + engine.key() + '.' + token(question);
  }

  /** Of all questions to one engine. */
  public static String questions(EngineAddress engine) {
    return ASK + engine.key() + ".*";
  }

  public static String audit(EngineAddress engine) {
    return AUDIT + engine.key();
  }

  /** Of the states of all engines, or of those of one environment. */
  public static String allStates(Optional<String> environment) {
    return all(STATE, environment);
  }

  /** As {@link #allStates}. */
  public static String allBeats(Optional<String> environment) {
    return all(BEAT, environment);
  }

  /** As {@link #allStates}. */
  public static String allTransitions(Optional<String> environment) {
    return all(TRANSITION, environment);
  }

  /** As {@link #allStates}. */
  public static String allAudits(Optional<String> environment) {
    return all(AUDIT, environment);
  }

  private static String all(String prefix, Optional<String> environment) {
    return prefix + environment.map(name -> token(name) + '.').orElse("") + ANY;
  }

  /** What a subject is about; empty if it is none of these, or nobody writes it so. */
  public static Optional<Topic> parse(String subject) {
    if (subject.startsWith(STATE)) {
      return engine(subject, STATE).map(Topic.State::new);
    }
    if (subject.startsWith(BEAT)) {
      return engine(subject, BEAT).map(Topic.Beat::new);
    }
    if (subject.startsWith(LOG)) {
      return engine(subject, LOG).map(Topic.Log::new);
    }
    if (subject.startsWith(LIVE)) {
      return engine(subject, LIVE).map(Topic.Live::new);
    }
    if (subject.startsWith(AUDIT)) {
      return engine(subject, AUDIT).map(Topic.Audit::new);
    }
    if (subject.startsWith(TRANSITION)) {
      return tokens(subject.substring(TRANSITION.length()), 5).flatMap(Subjects::transition);
    }
    if (subject.startsWith(DO)) {
      return tokens(subject.substring(DO.length()), 5).flatMap(Subjects::command);
    }
    return subject.startsWith(ASK)
        ? tokens(subject.substring(ASK.length()), 4).flatMap(Subjects::question)
        : Optional.empty();
  }

  private static Optional<EngineAddress> engine(String subject, String prefix) {
    return EngineAddress.parse(subject.substring(prefix.length()));
  }

  private static Optional<Topic> transition(List<String> parts) {
    return engine(parts, 0)
        .flatMap(
            engine ->
                text(parts.get(3))
                    .flatMap(
                        kind ->
                            text(parts.get(4))
                                .map(name -> new Topic.Transition(engine, kind, name))));
  }

  private static Optional<Topic> command(List<String> parts) {
    return engine(parts, 1)
        .flatMap(
            engine ->
                text(parts.get(0))
                    .flatMap(
                        user ->
                            text(parts.get(4))
                                .map(command -> new Topic.Do(user, engine, command))));
  }

  private static Optional<Topic> question(List<String> parts) {
    return engine(parts, 0)
        .flatMap(engine -> text(parts.get(3)).map(question -> new Topic.Ask(engine, question)));
  }

  private static Optional<EngineAddress> engine(List<String> parts, int first) {
    return EngineAddress.of(parts.get(first), parts.get(first + 1), parts.get(first + 2));
  }

  /** So many parts with dots between them; empty if there are others, or it is too long for it. */
  static Optional<List<String>> tokens(String text, int count) {
    if (text.length() > MOST_TOKENS * (LONGEST_TOKEN + 1)) {
      return Optional.empty();
    }
    List<String> parts = List.of(text.split("\\.", -1));
    return parts.size() == count ? Optional.of(parts) : Optional.empty();
  }

  /**
   * A text as one part of a subject. What is no text, half of a pair of characters, counts as "?".
   *
   * @throws IllegalArgumentException if it is empty or too long
   */
  public static String token(String text) {
    if (text.isEmpty() || text.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException(
          "A part of a subject has 1 to %d characters, not %d"
              .formatted(LONGEST_TEXT, text.length()));
    }
    StringBuilder token = new StringBuilder(text.length());
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      if (isPlain((char) (each & 0xFF))) {
        token.append((char) each);
      } else {
        token.append('=').append(digit(each >> 4)).append(digit(each));
      }
    }
    return token.toString();
  }

  /** The text of which this is the token; empty if it is of none. Never throws. */
  public static Optional<String> text(String token) {
    if (token.isEmpty() || token.length() > LONGEST_TOKEN) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.allocate(token.length());
    for (int i = 0; i < token.length(); i++) {
      char each = token.charAt(i);
      if (isPlain(each)) {
        bytes.put((byte) each);
      } else if (each == '=' && i + 2 < token.length()) {
        bytes.put((byte) (HEX * value(token.charAt(i + 1)) + value(token.charAt(i + 2))));
        i += 2;
      } else {
        return Optional.empty();
      }
    }
    // One that is written in another way than its text is written is nobody's.
    return decoded(bytes.flip())
        .filter(text -> text.length() <= LONGEST_TEXT && token(text).equals(token));
  }

  private static Optional<String> decoded(ByteBuffer bytes) {
    try {
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException _) {
      // Bytes that are no text are no token.
      return Optional.empty();
    }
  }

  private static boolean isPlain(char character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || character == '_'
        || character == '-';
  }

  private static char digit(int of) {
    return Character.toUpperCase(Character.forDigit(of & 0xF, HEX));
  }

  /** Zero for what is no digit: the text is then written in another way. */
  private static int value(char digit) {
    return Math.max(0, Character.digit(digit, HEX));
  }
}
