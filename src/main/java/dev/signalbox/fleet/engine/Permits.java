package dev.signalbox.fleet.engine;

/**
 * What is allowed from afar, whatever the server permits.
 *
 * @param commands whether it obeys
 * @param log whether its log is read
 */
public record Permits(boolean commands, boolean log) {}
