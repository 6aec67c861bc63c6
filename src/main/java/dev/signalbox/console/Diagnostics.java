package dev.signalbox.console;

import java.time.Instant;
import java.util.List;

/**
 * What whoever looks for a fault wants to see of an engine, as texts without secrets.
 *
 * @param taken when
 */
public record Diagnostics(Instant taken, List<Document> documents) {
  /**
   * One of the texts.
   *
   * @param name of a file for it, without a folder
   */
  public record Document(String name, String text) {}

  public Diagnostics {
    documents = List.copyOf(documents);
  }
}
