package dev.signalbox.settings;

import java.util.Optional;

/**
 * The subjects that NATS itself is spoken to with, where an account has others than usual.
 *
 * @param jetStreamPrefix of JetStream's questions, instead of {@code $JS.API}
 * @param inboxPrefix of the answers, instead of {@code _INBOX}
 */
public record NatsSubjects(Optional<String> jetStreamPrefix, Optional<String> inboxPrefix) {

  /** As usual. */
  public static final NatsSubjects DEFAULT = new NatsSubjects(Optional.empty(), Optional.empty());

  /** The prefix of JetStream's questions in that domain. */
  public static String prefixOfDomain(String domain) {
    return "$JS." + domain + ".API";
  }
}
