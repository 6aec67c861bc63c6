/**
 * What a program that runs as a service tells the manager that started it: that it serves, that it
 * lives, that it stops. As systemd has it; without such a manager nothing of this happens.
 *
 * <p>Threading: any thread; nothing here blocks.
 */
@NullMarked
package dev.signalbox.app.service;

import org.jspecify.annotations.NullMarked;
