package dev.signalbox.settings.reading;

import java.nio.file.Path;

/**
 * What every part of one load shares. Confined to the thread that loads.
 *
 * @param folder where relative paths start
 */
record Reading(Problems problems, Interpolation interpolation, Path folder) {}
