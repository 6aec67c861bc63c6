package dev.signalbox.journal;

import ch.qos.logback.core.Context;
import dev.signalbox.settings.Redaction;
import java.util.function.Supplier;

/**
 * The redaction as it is by now, which learns secrets while the program runs. Held by the logging
 * context, so that the layouts which Logback itself creates find it there; until it is set, nothing
 * secret has been read yet.
 */
record ContextRedaction(Supplier<Redaction> current) {
  private static final ContextRedaction NONE = new ContextRedaction(() -> Redaction.GENERIC);

  void install(Context context) {
    context.putObject(ContextRedaction.class.getName(), this);
  }

  static Redaction in(Context context) {
    return context.getObject(ContextRedaction.class.getName()) instanceof ContextRedaction redaction
        ? redaction.current().get()
        : NONE.current().get();
  }
}
