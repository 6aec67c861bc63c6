package dev.signalbox.app.engine;

import dev.signalbox.settings.ConnectionSettings;
import dev.signalbox.settings.PasswordPrompt;
import dev.signalbox.settings.Redaction;
import dev.signalbox.settings.Secret;

/**
 * The redaction of this run: what the operator types and what the files of a login hold is a secret
 * from then on, too. Thread-safe.
 */
final class KnownSecrets {
  private volatile Redaction redaction;

  KnownSecrets(Redaction configured) {
    redaction = configured;
  }

  /** As it is known by now. */
  Redaction redaction() {
    return redaction;
  }

  String withhold(String foreign) {
    return redaction.withhold(foreign);
  }

  /** From now on these are secrets, too. */
  synchronized void remember(ConnectionSettings connection) {
    redaction = redaction.with(connection);
  }

  /** From now on this is one, too. */
  synchronized void remember(Secret secret) {
    redaction = redaction.with(secret);
  }

  /** The prompt, whose answers become known secrets before anyone else sees them. */
  PasswordPrompt remembering(PasswordPrompt prompt) {
    return label -> {
      Secret answer = prompt.ask(label);
      remember(answer);
      return answer;
    };
  }
}
