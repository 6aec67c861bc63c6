package dev.signalbox.relay.source;

import java.util.List;
import java.util.Optional;

/** The name of a table and, if it was given, that of its schema. */
record TableName(Optional<Identifier> schema, Identifier name) {

  /**
   * As it is configured: {@code [SCHEMA.]TABLE}, each part in quotes if there is a dot or a quote
   * in it.
   */
  static TableName of(String written) {
    List<Identifier> parts = Identifier.ofTable(written);
    return parts.size() > 1
        ? new TableName(Optional.of(parts.getFirst()), parts.get(1))
        : new TableName(Optional.empty(), parts.getFirst());
  }

  /** For a statement. */
  String written(SourceDialect dialect) {
    return schema.map(name -> dialect.written(name) + ".").orElse("") + dialect.written(name);
  }
}
