package dev.signalbox.console;

/**
 * Which engine this is.
 *
 * @param environment any word of the operators'
 * @param armingNeeded whether Start is locked there until armed
 * @param host the machine it runs on
 * @param logCapacity how many lines of its log it keeps
 */
public record EngineIdentity(
    String environment, boolean armingNeeded, String host, int logCapacity) {}
