/**
 * A server that speaks Oracle's wire protocol (TNS packets, TTC messages), so that the unmodified
 * driver and pool can be tried against a listener that misbehaves on command.
 *
 * <p>It is no Oracle database and says so wherever a person sees its name. Behind the protocol runs
 * H2 in its Oracle mode: it starts within the process in milliseconds, has real transactions, row
 * locks and cancellable statements, and knows Oracle's types and functions. MariaDB would have
 * needed a process and a translation of every statement, and an engine of our own would have been
 * larger than everything else here.
 *
 * <p>Read in this order: {@link dev.signalbox.sandbox.oracle.OracleStandIn} (what tests use),
 * {@code ClientConnection} (one client from accept to close), {@code CallHandler} (one request, one
 * reply), {@code TnsChannel} and {@code TtcReader} (bytes), {@code SqlSession} (the engine).
 *
 * <p>Threads: two for each client. A virtual one reads the socket, so that a cancel or a lost
 * client is noticed while a statement runs. A platform one serves one request after the other and
 * is the only one to write; it is no virtual thread, because a long statement computes without ever
 * pausing and two of them would starve every virtual thread of a small machine, the client's among
 * them. The public methods may be called from any thread.
 */
@NullMarked
package dev.signalbox.sandbox.oracle;

import org.jspecify.annotations.NullMarked;
