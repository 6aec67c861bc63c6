package dev.signalbox.connection.state;

/**
 * How much of a pool is in use.
 *
 * @param active connections that somebody works with
 * @param idle connections that wait for work
 * @param waiting threads that wait for a connection
 * @param most how many connections there may be
 */
public record PoolUse(int active, int idle, int waiting, int most) {}
