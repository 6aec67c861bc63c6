package dev.signalbox.settings.reading;

import dev.signalbox.settings.Purpose;
import java.nio.file.Path;

/**
 * What every part of one load shares. Confined to the thread that loads.
 *
 * @param file what is read
 * @param files that file, and those that it names to be read
 * @param folder where relative paths start
 * @param budget what reading it may come to
 * @param purpose what the configuration is to be good for
 */
record Reading(
    Problems problems,
    Interpolation interpolation,
    Path file,
    UsedFiles files,
    Path folder,
    Budget budget,
    Purpose purpose) {}
