/**
 * Holds README and the pages against what is there: their commands, keys, links and packages.
 *
 * <p>Threading: none; everything here reads files of the repository and computes.
 */
@NullMarked
package dev.signalbox.documents;

import org.jspecify.annotations.NullMarked;
