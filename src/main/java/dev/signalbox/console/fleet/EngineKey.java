package dev.signalbox.console.fleet;

/**
 * Which engine of all: an installation, whatever it is called and however often it is started.
 *
 * @param text says nothing to people
 */
public record EngineKey(String text) {}
