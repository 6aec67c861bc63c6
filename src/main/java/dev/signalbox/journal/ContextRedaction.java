package dev.signalbox.journal;

import ch.qos.logback.core.Context;
import java.util.function.UnaryOperator;

/**
 * Takes secrets out of text. Held by the logging context, so that the layouts which Logback itself
 * creates find it there; until it is set, nothing secret has been read yet.
 */
record ContextRedaction(UnaryOperator<String> operator) {
  private static final ContextRedaction NONE = new ContextRedaction(UnaryOperator.identity());

  void install(Context context) {
    context.putObject(ContextRedaction.class.getName(), this);
  }

  static UnaryOperator<String> in(Context context) {
    return context.getObject(ContextRedaction.class.getName()) instanceof ContextRedaction redaction
        ? redaction.operator()
        : NONE.operator();
  }
}
