package dev.signalbox.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * For tests that read a configuration's log level: the tests after them in the same JVM would write
 * a hundred thousand lines more.
 */
public final class LogLevelsAsBefore implements BeforeAllCallback, AfterAllCallback {
  private static final List<String> OWN_LOGGERS = List.of("signalbox", "dev.signalbox");

  private Map<Logger, Level> before = Map.of();

  @Override
  public void beforeAll(ExtensionContext context) {
    before =
        OWN_LOGGERS.stream()
            .map(name -> (Logger) LoggerFactory.getLogger(name))
            .collect(Collectors.toMap(logger -> logger, Logger::getEffectiveLevel));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    before.forEach(Logger::setLevel);
  }
}
