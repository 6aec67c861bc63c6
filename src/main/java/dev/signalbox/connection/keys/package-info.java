/**
 * Certificates and keys out of files in PEM: whatever is wrong with one is found before a server is
 * contacted, and said with its name.
 *
 * <p>Threading: everything reads files and blocks for as long as that takes.
 */
@NullMarked
package dev.signalbox.connection.keys;

import org.jspecify.annotations.NullMarked;
