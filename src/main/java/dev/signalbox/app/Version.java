package dev.signalbox.app;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Main.class.getPackage().getImplementationVersion();
    return new String[] {
      "Signalbox " + Objects.requireNonNullElse(version, "(not built as a jar)"),
      "Java " + Runtime.version()
    };
  }
}
