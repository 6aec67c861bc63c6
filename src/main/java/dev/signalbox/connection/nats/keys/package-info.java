/**
 * What a login to NATS and its TLS are made of, out of files: whatever is wrong with one is found
 * before a server is contacted, and said with its name.
 *
 * <p>Threading: everything reads files and blocks for as long as that takes.
 */
@NullMarked
package dev.signalbox.connection.nats.keys;

import org.jspecify.annotations.NullMarked;
