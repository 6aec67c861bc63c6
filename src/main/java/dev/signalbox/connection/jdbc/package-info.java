/**
 * Oracle and MariaDB beside each other: pools whose every connect can be interrupted.
 *
 * <p>Threading: opening, borrowing and closing block and belong on virtual threads; a physical
 * connection is used by one thread at a time, others may only interrupt that thread or cancel its
 * statement.
 */
@NullMarked
package dev.signalbox.connection.jdbc;

import org.jspecify.annotations.NullMarked;
