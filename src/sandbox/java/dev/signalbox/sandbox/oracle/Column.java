package dev.signalbox.sandbox.oracle;

/**
 * One column of a query as the client is told of it.
 *
 * @param size greatest length in bytes on the wire
 * @param characters greatest length in characters, for text
 */
record Column(
    String name,
    OracleType type,
    int precision,
    int scale,
    int size,
    int characters,
    boolean nullable) {}
